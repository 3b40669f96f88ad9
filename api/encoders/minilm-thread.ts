import { isMainThread, type MessagePort, parentPort, Worker } from 'node:worker_threads'
import { EncoderFailed } from './encoder.ts'
import { loadMinilm } from './minilm.ts'

type Answer = { readonly row: Float32Array } | { readonly failed: string }

/** One text as a row of length one. Throws {@link EncoderFailed} when it cannot. */
export type EncodeOne = (text: string) => Promise<Float32Array>

/** all-MiniLM-L6-v2 in a thread of its own, one text after the other: a text takes some 50 ms in which nobody else waits. */
export function minilmThread(): EncodeOne {
  const worker = new Worker(new URL(import.meta.url))
  worker.unref()
  const waiting: ((answer: Answer) => void)[] = []
  let ended: string | undefined
  const end = (reason: string): void => {
    ended ??= reason
    for (const resolve of waiting.splice(0)) resolve({ failed: ended })
  }
  // Answers come in the order of the texts.
  worker.on('message', (answer: Answer) => waiting.shift()?.(answer))
  worker.on('error', (error) => end(error.message))
  worker.on('exit', () => end('The thread has ended.'))
  return async (text) => {
    const answer = await new Promise<Answer>((resolve) => {
      if (ended !== undefined) return resolve({ failed: ended })
      waiting.push(resolve)
      worker.postMessage(text)
    })
    if ('row' in answer) return answer.row
    throw new EncoderFailed(answer.failed)
  }
}

if (!isMainThread && parentPort) serve(parentPort)

function serve(port: MessagePort): void {
  const loaded = loadMinilm()
  loaded.catch(() => {})
  // One after the other, so that answers keep the order of the texts.
  let last = Promise.resolve()
  port.on('message', (text: string) => {
    last = last.then(async () => {
      try {
        const [row] = await (await loaded).embed([text], () => {})
        port.postMessage({ row: Float32Array.from(row!) } satisfies Answer)
      } catch (error) {
        port.postMessage({ failed: (error as Error).message } satisfies Answer)
      }
    })
  })
}

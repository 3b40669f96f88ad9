import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import { createClient, type InStatement, type Row } from '@libsql/client'
import { fileWriter, type Writer } from './commit.ts'
import { Busy } from './faults.ts'

/** What a file is opened with; see store.ts. */
interface Opening {
  readonly url: string
  readonly timeout: number
}

/** A batch to write, or the end. */
type Message = { readonly statements: readonly InStatement[]; readonly forMs: number } | 'close'

/** An error's class does not come through; its code and words, by which faults are known, do. */
type Answer =
  | { readonly rows: readonly (readonly Row[])[] }
  | { readonly code: string; readonly message: string; readonly busy: boolean }

/**
 * {@link fileWriter} in a thread of its own: the driver is synchronous, and here nobody but the next batch waits while
 * the disk syncs. If the thread dies, so does the process: nothing that waits would ever be acknowledged.
 */
export function threadWriter(opening: Opening): Writer {
  const worker = new Worker(new URL(import.meta.url), { workerData: opening })
  let closing = false
  // Nobody listens for its errors, so one of them ends the process; a thread may also end without any.
  worker.on('exit', () => {
    if (!closing) throw new Error('The thread that writes the database has ended.')
  })
  // Two batches are never under way, so the next message is the answer.
  const ask = (message: Message): Promise<Answer> =>
    new Promise((resolve) => {
      worker.once('message', resolve)
      worker.postMessage(message)
    })
  return {
    async commit(statements, forMs) {
      const answer = await ask({ statements, forMs })
      if ('rows' in answer) return answer.rows
      if (answer.busy) throw new Busy(answer.message)
      throw Object.assign(new Error(answer.message), { code: answer.code })
    },
    async close() {
      await ask('close')
      closing = true
      await worker.terminate()
    },
  }
}

if (!isMainThread && parentPort) serve(parentPort, workerData as Opening)

function serve(port: MessagePort, opening: Opening): void {
  const client = createClient({ ...opening, concurrency: 1 })
  const reader = createClient({ ...opening, concurrency: 1 })
  const writer = fileWriter(client, reader)
  port.on('message', async (message: Message) => {
    port.postMessage(message === 'close' ? await end() : await answerTo(message))
  })

  async function answerTo({ statements, forMs }: Exclude<Message, 'close'>): Promise<Answer> {
    try {
      return { rows: await writer.commit(statements, forMs) }
    } catch (error) {
      const { code = '', message } = error as Error & { code?: string }
      return { code: String(code), message, busy: error instanceof Busy }
    }
  }

  async function end(): Promise<Answer> {
    await writer.close()
    client.close()
    reader.close()
    return { rows: [] }
  }
}

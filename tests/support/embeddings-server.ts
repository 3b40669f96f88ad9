import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a client asked for. */
export interface Asked {
  readonly path: string
  readonly model: string
  readonly input: readonly string[]
  readonly authorization: string | undefined
  /** Every header and the whole body, to look for what must not be sent. */
  readonly raw: string
}

/** Answers one request; returns whether it did, else the server answers as it should. */
export type Misbehave = (asked: Asked, response: ServerResponse, nth: number) => boolean | Promise<boolean>

export interface EmbeddingsServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly url: string
  readonly asked: Asked[]
  misbehave: Misbehave
  /** Requests that were under way at once, at most. */
  readonly mostAtOnce: () => number
  stop(): Promise<void>
}

const dims = 64

/** A server that speaks OpenAI's `/v1/embeddings`; what it knows of language are runs of three letters. */
export async function startEmbeddingsServer(): Promise<EmbeddingsServer> {
  const asked: Asked[] = []
  let now = 0
  let most = 0
  const it: EmbeddingsServer = {
    url: '',
    asked,
    misbehave: () => false,
    mostAtOnce: () => most,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const server = createServer(async (request, response) => {
    most = Math.max(most, ++now)
    response.once('close', () => now--)
    const body = await text(request)
    const { model, input } = JSON.parse(body) as { model: string; input: string[] }
    const one = {
      ...{ path: request.url ?? '', model, input, authorization: request.headers.authorization },
      raw: `${request.rawHeaders.join('\n')}\n${body}`,
    }
    asked.push(one)
    if (!(await it.misbehave(one, response, asked.length))) answer(response, input.map(embedding))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(it, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` })
}

/** The answer with these embeddings; the last text's first, since only `index` counts. */
export function answer(response: ServerResponse, embeddings: readonly (readonly (number | null)[])[]): true {
  const data = embeddings.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse()
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({ object: 'list', data, model: 'test', usage: { prompt_tokens: 1, total_tokens: 1 } }),
  )
  return true
}

/** Counts of hashed runs of three letters, not of length one. */
export function embedding(words: string): number[] {
  const counts = new Array<number>(dims).fill(0)
  const padded = ` ${words.toLowerCase()} `
  for (let at = 0; at + 3 <= padded.length; at++) {
    let hash = 7
    for (const letter of padded.slice(at, at + 3)) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0
    counts[hash % dims]!++
  }
  return counts
}

async function text(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

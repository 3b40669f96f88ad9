import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { EmbeddingsCache } from './cache.ts'
import { type Encoded, type Encoder, EncoderFailed, TextsRefused } from './encoder.ts'
import { type Patience, requestEmbeddings, usualPatience } from './request.ts'
import type { EmbeddingsSettings } from './settings.ts'

/** What customers ask stands at the beginning; many models read no more than 512 pieces of words, which is about this. */
export const longestText = 1000
/** A model that cannot read this much is no model for questions. */
const shortestText = 100
/** Texts in one request, and their bytes: what hosted services and a laptop both take. */
const mostTexts = 64
const mostBytes = 64 * 1024
/** Requests under way at once: two keep a server on this machine busy. */
const lanes = 2

export interface EndpointOptions {
  /** Where the cache lies. */
  readonly folder: string
  /** Told what will be sent, before it is; not called when everything is in the cache. */
  readonly announce: (leaving: readonly string[], to: EmbeddingsSettings) => void
  readonly patience?: Patience
}

/**
 * Points from any server that speaks OpenAI's `/v1/embeddings`: Ollama, vLLM, a hosted one. Only the first
 * {@link longestText} letters of a text are sent, each text once: what was encoded is read from the cache.
 */
export function embeddingsEndpoint(settings: EmbeddingsSettings, options: EndpointOptions): Encoder {
  const name = endpointName(settings)
  return {
    name,
    async encode(texts, progress = () => {}): Promise<Encoded> {
      const cut = texts.map(beginning)
      const wanted = [...new Set(cut)].filter((text) => text !== '')
      const rows = new Map<string, Float32Array>()
      const cache = new EmbeddingsCache(cacheFile(options.folder, settings), name)
      cache.read(wanted, (text, row) => rows.set(text, row))
      const leaving = wanted.filter((text) => !rows.has(text))
      if (leaving.length > 0) options.announce(leaving, settings)
      progress(rows.size, wanted.length)
      await inLanes(batches(leaving), async (batch) => {
        const got = await fitting(batch, (some) =>
          requestEmbeddings(settings, some, options.patience ?? usualPatience),
        )
        const entries = batch.map((text, at) => [text, got[at]!] as const)
        cache.add(entries)
        for (const [text, row] of entries) rows.set(text, row)
        progress(rows.size, wanted.length)
      })
      return rowsOf(cut, rows, cache.dims ?? 0)
    },
  }
}

/** For people, and of a model where it runs. */
export const endpointName = ({ model, url }: EmbeddingsSettings): string => `${model} at ${url.host}`

/** One file a server and model: rows of two models cannot be compared. */
export function cacheFile(folder: string, { url, model }: EmbeddingsSettings): string {
  const key = createHash('sha256').update(`${url.href}\n${model}`).digest('hex').slice(0, 16)
  return join(folder, 'embeddings', `${key}.bin`)
}

/** The part of a text that is sent; never half a letter. */
export function beginning(text: string): string {
  return text
    .slice(0, longestText)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trim()
}

/**
 * Asks for fewer texts, and at last for a shorter beginning of one, as long as the server refuses: how much it takes
 * at once differs, and so does what a model reads.
 */
async function fitting(
  texts: readonly string[],
  ask: (some: readonly string[]) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  try {
    return await ask(texts)
  } catch (error) {
    if (!(error instanceof TextsRefused)) throw error
    const half = Math.ceil(texts.length / 2)
    if (texts.length > 1)
      return [...(await fitting(texts.slice(0, half), ask)), ...(await fitting(texts.slice(half), ask))]
    const shorter = beginning(texts[0]!.slice(0, texts[0]!.length / 2))
    if (shorter.length < shortestText) throw error
    return fitting([shorter], ask)
  }
}

function* batches(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = []
  let bytes = 0
  for (const text of texts) {
    const size = Buffer.byteLength(text)
    if (batch.length > 0 && (batch.length === mostTexts || bytes + size > mostBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(text)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

/** Works on a few at a time; after the first failure nothing new is begun. */
async function inLanes<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]()
  let failed = false
  const lane = async () => {
    for (;;) {
      const next = rest.next()
      if (next.done || failed) return
      try {
        await work(next.value)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  // All lanes end before the failure is thrown: what they still receive is paid for, and kept.
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

/** Rows of these texts, one under the other; all zero where a text has none. */
export function rowsOf(
  texts: readonly string[],
  found: ReadonlyMap<string, Float32Array>,
  dims: number,
): Encoded {
  const rows = new Float32Array(texts.length * dims)
  for (const [at, text] of texts.entries()) {
    const row = found.get(text)
    if (row === undefined) continue
    if (row.length !== dims) throw new EncoderFailed(`A row has ${row.length} numbers instead of ${dims}.`)
    rows.set(row, at * dims)
  }
  return { rows, dims }
}

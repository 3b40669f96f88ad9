import { setTimeout as sleep } from 'node:timers/promises'
import { EncoderFailed, TextsRefused } from './encoder.ts'
import { AnswerTooLong, postJson } from './post-json.ts'
import type { EmbeddingsSettings } from './settings.ts'

/** How long a server may take, and how often it is asked again. Times in ms. */
export interface Patience {
  /** For one answer. */
  readonly answer: number
  /** Attempts altogether. */
  readonly attempts: number
  /** Before the second attempt; each next wait is twice as long. */
  readonly wait: number
  /** A server that asks for a longer wait is not waited for. */
  readonly longestWait: number
}

/** A model on a slow processor needs tens of seconds for a batch; six attempts last half a minute. */
export const usualPatience: Patience = { answer: 120_000, attempts: 6, wait: 1000, longestWait: 120_000 }

/** 64 rows of 8,192 numbers with all their digits take 12 MB; more is no answer of ours. */
const longestAnswer = 64 * 1024 * 1024
/** How servers say that a text is too long for the model, or a batch too large: 400 vLLM, 413 and 422 others. */
const tooMuch = [400, 413, 422]
/** Letters of what a server said that are shown. */
const shown = 200

/**
 * One batch of texts as rows of length one, in the order of the texts. Asks again when the server is busy, broken or
 * gone, as long as it is patient; throws {@link EncoderFailed} otherwise.
 */
export async function requestEmbeddings(
  settings: EmbeddingsSettings,
  texts: readonly string[],
  patience: Patience,
): Promise<Float32Array[]> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(settings, texts, patience)
    if (!('again' in answer)) return rowsOf(answer.body, texts.length, settings)
    const wait = answer.after ?? patience.wait * 2 ** (attempt - 1)
    if (attempt === patience.attempts)
      throw failed(settings, `${answer.again}, ${attempt} times. Is it running, and does it have the model?`)
    if (wait > patience.longestWait)
      throw failed(
        settings,
        `${answer.again} and asks to wait ${Math.ceil(wait / 1000)} seconds. Try again then.`,
      )
    await sleep(wait)
  }
}

type Answer = { readonly body: string } | { readonly again: string; readonly after?: number | undefined }

async function ask(
  settings: EmbeddingsSettings,
  texts: readonly string[],
  { answer: patience }: Patience,
): Promise<Answer> {
  const { url, model, key } = settings
  try {
    const { status, headers, body } = await postJson(
      url,
      { model, input: texts },
      { key, within: patience, most: longestAnswer },
    )
    if (status >= 300 && status < 400)
      throw failed(
        settings,
        `wants texts sent to ${JSON.stringify(headers.get('location'))} instead. If that is right, set it as KINDRED_EMBEDDINGS_URL.`,
      )
    if (status === 429 || status >= 500)
      return { again: `answered ${status}`, after: secondsToWait(headers.get('retry-after')) }
    if (tooMuch.includes(status))
      throw new TextsRefused(failed(settings, refusal(status, said(body, key))).message)
    if (status < 200 || status > 299) throw failed(settings, refusal(status, said(body, key)))
    return { body }
  } catch (error) {
    if (error instanceof EncoderFailed) throw error
    if (error instanceof AnswerTooLong)
      throw failed(
        settings,
        `answered with more than ${longestAnswer / 1024 / 1024} MB, which is no list of embeddings.`,
      )
    const { name, cause } = error as Error & { cause?: { code?: string } }
    return {
      again:
        name === 'TimeoutError'
          ? `did not answer within ${patience / 1000} seconds`
          : `could not be reached (${cause?.code ?? name})`,
    }
  }
}

/** Of a Retry-After header in ms: seconds or a date; undefined when there is none. */
function secondsToWait(header: string | null): number | undefined {
  if (header === null) return undefined
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

function refusal(status: number, words: string): string {
  if (status === 401 || status === 403)
    return `does not accept the key (${status}${words}). Check KINDRED_EMBEDDINGS_KEY.`
  if (status === 404)
    return `knows no such model or address (404${words}). Check KINDRED_EMBEDDINGS_MODEL and KINDRED_EMBEDDINGS_URL.`
  return `refuses the texts (${status}${words}).`
}

/** What the server said, on one line and without the key. */
function said(body: string, key: string | undefined): string {
  let message: unknown = body
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } | string }
    message = typeof error === 'object' ? error.message : (error ?? body)
  } catch {
    // Not JSON: what it said as it is.
  }
  const plain = String(message)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  const words = (key === undefined ? plain : plain.replaceAll(key, '…')).slice(0, shown)
  return words === '' ? '' : `: ${words}`
}

function rowsOf(body: string, count: number, settings: EmbeddingsSettings): Float32Array[] {
  const list = listIn(body)
  if (list === undefined) throw failed(settings, 'answered with something that is no list of embeddings.')
  if (list.length !== count)
    throw failed(settings, `was given ${count} texts and answered with ${list.length} embeddings.`)
  const rows = new Array<Float32Array | undefined>(count)
  for (const [at, one] of list.entries()) {
    const { index = at, embedding } = (one ?? {}) as { index?: unknown; embedding?: unknown }
    const row = unit(embedding)
    if (row === undefined)
      throw failed(settings, 'answered with an embedding that is no list of numbers, or is all zero.')
    if (!isPlace(index, count) || rows[index] !== undefined)
      throw failed(
        settings,
        'answered with embeddings that cannot be told apart: their numbers repeat or are none.',
      )
    rows[index] = row
  }
  const whole = rows as Float32Array[]
  if (whole.some(({ length }) => length !== whole[0]!.length))
    throw failed(settings, 'answered with embeddings of different lengths.')
  return whole
}

const isPlace = (index: unknown, count: number): index is number =>
  Number.isInteger(index) && (index as number) >= 0 && (index as number) < count

function listIn(body: string): unknown[] | undefined {
  try {
    const { data } = JSON.parse(body) as { data?: unknown }
    return Array.isArray(data) ? data : undefined
  } catch {
    return undefined
  }
}

/** The numbers as a row of length one; undefined when they are none, or point nowhere. */
function unit(embedding: unknown): Float32Array | undefined {
  if (!Array.isArray(embedding) || !embedding.every((one) => Number.isFinite(one))) return undefined
  // The largest first, so that squares neither vanish nor grow beyond all numbers.
  const largest = embedding.reduce((most: number, one: number) => Math.max(most, Math.abs(one)), 0)
  if (largest === 0) return undefined
  const scaled = embedding.map((one: number) => one / largest)
  const length = Math.sqrt(scaled.reduce((sum, one) => sum + one * one, 0))
  return Float32Array.from(scaled, (one) => one / length)
}

/** The host is named, never the whole address: paths may hold account names. */
export function failed({ url, model }: EmbeddingsSettings, what: string): EncoderFailed {
  return new EncoderFailed(
    `The embeddings server ${url.host} (model ${model}) ${what}\nWhat was encoded so far is kept. To go by words alone, unset KINDRED_EMBEDDINGS_URL.`,
  )
}

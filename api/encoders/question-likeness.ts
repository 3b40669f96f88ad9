import { LRUCache } from 'lru-cache'
import type { Likeness } from '#content/library/likeness.ts'
import { type ArticleVectors, likenessTo } from './article-vectors.ts'
import { understands } from './encoder.ts'
import { beginning, endpointName } from './endpoint.ts'
import { minilm } from './minilm.ts'
import { type EncodeOne, minilmThread } from './minilm-thread.ts'
import { type Patience, requestEmbeddings } from './request.ts'
import { encoderKind, neededEmbeddings } from './settings.ts'

/** How long a search waits for a question's vector, in ms; then it goes by words alone. */
const longestWait = 150
/** So long nobody asks an encoder that failed or was slow, in ms: readers do not wait for it search after search. */
const restAfterFailure = 10_000
/** Questions under way at once; one more goes by words, since it would wait too long. */
const mostUnderWay = 8
/** Questions whose vectors are kept in memory: many readers ask the same. */
const mostKept = 500

/** How near the articles are to a question; undefined where words have to do: another language, a slow or failing encoder. */
export type QuestionLikeness = (
  question: string,
  locale: string,
  vectors: ArticleVectors | undefined,
) => Promise<Likeness | undefined>

/**
 * Encodes readers' questions by the encoder that `KINDRED_ENCODER` asks for; undefined for `lexical`. A question is
 * given redacted. Never throws while serving.
 *
 * @param tell is told in words what keeps it from encoding, once until it works again
 */
export function questionLikeness(
  env: Readonly<Record<string, string | undefined>>,
  tell: (reason: string) => void,
): QuestionLikeness | undefined {
  const kind = encoderKind(env)
  if (kind === 'lexical') return undefined
  const encoder = kind === 'minilm' ? { ...minilm, encode: minilmThread() } : endpoint(env)
  const rows = new LRUCache<string, Float32Array>({ max: mostKept })
  let [underWay, restUntil, told] = [0, 0, false]
  const fail = (reason: string): undefined => {
    restUntil = performance.now() + restAfterFailure
    if (!told) tell(`${reason} Until it answers again, search goes by words alone.`)
    told = true
  }
  if (kind === 'minilm') {
    // Reading the model takes a second, in which searches go by words.
    restUntil = Number.POSITIVE_INFINITY
    encoder
      .encode('ready?')
      .then(() => (restUntil = 0))
      .catch((error: Error) => fail(error.message))
  }
  const encode = async (text: string): Promise<Float32Array | undefined> => {
    if (underWay >= mostUnderWay || performance.now() < restUntil) return undefined
    underWay++
    const row = encoder.encode(text).finally(() => underWay--)
    // A late answer is kept: the same question is likely to come again.
    row.then((late) => rows.set(text, late)).catch(() => {})
    try {
      const inTime = await within(longestWait, row)
      if (inTime === undefined) return fail(`${encoder.name} did not answer within ${longestWait} ms.`)
      told = false
      return inTime
    } catch (error) {
      return fail((error as Error).message)
    }
  }
  return async (question, locale, vectors) => {
    const text = beginning(question)
    if (!vectors || text === '' || !understands(encoder, locale)) return undefined
    if (vectors.encoder !== encoder.name)
      return fail(`The articles were encoded by ${vectors.encoder}, not by ${encoder.name}: publish again.`)
    const row = rows.get(text) ?? (await encode(text))
    if (row === undefined) return undefined
    if (row.length !== vectors.dims)
      return fail(`${encoder.name} answers with ${row.length} numbers, and articles have ${vectors.dims}.`)
    return likenessTo(row, vectors)
  }
}

interface QuestionEncoder {
  readonly name: string
  readonly languages?: readonly string[]
  readonly encode: EncodeOne
}

/** Asked once: a second attempt would come too late. What takes longer still ends, so that requests do not pile up. */
const oneAttempt: Patience = { answer: 20 * longestWait, attempts: 1, wait: 0, longestWait: 0 }

function endpoint(env: Readonly<Record<string, string | undefined>>): QuestionEncoder {
  const settings = neededEmbeddings(env)
  return {
    name: endpointName(settings),
    encode: async (text) => (await requestEmbeddings(settings, [text], oneAttempt))[0]!,
  }
}

/** Undefined when it takes longer than so many ms. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, ms, undefined)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

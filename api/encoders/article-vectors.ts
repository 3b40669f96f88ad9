import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Likeness, Near } from '#content/library/likeness.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { type Encoder, type Encoding, understands } from './encoder.ts'

/** Sentence vectors of a library's articles and what made them: plain data, which a file can hold. */
export interface ArticleVectors {
  /** The encoder's name: vectors of two models cannot be compared. */
  readonly encoder: string
  /** Numbers a row. */
  readonly dims: number
  /** Row-major, each of length one. */
  readonly rows: Float32Array
  /** First row of each article, by {@link keyOf}: what it is about, then its passages in their order. */
  readonly begins: ReadonlyMap<string, number>
  /** Mean cosine of two rows of different articles, −1 … 1: what means nothing to this model. */
  readonly usual: number
}

/** Encodes what an article is about (title, description, keywords) and each of its passages, in the languages the encoder knows. */
export async function articleVectors(
  library: Library,
  encoder: Encoder,
  progress?: Encoding,
): Promise<ArticleVectors> {
  const articles = library.articles.filter(
    ({ access, locale }) => access === 'open' && understands(encoder, locale),
  )
  const begins = new Map<string, number>()
  const texts: string[] = []
  for (const article of articles) {
    begins.set(keyOf(article), texts.length)
    texts.push(...textsOf(article))
  }
  const { rows, dims } = await encoder.encode(texts, progress)
  return { encoder: encoder.name, dims, rows, begins, usual: usualCosine(rows, dims, [...begins.values()]) }
}

/** How near each article is to a question in meaning. @param question of length one, {@link ArticleVectors.dims} numbers */
export function likenessTo(question: Float32Array, { dims, rows, begins, usual }: ArticleVectors): Likeness {
  return (article): Near | undefined => {
    const begin = begins.get(keyOf(article))
    if (begin === undefined) return undefined
    let [cosine, place] = [-1, 0]
    for (let at = 0; at <= article.passages.length; at++) {
      let sum = 0
      for (let k = 0, from = (begin + at) * dims; k < dims; k++) sum += question[k]! * rows[from + k]!
      if (sum > cosine) [cosine, place] = [sum, at]
    }
    return { likeness: (cosine - usual) / (1 - usual), passage: article.passages[place - 1] }
  }
}

/** Leaves them beside the library they belong to, for the owner alone: those of restricted articles are among them. */
export function writeVectors(folder: string, vectors: ArticleVectors): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(vectorsFile(folder), serialize(vectors), { mode: 0o600 })
}

/** What {@link writeVectors} left; undefined where it left nothing, or another V8 did. */
export function readVectors(folder: string): ArticleVectors | undefined {
  try {
    return deserialize(readFileSync(vectorsFile(folder))) as ArticleVectors
  } catch {
    return undefined
  }
}

const vectorsFile = (folder: string): string => join(folder, 'vectors')

const keyOf = ({ locale, id }: Article): string => `${locale}/${id}`

const textsOf = ({ title, description = '', keywords, passages }: Article): string[] => [
  [title, description, keywords.join(', ')].filter(Boolean).join('. '),
  ...passages.map(({ heading, text }) => [title, heading, text].filter(Boolean).join('. ')),
]

/** Of all pairs at once: the square of a sum of vectors is the sum of all their cosines. */
function usualCosine(rows: Float32Array, dims: number, begins: readonly number[]): number {
  const all = new Float64Array(dims)
  let [own, ownPairs] = [0, 0]
  for (const [at, begin] of begins.entries()) {
    const end = begins[at + 1] ?? rows.length / Math.max(1, dims)
    const one = new Float64Array(dims)
    for (let row = begin; row < end; row++) for (let k = 0; k < dims; k++) one[k]! += rows[row * dims + k]!
    for (let k = 0; k < dims; k++) all[k]! += one[k]!
    own += square(one)
    ownPairs += (end - begin) ** 2
  }
  const pairs = (rows.length / Math.max(1, dims)) ** 2 - ownPairs
  return pairs > 0 ? (square(all) - own) / pairs : 0
}

const square = (vector: Float64Array): number => vector.reduce((sum, value) => sum + value * value, 0)

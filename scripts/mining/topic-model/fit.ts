import { centresOf, clearOnes, likenessOf } from '#scripts/mining/clustering/centroids.ts'
import { neighbourhoodsFor, type Progress, topicsOf } from '#scripts/mining/clustering/cluster.ts'
import { type Coverage, coverageOf, thresholdOf } from '#scripts/mining/clustering/coverage.ts'
import { type GivenSpace, rowsIn } from '#scripts/mining/text/embedding-space.ts'
import { basisOf, project } from '#scripts/mining/text/lsa.ts'
import { sampleFor, type Texts } from '#scripts/mining/text/near-duplicates.ts'
import { strengthOf } from '#scripts/mining/text/term-strength.ts'
import { strengthened, vectorsOf, vocabularyOf } from '#scripts/mining/text/tf-idf.ts'
import { type Assigned, assign, fitsOf } from './assign.ts'
import type { Assigner } from './topic-model.ts'

/** Directions kept of the term space; beyond about 200 short texts gain nothing. */
const dimensions = 200

/** An article of the pool's language: its title and its parts. */
export interface PoolArticle {
  readonly title: string
  readonly passages: readonly string[]
}

export interface PassageRow {
  /** Position of its article. */
  readonly article: number
  readonly text: string
}

/** Everything known about the tickets of one language. */
export interface Pool {
  /** Positions of each topic's texts: those that clearly belong, and those that are only nearer to it than to others. */
  readonly members: readonly Members[]
  /** Texts that the topics were trained on; all of them when they are not too many. */
  readonly sample: Int32Array
  /** 0 … 1 per topic: how much the texts that clearly belong point the same way. */
  readonly agreement: Float64Array
  readonly passages: readonly PassageRow[]
  readonly coverage: Coverage
  /** From this coverage on a topic is answered. */
  readonly threshold: number
  readonly assigner: Assigner
}

/** Positions in falling order of likeness: those that clearly belong, and those that are only nearer to it than to others. */
export interface Members {
  readonly clear: readonly number[]
  readonly near: readonly number[]
}

/** Texts with their topics. */
export interface Grouped {
  readonly assigner: Assigner
  /** Positions of the texts that topics were trained on, rising. */
  readonly sample: Int32Array
  readonly topics: Int32Array
  /** Their points, smoothed, and the points of all passages: by their words, or in a given space. */
  readonly space: Float32Array
  readonly passagePoints: Float32Array
  readonly dims: number
  readonly likeness: Float32Array
  readonly others: Assigned
}

interface PoolOptions {
  readonly vectors?: GivenSpace | undefined
  readonly progress?: Progress | undefined
  /** Texts that topics are trained on at most. */
  readonly most?: number | undefined
}

/** Groups the texts of one language and tells how well its articles answer each group. */
export function poolOf(texts: Texts, articles: readonly PoolArticle[], options: PoolOptions = {}): Pool {
  return pooled(groupsOf(texts, articles, options), articles)
}

/** Trains topics on texts, or on a sample when they are many, and assigns the others theirs. */
export function groupsOf(
  texts: Texts,
  articles: readonly PoolArticle[],
  { vectors, progress = () => {}, most }: PoolOptions = {},
): Grouped {
  const sample = sampleFor(texts, most)
  const sampled = Array.from(sample, (position) => texts.at(position))
  const passages = passagesOf(articles)
  const said = passages.map(({ text }) => text)
  progress('terms', 0, 4)
  const plain = vocabularyOf(sampled, texts.language)
  const unweighed = vectorsOf(sampled, plain)
  const { vocabulary, matrix } = strengthened(plain, unweighed, strengthOf(unweighed))
  const words = basisOf(matrix, Math.min(dimensions, Math.max(2, matrix.rows - 1)))
  const byWords = project(matrix, words.basis, words.dims)
  const ofPassages = vectors && rowsIn(vectors, said)
  const given = ofPassages && rowsIn(vectors, sampled)
  const points = given ?? byWords
  const dims = given ? vectors!.dims : words.dims
  const passagePoints = given ? ofPassages! : pointsOf(said, { vocabulary, ...words })
  const { of, count, space } = topicsOf(
    { points, dims, rows: sample.length },
    { points: passagePoints, articleOf: passages.map(({ article }) => article) },
    progress,
  )
  // In a given space only these texts have a place: the others are assigned their topic by their words.
  const known = given ? byWords : space
  const by = {
    ...{ vocabulary, ...words, count, space: known, topics: of },
    centres: centresOf(known, { of, count }, words.dims),
  }
  const likeness = likenessOf(space, { of, count }, dims)
  const clear = membersOf({ positions: sample, topics: of, likeness }, count).map((own) =>
    clearOnes(own.likeness),
  )
  const clearShare = clear.reduce((sum, one) => sum + one, 0) / Math.max(1, sample.length)
  return {
    ...{ sample, topics: of, space, passagePoints, dims, likeness },
    assigner: { ...by, fits: fitsOf(texts, sample, { by, clearShare }) },
    others: assign(texts, othersThan(sample, texts.count), by, progress),
  }
}

/** What is known of topics once texts are assigned theirs: who clearly belongs, and which article answers them. */
export function pooled(
  { assigner, sample, topics, space, passagePoints, dims, likeness, others }: Grouped,
  articles: readonly PoolArticle[],
): Pool {
  const { count } = assigner
  const passages = passagesOf(articles)
  const coverage = coverageOf(
    space,
    { of: topics, count },
    {
      ...{ points: passagePoints, articleOf: passages.map(({ article }) => article), dims },
      near: neighbourhoodsFor(topics.length)[0]!,
    },
  )
  const made = membersOf({ positions: sample, topics, likeness }, count)
  const rest = membersOf(others, count)
  const clear = made.map((one) => clearOnes(one.likeness))
  const members = made.map(({ positions }, topic) => {
    const own = rest[topic]!.positions
    const share = clear[topic]! / Math.max(1, positions.length)
    const clearOthers = Math.round(share * own.length)
    return {
      clear: [...positions.slice(0, clear[topic]), ...own.slice(0, clearOthers)],
      near: [...positions.slice(clear[topic]), ...own.slice(clearOthers)],
    }
  })
  return {
    ...{ members, sample, passages, coverage, assigner },
    agreement: Float64Array.from(made, ({ rows }, topic) =>
      agreementOf(space, rows.slice(0, clear[topic]), dims),
    ),
    threshold: thresholdOf(
      coverage.score,
      Int32Array.from(made, ({ positions }) => positions.length),
    ),
  }
}

/** Texts as points of length one in the space of their terms. */
export const pointsOf = (
  texts: readonly string[],
  { vocabulary, basis, dims }: Pick<Assigner, 'vocabulary' | 'basis' | 'dims'>,
): Float32Array => project(vectorsOf(texts, vocabulary), basis, dims)

export const passagesOf = (articles: readonly PoolArticle[]): PassageRow[] =>
  articles.flatMap(({ title, passages }, article) => [title, ...passages].map((text) => ({ article, text })))

/** A topic's texts in falling order of likeness. */
interface Ordered {
  readonly positions: readonly number[]
  readonly rows: readonly number[]
  readonly likeness: readonly number[]
}

function membersOf({ positions, topics, likeness }: Assigned, count: number): Ordered[] {
  const rows: number[][] = Array.from({ length: count }, () => [])
  for (let row = 0; row < topics.length; row++) rows[topics[row]!]!.push(row)
  return rows.map((own) => {
    own.sort((a, b) => likeness[b]! - likeness[a]! || a - b)
    return {
      rows: own,
      positions: own.map((row) => positions[row]!),
      likeness: own.map((row) => likeness[row]!),
    }
  })
}

/** Positions below `count` that are not in the sample. */
export function othersThan(sample: Int32Array, count: number): Int32Array {
  const positions = new Int32Array(count - sample.length)
  for (let position = 0, next = 0, at = 0; position < count; position++) {
    if (sample[next] === position) next++
    else positions[at++] = position
  }
  return positions
}

/** The length of the mean of these rows, which themselves have length one. */
function agreementOf(space: Float32Array, rows: readonly number[], dims: number): number {
  const sum = new Float64Array(dims)
  for (const row of rows) for (let d = 0; d < dims; d++) sum[d]! += space[row * dims + d]!
  return Math.hypot(...sum) / Math.max(1, rows.length)
}

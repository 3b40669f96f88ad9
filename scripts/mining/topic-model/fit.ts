// Over 250 lines: fits topics and describes them in one pass, so that no vector is made twice.
import { clearOnes, likenessOf } from '#scripts/mining/clustering/centroids.ts'
import { neighbourhoodsFor, type Progress, topicsOf } from '#scripts/mining/clustering/cluster.ts'
import { type Coverage, centresOf, coverageOf, thresholdOf } from '#scripts/mining/clustering/coverage.ts'
import { dot } from '#scripts/mining/clustering/knn.ts'
import { learn, mostLikely } from '#scripts/mining/clustering/naive-bayes.ts'
import { type GivenSpace, rowsIn } from '#scripts/mining/text/embedding-space.ts'
import { basisOf, project } from '#scripts/mining/text/lsa.ts'
import { sampleFor, type Texts } from '#scripts/mining/text/near-duplicates.ts'
import { type Sparse, sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'
import { strengthOf } from '#scripts/mining/text/term-strength.ts'
import { strengthened, vectorizer, vectorsOf, vocabularyOf } from '#scripts/mining/text/tf-idf.ts'
import { training } from '#scripts/mining/thresholds.ts'
import { fitsOf } from './novelty.ts'
import type { Fits, Known, Tells } from './topic-model.ts'

const { dimensions, trainedOn } = training

/** Texts that are assigned at once. */
const batch = 1000

export type PoolTexts = Texts

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
  readonly members: readonly { readonly clear: readonly number[]; readonly near: readonly number[] }[]
  /** Texts that the topics were made from; all of them when they are not too many. */
  readonly sample: Int32Array
  /** 0 … 1 per topic: how much the texts that clearly belong point the same way. */
  readonly agreement: Float64Array
  readonly passages: readonly PassageRow[]
  readonly coverage: Coverage
  /** From this coverage on a topic is answered. */
  readonly threshold: number
  readonly known: Known
}

/** Texts with their topics. */
export interface Grouped {
  readonly tells: Tells
  /** Positions of the texts that topics were made from, rising. */
  readonly sample: Int32Array
  readonly topics: Int32Array
  /** Their points, smoothed. */
  readonly space: Float32Array
  readonly likeness: Float32Array
  readonly others: AssignedTopics
  /** {@link Known.fits} */
  readonly fits: Fits
  /** Points were given: other texts have none. */
  readonly given: boolean
}

/** Texts that were assigned their topic. */
export interface AssignedTopics {
  /** Rising. */
  readonly positions: Int32Array
  readonly topics: Int32Array
  /** How near each lies to its topic. */
  readonly likeness: Float32Array
}

interface PoolOptions {
  readonly vectors?: GivenSpace | undefined
  readonly progress?: Progress | undefined
  /** Texts that topics are made from at most. */
  readonly most?: number | undefined
  /** Positions that the sample must have besides, rising. */
  readonly besides?: Int32Array | undefined
}

/** Groups the texts of one language and tells how well its articles answer each group. */
export function poolOf(texts: PoolTexts, articles: readonly PoolArticle[], options: PoolOptions = {}): Pool {
  return pooled(groupsOf(texts, articles, options), articles)
}

/** Makes topics from texts, or from a sample when they are many, and tells the others theirs. */
export function groupsOf(
  texts: PoolTexts,
  articles: readonly PoolArticle[],
  { vectors, progress = () => {}, most = trainedOn, besides }: PoolOptions = {},
): Grouped & {
  /** The directions that points are made with; none in a given space. */
  readonly basis: Float32Array | undefined
} {
  const usual = sampleFor(texts, most)
  const sample = besides ? Int32Array.from(new Set([...usual, ...besides])).sort() : usual
  const sampled = Array.from(sample, (position) => texts.at(position))
  const passages = passagesOf(articles)
  progress('terms', 0, 4)
  const plain = vocabularyOf(sampled, texts.language)
  const unweighed = vectorsOf(sampled, plain)
  const { vocabulary, matrix } = strengthened(plain, unweighed, strengthOf(unweighed))
  const passageRows = vectorsOf(
    passages.map(({ text }) => text),
    vocabulary,
  )
  const { points, passagePoints, pointsAt, dims, basis } = pointsOf({
    ...{ matrix, passageRows, sampled, vectors },
    passages: passages.map(({ text }) => text),
  })
  const given = basis === undefined
  const articleOf = passages.map(({ article }) => article)
  const { of, count, space } = topicsOf(
    { points, dims, rows: sample.length },
    { points: passagePoints, articleOf },
    progress,
  )
  const centres = centresOf(space, of, count, dims)
  const tells = { vocabulary, bayes: learn(matrix, of, count), centres, dims, count, pointsAt }
  const likeness = likenessOf(space, { of, count, dims })
  const clear = membersOf({ positions: sample, topics: of, likeness }, count).map((own) =>
    clearOnes(own.likeness),
  )
  return {
    ...{ tells, sample, topics: of, space, basis, given, likeness },
    fits: fitsOf(texts, sample, {
      known: { tells, space: given ? undefined : space, topics: of },
      clearShare: clear.reduce((sum, one) => sum + one, 0) / Math.max(1, sample.length),
    }),
    others: assign(texts, othersThan(sample, texts.count), tells, progress),
  }
}

/** What is known of topics once texts are assigned theirs: who clearly belongs, and which article answers them. */
export function pooled(
  { tells, sample, topics, space, likeness, others, fits, given }: Grouped,
  articles: readonly PoolArticle[],
): Pool {
  const { count, dims, vocabulary, pointsAt } = tells
  const passages = passagesOf(articles)
  const said = passages.map(({ text }) => text)
  const coverage = coverageOf({
    ...{ space, topics, count, dims, passageRows: passages, articles: articles.length },
    passages: pointsAt(said, vectorsOf(said, vocabulary)),
    near: neighbourhoodsFor(topics.length)[0]!,
  })
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
  const rowsOf = made.map(({ rows }, topic) => rows.slice(0, clear[topic]))
  return {
    ...{ members, sample, passages, coverage },
    known: { tells, space: given ? undefined : space, topics, fits },
    agreement: Float64Array.from(rowsOf, (rows) => agreementOf(space, rows, dims)),
    threshold: thresholdOf(
      coverage.score,
      Int32Array.from(made, ({ positions }) => positions.length),
    ),
  }
}

const passagesOf = (articles: readonly PoolArticle[]): PassageRow[] =>
  articles.flatMap(({ title, passages }, article) => [title, ...passages].map((text) => ({ article, text })))

/** Texts and passages as points of length one: in the space of their terms, or where they were said to lie. */
function pointsOf({
  matrix,
  passageRows,
  sampled,
  passages,
  vectors,
}: {
  matrix: Sparse
  passageRows: Sparse
  sampled: readonly string[]
  passages: readonly string[]
  vectors: GivenSpace | undefined
}) {
  if (vectors) {
    const points = rowsIn(vectors, sampled)
    const passagePoints = rowsIn(vectors, passages)
    const { dims } = vectors
    const pointsAt = (texts: readonly string[], rows: Sparse) =>
      rowsIn(vectors, texts) ?? new Float32Array(rows.rows * dims)
    if (points && passagePoints) return { points, passagePoints, dims, pointsAt, basis: undefined }
  }
  const { basis, dims } = basisOf(matrix, Math.min(dimensions, Math.max(2, matrix.rows - 1)))
  return {
    points: project(matrix, basis, dims),
    passagePoints: project(passageRows, basis, dims),
    pointsAt: (_: readonly string[], rows: Sparse) => project(rows, basis, dims),
    ...{ dims, basis },
  }
}

/** A topic's texts in falling order of likeness. */
interface Ordered {
  readonly positions: readonly number[]
  readonly rows: readonly number[]
  readonly likeness: readonly number[]
}

function membersOf({ positions, topics, likeness }: AssignedTopics, count: number): Ordered[] {
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
function othersThan(sample: Int32Array, count: number): Int32Array {
  const positions = new Int32Array(count - sample.length)
  for (let position = 0, next = 0, at = 0; position < count; position++) {
    if (sample[next] === position) next++
    else positions[at++] = position
  }
  return positions
}

/** Tells texts that topics were not made from which topic their words say, and how near they lie to it. */
export function assign(
  texts: PoolTexts,
  positions: Int32Array,
  { vocabulary, bayes, centres, pointsAt, dims, count }: Tells,
  progress: Progress,
): AssignedTopics {
  const topics = new Int32Array(positions.length)
  const likeness = new Float32Array(positions.length)
  const rowOf = vectorizer(vocabulary)
  const scores = new Float64Array(count)
  for (let from = 0; from < positions.length; from += batch) {
    const some = Array.from(positions.subarray(from, from + batch), (position) => texts.at(position))
    const rows = sparseFrom(some.map(rowOf), vocabulary.idf.length)
    const points = pointsAt(some, rows)
    for (let row = 0; row < some.length; row++) {
      bayes.score(rows, row, scores)
      const topic = mostLikely(scores)
      topics[from + row] = topic
      likeness[from + row] = dot(points, row * dims, centres, topic * dims, dims)
    }
    progress('the rest', from, positions.length)
  }
  return { positions, topics, likeness }
}

/** The length of the mean of these rows, which themselves have length one. */
function agreementOf(space: Float32Array, rows: readonly number[], dims: number): number {
  const sum = new Float64Array(dims)
  for (const row of rows) for (let d = 0; d < dims; d++) sum[d]! += space[row * dims + d]!
  return Math.hypot(...sum) / Math.max(1, rows.length)
}

import { type Bayes, learn, mostLikely } from './bayes.ts'
import { type Coverage, centresOf, coverageOf, thresholdOf } from './coverage.ts'
import { type GivenSpace, rowsIn } from './given-space.ts'
import { dot } from './neighbours.ts'
import { learntFrom } from './reading.ts'
import { sampleOf } from './sample.ts'
import { seedArticles } from './seeds.ts'
import { type Sparse, sparseFrom } from './sparse.ts'
import { strengthOf } from './strength.ts'
import { basisOf, project } from './svd.ts'
import { neighboursFor, type Progress, topicsOf } from './topics.ts'
import { clearOnes, likenessOf } from './typical.ts'
import { strengthened, type Vocabulary, vectorizer, vectorsOf, vocabularyOf } from './vectors.ts'

/** Directions kept of the term space; beyond about 200 short texts gain nothing. */
const dimensions = 200
/** Texts that are told at once. */
const batch = 1000

/** The texts of one language; one is made when it is asked for. */
export interface PoolTexts {
  readonly language: string
  readonly count: number
  readonly at: (position: number) => string
}

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
}

/** Groups the texts of one language and tells how well its articles answer each group. */
export function poolOf(
  texts: PoolTexts,
  articles: readonly PoolArticle[],
  {
    vectors,
    progress = () => {},
    most = learntFrom,
  }: {
    vectors?: GivenSpace | undefined
    progress?: Progress | undefined
    /** Texts that topics are made from at most. */
    most?: number
  } = {},
): Pool {
  const sample = sampleOf(texts.count, most)
  const sampled = Array.from(sample, (position) => texts.at(position))
  const passages = articles.flatMap(({ title, passages: parts }, article) =>
    [title, ...parts].map((text) => ({ article, text })),
  )
  progress('terms', 0, 4)
  const plain = vocabularyOf(sampled, texts.language)
  const unweighed = vectorsOf(sampled, plain)
  const { vocabulary, matrix } = strengthened(plain, unweighed, strengthOf(unweighed))
  const passageRows = vectorsOf(
    passages.map(({ text }) => text),
    vocabulary,
  )
  const { points, passagePoints, pointsAt, dims } = pointsOf({
    ...{ matrix, passageRows, sampled, vectors },
    passages: passages.map(({ text }) => text),
  })
  const { space, ...found } = topicsOf(matrix, { points, dims }, progress)
  const { of, count } = seedArticles({
    ...{ matrix, space, dims, topics: found, passageRows, passageSpace: passagePoints },
    articleOf: passages.map(({ article }) => article),
    articles: articles.length,
  })
  const coverage = coverageOf({
    ...{ space, topics: of, count, dims, passageRows: passages, passages: passagePoints },
    articles: articles.length,
    near: neighboursFor(matrix.rows),
  })
  const made = membersOf(of, count, likenessOf(space, { of, count, dims }), sample)
  const rest = assign(texts, sample, {
    ...{ vocabulary, count, progress, dims, pointsAt },
    bayes: learn(matrix, of, count),
    centres: centresOf(space, of, count, dims),
  })
  const clear = made.map(({ likeness }) => clearOnes(likeness))
  const members = made.map(({ positions }, topic) => {
    const others = rest[topic]!.positions
    const share = clear[topic]! / Math.max(1, positions.length)
    const clearOthers = Math.round(share * others.length)
    return {
      clear: [...positions.slice(0, clear[topic]), ...others.slice(0, clearOthers)],
      near: [...positions.slice(clear[topic]), ...others.slice(clearOthers)],
    }
  })
  const rowsOf = made.map(({ rows }, topic) => rows.slice(0, clear[topic]))
  return {
    ...{ members, sample, passages, coverage },
    agreement: Float64Array.from(rowsOf, (rows) => agreementOf(space, rows, dims)),
    threshold: thresholdOf(
      coverage.score,
      Int32Array.from(made, ({ positions }) => positions.length),
    ),
  }
}

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
    if (points && passagePoints) return { points, passagePoints, dims, pointsAt }
  }
  const { basis, dims } = basisOf(matrix, Math.min(dimensions, Math.max(2, matrix.rows - 1)))
  return {
    points: project(matrix, basis, dims),
    passagePoints: project(passageRows, basis, dims),
    pointsAt: (_: readonly string[], rows: Sparse) => project(rows, basis, dims),
    dims,
  }
}

/** A topic's texts in falling order of likeness. */
interface Ordered {
  readonly positions: readonly number[]
  readonly rows: readonly number[]
  readonly likeness: readonly number[]
}

function membersOf(
  of: ArrayLike<number>,
  count: number,
  likeness: ArrayLike<number>,
  positions: ArrayLike<number>,
): Ordered[] {
  const rows: number[][] = Array.from({ length: count }, () => [])
  for (let row = 0; row < of.length; row++) rows[of[row]!]!.push(row)
  return rows.map((own) => {
    own.sort((a, b) => likeness[b]! - likeness[a]! || a - b)
    return {
      rows: own,
      positions: own.map((row) => positions[row]!),
      likeness: own.map((row) => likeness[row]!),
    }
  })
}

/** Tells each text that topics were not made from which topic its words say, and how near it lies to that one. */
function assign(
  texts: PoolTexts,
  sample: Int32Array,
  by: {
    vocabulary: Vocabulary
    bayes: Bayes
    centres: Float32Array
    pointsAt: (texts: readonly string[], rows: Sparse) => Float32Array
    dims: number
    count: number
    progress: Progress
  },
): Ordered[] {
  const others = texts.count - sample.length
  const positions = new Int32Array(others)
  const topics = new Int32Array(others)
  const likeness = new Float32Array(others)
  const rowOf = vectorizer(by.vocabulary)
  const scores = new Float64Array(by.count)
  let next = 0
  for (let position = 0, at = 0; position < texts.count; position++) {
    if (sample[next] === position) next++
    else positions[at++] = position
  }
  for (let from = 0; from < others; from += batch) {
    const some = Array.from(positions.subarray(from, from + batch), (position) => texts.at(position))
    const rows = sparseFrom(some.map(rowOf), by.vocabulary.idf.length)
    const points = by.pointsAt(some, rows)
    for (let row = 0; row < some.length; row++) {
      by.bayes.score(rows, row, scores)
      const topic = mostLikely(scores)
      topics[from + row] = topic
      likeness[from + row] = dot(points, row * by.dims, by.centres, topic * by.dims, by.dims)
    }
    by.progress('the rest', from, others)
  }
  return membersOf(topics, by.count, likeness, positions)
}

/** The length of the mean of these rows, which themselves have length one. */
function agreementOf(space: Float32Array, rows: readonly number[], dims: number): number {
  const sum = new Float64Array(dims)
  for (const row of rows) for (let d = 0; d < dims; d++) sum[d]! += space[row * dims + d]!
  return Math.hypot(...sum) / Math.max(1, rows.length)
}

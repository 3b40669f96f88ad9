import { type Bayes, learn, mostLikely } from './bayes.ts'
import { type Coverage, coverageOf, thresholdOf } from './coverage.ts'
import { type GivenSpace, rowsIn } from './given-space.ts'
import { learntFrom } from './reading.ts'
import { sampleOf } from './sample.ts'
import { seedArticles } from './seeds.ts'
import { type Sparse, sparseFrom } from './sparse.ts'
import { strengthOf } from './strength.ts'
import { basisOf, project } from './svd.ts'
import { neighboursFor, type Progress, topicsOf } from './topics.ts'
import { type Centres, centresOfTerms, clearOnes } from './typical.ts'
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
  /** Positions of each topic's texts, the most typical first. */
  readonly members: readonly Int32Array[]
  /** How many of them clearly belong, per topic; the others are nearer to it than to any other. */
  readonly clear: readonly number[]
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
  }: { vectors?: GivenSpace | undefined; progress?: Progress | undefined } = {},
): Pool {
  const sample = sampleOf(texts.count, learntFrom)
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
  const { points, passagePoints, dims } = pointsOf({ matrix, passageRows, sampled, passages, vectors })
  const { space, ...found } = topicsOf(matrix, { points, dims }, progress)
  const { of, count } = seedArticles({
    ...{ matrix, space, dims, topics: found, passageRows, passageSpace: passagePoints },
    articleOf: passages.map(({ article }) => article),
    articles: articles.length,
  })
  const bayes = learn(matrix, of, count)
  const coverage = coverageOf({
    ...{ space, topics: of, count, dims, passageRows: passages, passages: passagePoints },
    articles: articles.length,
    near: neighboursFor(matrix.rows),
  })
  const sizes = new Int32Array(count)
  for (const topic of of) sizes[topic]!++
  const centres = centresOfTerms(matrix, of, count)
  const topics = new Int32Array(texts.count)
  const likeness = new Float32Array(texts.count)
  sample.forEach((position, row) => {
    topics[position] = of[row]!
    likeness[position] = centres.likeness(matrix, row, of[row]!, true)
  })
  assign(texts, sample, { vocabulary, bayes, centres, topics, likeness, progress })
  const members = membersOf(topics, count, likeness)
  const clear = members.map((positions) => clearOnes(Array.from(positions, (at) => likeness[at]!)))
  return {
    ...{ members, clear, sample, passages, coverage },
    agreement: agreementOf({ members, clear, sample, space, dims }),
    threshold: thresholdOf(coverage.score, sizes),
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
  passages: readonly PassageRow[]
  vectors: GivenSpace | undefined
}): { points: Float32Array; passagePoints: Float32Array; dims: number } {
  if (vectors) {
    const points = rowsIn(vectors, sampled)
    const passagePoints = rowsIn(
      vectors,
      passages.map(({ text }) => text),
    )
    if (points && passagePoints) return { points, passagePoints, dims: vectors.dims }
  }
  const { basis, dims } = basisOf(matrix, Math.min(dimensions, Math.max(2, matrix.rows - 1)))
  return {
    ...{ points: project(matrix, basis, dims), passagePoints: project(passageRows, basis, dims) },
    dims,
  }
}

/** Tells each text that topics were not made from which topic it belongs to. */
function assign(
  texts: PoolTexts,
  sample: Int32Array,
  into: {
    vocabulary: Vocabulary
    bayes: Bayes
    centres: Centres
    topics: Int32Array
    likeness: Float32Array
    progress: Progress
  },
): void {
  if (sample.length === texts.count) return
  const rowOf = vectorizer(into.vocabulary)
  const scores = new Float64Array(into.bayes.classes)
  let next = 0
  let positions: number[] = []
  const flush = (): void => {
    const rows = sparseFrom(
      positions.map((position) => rowOf(texts.at(position))),
      into.vocabulary.idf.length,
    )
    positions.forEach((position, row) => {
      into.bayes.score(rows, row, scores)
      const topic = mostLikely(scores)
      into.topics[position] = topic
      into.likeness[position] = into.centres.likeness(rows, row, topic, false)
    })
    positions = []
  }
  for (let position = 0; position < texts.count; position++) {
    if (sample[next] === position) {
      next++
      continue
    }
    positions.push(position)
    if (positions.length === batch) {
      flush()
      into.progress('the rest', position, texts.count)
    }
  }
  flush()
}

/** Positions of each topic's texts in falling order of likeness. */
function membersOf(topics: Int32Array, count: number, likeness: Float32Array): Int32Array[] {
  const sizes = new Int32Array(count)
  for (const topic of topics) sizes[topic]!++
  const members = Array.from(sizes, (size) => new Int32Array(size))
  sizes.fill(0)
  topics.forEach((topic, at) => {
    members[topic]![sizes[topic]!++] = at
  })
  for (const positions of members) positions.sort((a, b) => likeness[b]! - likeness[a]! || a - b)
  return members
}

/** The length of the mean of the points of a topic's clear texts; each of them has length one. */
function agreementOf({
  members,
  clear,
  sample,
  space,
  dims,
}: {
  members: readonly Int32Array[]
  clear: readonly number[]
  sample: Int32Array
  space: Float32Array
  dims: number
}): Float64Array {
  const rowOf = new Map<number, number>()
  sample.forEach((position, row) => {
    rowOf.set(position, row)
  })
  return Float64Array.from(members, (positions, topic) => {
    const sum = new Float64Array(dims)
    let size = 0
    for (const position of positions.subarray(0, clear[topic])) {
      const row = rowOf.get(position)
      if (row === undefined) continue
      size++
      for (let d = 0; d < dims; d++) sum[d]! += space[row * dims + d]!
    }
    return Math.hypot(...sum) / Math.max(1, size)
  })
}

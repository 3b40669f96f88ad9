import { classify, learn } from './bayes.ts'
import { type Coverage, coverageOf, thresholdOf } from './coverage.ts'
import { seedArticles } from './seeds.ts'
import type { Sparse } from './sparse.ts'
import { project } from './svd.ts'
import { type Progress, topicsOf } from './topics.ts'
import { type Text, vectorsOf, vocabularyOf } from './vectors.ts'

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
  readonly matrix: Sparse
  /** Topic of each text, 0 … count − 1. */
  readonly topics: Int32Array
  readonly count: number
  /** 0 … 1 per topic: how much its texts point the same way. */
  readonly agreement: Float64Array
  readonly passages: readonly PassageRow[]
  readonly coverage: Coverage
  /** From this coverage on a topic is answered. */
  readonly threshold: number
}

/** Groups the texts of one language and tells how well its articles answer each group. */
export function poolOf(texts: readonly Text[], articles: readonly PoolArticle[], progress?: Progress): Pool {
  const language = texts[0]?.language ?? 'en'
  const vocabulary = vocabularyOf(texts)
  const matrix = vectorsOf(texts, vocabulary)
  const { space, basis, dims, ...found } = topicsOf(matrix, progress)
  const passages = articles.flatMap(({ title, passages: parts }, article) =>
    [title, ...parts].map((text) => ({ article, text })),
  )
  const rows = vectorsOf(
    passages.map(({ text }) => ({ text, language })),
    vocabulary,
  )
  const passageSpace = project(rows, basis, dims)
  const { of: topics, count } = seedArticles({
    matrix,
    space,
    dims,
    topics: found,
    passageRows: rows,
    passageSpace,
    articleOf: passages.map(({ article }) => article),
    articles: articles.length,
  })
  const coverage = coverageOf({
    space,
    topics,
    count,
    passages: passageSpace,
    passageRows: passages,
    passageTopics: classify(learn(matrix, topics, count), rows),
    articles: articles.length,
    dims,
  })
  const { agreement, sizes } = agreementOf(space, topics, count, dims)
  return {
    matrix,
    topics,
    count,
    agreement,
    passages,
    coverage,
    threshold: thresholdOf(coverage.score, sizes),
  }
}

/** The length of the mean of a topic's rows, which themselves have length one. */
function agreementOf(space: Float32Array, topics: Int32Array, count: number, dims: number) {
  const sums = new Float64Array(count * dims)
  const sizes = new Int32Array(count)
  topics.forEach((topic, row) => {
    sizes[topic]!++
    for (let d = 0; d < dims; d++) sums[topic * dims + d]! += space[row * dims + d]!
  })
  const agreement = Float64Array.from(sizes, (size, topic) => {
    let sum = 0
    for (let i = topic * dims; i < (topic + 1) * dims; i++) sum += sums[i]! ** 2
    return Math.sqrt(sum) / Math.max(1, size)
  })
  return { agreement, sizes }
}

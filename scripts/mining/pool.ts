import { classify, learn } from './bayes.ts'
import { type Coverage, coverageOf, thresholdOf } from './coverage.ts'
import type { Sparse } from './sparse.ts'
import { project } from './svd.ts'
import { type Progress, type Topics, topicsOf } from './topics.ts'
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
  readonly topics: Topics
  readonly sizes: Int32Array
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
  const topics = topicsOf(matrix, progress)
  const sizes = new Int32Array(topics.count)
  for (const topic of topics.of) sizes[topic]!++
  const passages = articles.flatMap(({ title, passages: parts }, article) =>
    [title, ...parts].map((text) => ({ article, text })),
  )
  const rows = vectorsOf(
    passages.map(({ text }) => ({ text, language })),
    vocabulary,
  )
  const coverage = coverageOf({
    space: topics.space,
    topics: topics.of,
    count: topics.count,
    passages: project(rows, topics.basis, topics.dims),
    passageRows: passages,
    passageTopics: classify(learn(matrix, topics.of, topics.count), rows),
    articles: articles.length,
    dims: topics.dims,
  })
  return { matrix, topics, sizes, passages, coverage, threshold: thresholdOf(coverage.score, sizes) }
}

import { backgroundOf, keywordsOf } from '#scripts/mining/clustering/label.ts'
import { openingOf, titleChoices } from '#scripts/mining/gaps/titles.ts'
import type { Cleaned } from '#scripts/mining/text/clean.ts'
import type { Candidate, MinedTopic, MiningArticle } from '#scripts/mining/types.ts'
import type { Members, Pool } from './fit.ts'

/** So many of a topic's tickets, the most typical, are read for its title, words and samples. */
const looked = 200

export interface PoolTopic {
  readonly topic: MinedTopic
  /** Positions of all that is asked in it, most typical first. */
  readonly positions: readonly number[]
  /** Of them, those whose words may be shown. */
  readonly shown: readonly number[]
  readonly candidate: Candidate
}

interface Named {
  readonly language: string
  /** Where the pool's texts are among all questions, as {@link assigned}. */
  readonly rows: readonly number[]
  /** Of the language. */
  readonly articles: readonly MiningArticle[]
  readonly cleanAt: (position: number) => Cleaned
  readonly subjectAt: (position: number) => string | undefined
  /** Of the numbers in the topics' ids. */
  readonly prefix?: string | undefined
  /** Searches by topic: they are counted, but have no say in what a topic is called or whether it is one. */
  readonly assigned?: readonly Members[] | undefined
}

/** Names the topics of a pool and says which article answers each. */
export function poolTopics(
  { members, sample, coverage, passages, threshold, agreement }: Pool,
  { language, rows, articles, cleanAt, subjectAt, prefix = '', assigned = [] }: Named,
): PoolTopic[] {
  const background = backgroundOf(Array.from(sample, (row) => ({ text: cleanAt(rows[row]!).text, language })))
  return members.map((member, at) => {
    const clear = member.clear.map((row) => rows[row]!)
    const near = member.near.map((row) => rows[row]!)
    const also = assigned[at] ?? { clear: [], near: [] }
    const positions = [...clear, ...also.clear, ...near, ...also.near]
    const makers = clear.length + near.length > 0 ? [...clear, ...near] : positions
    const read = makers.slice(0, looked).map((position) => {
      const { text, said } = cleanAt(position)
      return { text, said, language, subject: subjectAt(position) }
    })
    const score = coverage.score[at] ?? 0
    const article = articles[coverage.article[at] ?? -1]
    const answered = article !== undefined && score >= threshold
    const keywords = keywordsOf(read, background)
    const titles = titleChoices(read, keywords, language)
    const title = titles[0] ?? openingOf(read[0]?.said ?? '')
    const candidate: Candidate = {
      ...{ language, title, titles, keywords, score, answered, article, threshold },
      positions: [...clear, ...also.clear],
      near: [...near, ...also.near],
      agreement: agreement[at]!,
      passage: passages[coverage.passage[at] ?? -1]?.text,
      translated: articles.length > 0,
    }
    return {
      topic: { id: `${language}-${prefix}${at + 1}`, language },
      positions,
      shown: candidate.positions.slice(0, looked),
      candidate,
    }
  })
}

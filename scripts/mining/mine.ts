import { detect } from '#content/language/index.ts'
import { dailyPoolOf } from './daily.ts'
import { type Candidate, gapsOf } from './gaps.ts'
import { backgroundOf, keywordsOf, titleOf } from './label.ts'
import type { Learnt } from './learnt.ts'
import { markOf } from './mark.ts'
import type { LanguageRun, Mined, MinedTopic, MiningArticle, MiningOptions, MiningTicket } from './model.ts'
import { type Pool, poolOf } from './pool.ts'
import { readingOf } from './reading.ts'
import type { Progress } from './topics.ts'
import { dayOf, instantOf } from './weeks.ts'

export { identify } from './identify.ts'
export type {
  GapKind,
  GapSample,
  Mined,
  MinedGap,
  MinedTopic,
  MiningArticle,
  MiningOptions,
  MiningTicket,
  NearestArticle,
  SegmentLift,
} from './model.ts'

/** So many of a topic's tickets, the most typical, are read for its title, words and samples. */
const looked = 200

/**
 * Fewer tickets that clearly belong, as a share of the middle topic, are a part of a larger topic more often than one
 * of their own: on BANKING77, 36 of 38 such groups repeated a larger one, mixed several or were answered. They stay
 * topics, but nobody is asked to write for them.
 */
const fragment = 0.5

function smallestOf(sizes: readonly number[]): number {
  return fragment * (sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 0)
}

/** A changed subject is a changed text. */
const wordsMark = ({ subject = '', body, text }: MiningTicket): number =>
  markOf(`${subject}\n${body ?? text}`)

/**
 * What customers ask and which of it no article answers: cleans, groups each language's tickets by what they ask,
 * compares the groups with the articles, and ranks what is left. The same input gives the same result.
 */
export function mine(
  tickets: readonly MiningTicket[],
  articles: readonly MiningArticle[],
  options: MiningOptions = {},
): Mined {
  const report = options.onProgress ?? (() => {})
  report('clean', 0, tickets.length)
  const { ordered, cleanAt, pools } = readingOf(tickets)
  const topics: MinedTopic[] = []
  const candidates: Candidate[] = []
  const groups = new Map<string, string>()
  const coverage = new Map<string, string | null>()
  const said: string[] = []
  const model = new Map<string, Learnt>()
  const runs: LanguageRun[] = []
  const newest = ordered.reduce((latest, { createdAt }) => Math.max(latest, instantOf(createdAt) ?? 0), 0)
  const asOf = options.asOf ?? dayOf(newest)
  for (const [language, rows] of [...pools].sort(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  )) {
    const own = articles.filter(({ locale }) => detect('', locale) === language)
    const textAt = (row: number) => cleanAt(rows[row]!).text
    const texts = { language, count: rows.length, at: textAt }
    const progress: Progress = (stage, done, total) => report(`${language}: ${stage}`, done, total)
    let pool: Pool
    if (options.model === undefined || options.vectors)
      pool = (options.pooling ?? poolOf)(texts, own, { vectors: options.vectors, progress })
    else {
      const ticketAt = (row: number) => ordered[rows[row]!]!
      const marked = {
        idAt: (row: number) => ticketAt(row).id,
        markAt: (row: number) => wordsMark(ticketAt(row)),
      }
      const { learnt, ...found } = dailyPoolOf({ ...texts, ...marked }, own, {
        ...{ earlier: options.model?.get(language), today: asOf, full: options.full, progress },
      })
      pool = found.pool
      model.set(language, learnt)
      runs.push({ language, tickets: rows.length, made: found.made, growth: found.growth })
    }
    report(`${language}: gaps`, 0, pool.members.length)
    const background = backgroundOf(Array.from(pool.sample, (row) => ({ text: textAt(row), language })))
    const smallest = smallestOf(pool.members.map(({ clear, near }) => clear.length + near.length))
    pool.members.forEach(({ clear, near }, topic) => {
      const positions = [...clear, ...near].map((row) => rows[row]!)
      const read = positions.slice(0, looked).map((at) => ({ ...cleanAt(at), at, language }))
      for (const one of read) said[one.at] = one.said
      const score = pool.coverage.score[topic] ?? 0
      const article = own[pool.coverage.article[topic] ?? -1]
      const answered = article !== undefined && score >= pool.threshold
      const id = `${language}-${topic + 1}`
      const title = titleOf(read.map((one) => one.said))
      const keywords = keywordsOf(read, background)
      topics.push({
        ...{ id, language, title, keywords },
        tickets: positions.length,
        coverage: score,
        article: answered ? article.id : null,
      })
      for (const at of positions) {
        groups.set(ordered[at]!.id, id)
        coverage.set(ordered[at]!.id, answered ? article.id : null)
      }
      if (!answered && clear.length < smallest) return
      candidates.push({
        ...{ language, title, keywords, score, answered, article },
        // A gap is shown by what clearly belongs to it; how often an answer is asked for, by all that is near it.
        positions: answered ? positions : positions.slice(0, clear.length),
        near: answered ? [] : positions.slice(clear.length),
        agreement: pool.agreement[topic]!,
        threshold: pool.threshold,
        passage: pool.passages[pool.coverage.passage[topic] ?? -1]?.text,
        translated: own.length > 0,
      })
    })
  }
  const { gaps, terms } = gapsOf({
    tickets: ordered,
    said,
    candidates,
    articles,
    options,
    asOf,
  })
  report('gaps', 1, 1)
  return {
    ...{ topics, gaps, groups, coverage, terms },
    ...(runs.length > 0 ? { model, runs } : {}),
  }
}

import { detect } from '#content/language/index.ts'
import { type Daily, dailyPoolOf } from './daily.ts'
import { enough } from './demand.ts'
import { type Candidate, gapsOf } from './gaps.ts'
import { backgroundOf, keywordsOf, titleOf } from './label.ts'
import type { Learnt } from './learnt.ts'
import { markOf } from './mark.ts'
import type { LanguageRun, Mined, MinedTopic, MiningArticle, MiningOptions, MiningTicket } from './model.ts'
import { type Pool, poolOf } from './pool.ts'
import { readingOf } from './reading.ts'
import { anyGroup, settingsOf } from './settings.ts'
import { type Placed, placed, tellSearches } from './told-searches.ts'
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

/** Searches that were told the topics of a pool. */
interface Told {
  readonly placed: Placed
  /** Where each is among all questions. */
  readonly rows: readonly number[]
}

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
  const { ordered, cleanAt, pools, searches } = readingOf(tickets, articles)
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
    const progress: Progress = (stage, done, total) => report(`${language}: ${stage}`, done, total)
    const textsOf = (positions: readonly number[]) => ({
      ...{ language, count: positions.length, at: (row: number) => cleanAt(positions[row]!).text },
      idAt: (row: number) => ordered[positions[row]!]!.id,
      markAt: (row: number) => wordsMark(ordered[positions[row]!]!),
    })
    const addTopics = (
      { members, sample, coverage: scores, passages, threshold, agreement }: Pool,
      rows: readonly number[],
      { prefix = '', told }: { prefix?: string; told?: Told } = {},
    ) => {
      report(`${language}: gaps`, 0, members.length)
      const background = backgroundOf(
        Array.from(sample, (row) => ({ text: cleanAt(rows[row]!).text, language })),
      )
      const smallest = smallestOf(members.map(({ clear, near }) => clear.length + near.length))
      members.forEach((member, topic) => {
        const [clear, near] = [member.clear, member.near].map((some) => some.map((row) => rows[row]!)) as [
          number[],
          number[],
        ]
        const also = told?.placed.byTopic[topic]
        const [alsoClear, alsoNear] = [also?.clear ?? [], also?.near ?? []].map((some) =>
          some.map((row) => told!.rows[row]!),
        ) as [number[], number[]]
        const makers = [...clear, ...near]
        const positions = [...clear, ...alsoClear, ...near, ...alsoNear]
        // Searches that were told the topic have no say in what it is called.
        const read = (makers.length > 0 ? makers : positions)
          .slice(0, looked)
          .map((at) => ({ ...cleanAt(at), at, language }))
        for (const at of positions.slice(0, looked)) said[at] = cleanAt(at).said
        const score = scores.score[topic] ?? 0
        const article = own[scores.article[topic] ?? -1]
        const answered = article !== undefined && score >= threshold
        const id = `${language}-${prefix}${topic + 1}`
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
          positions: answered ? positions : [...clear, ...alsoClear],
          near: answered ? [] : [...near, ...alsoNear],
          agreement: agreement[topic]!,
          threshold,
          passage: passages[scores.passage[topic] ?? -1]?.text,
          translated: own.length > 0,
        })
      })
    }
    const earlier = options.model?.get(language)
    const texts = textsOf(rows)
    let pool: Pool
    let made: Daily | undefined
    if (options.model === undefined || options.vectors)
      pool = (options.pooling ?? poolOf)(texts, own, { vectors: options.vectors, progress })
    else {
      made = dailyPoolOf(texts, own, { earlier, today: asOf, full: options.full, progress })
      pool = made.pool
    }
    const searched = searches.get(language) ?? []
    const told = tellSearches(textsOf(searched), pool.known, {
      ...{ earlier: made?.made === undefined ? earlier?.searches : undefined, progress },
    })
    const where = placed(told, pool)
    addTopics(pool, rows, { told: { placed: where, rows: searched } })
    // What fits no topic is not pushed into one: such searches make topics of their own, when they could make a gap.
    const alone = where.alone.map((row) => searched[row]!)
    const worth = enough(
      alone.map((at) => ordered[at]!),
      options.settings ? settingsOf(options.settings) : anyGroup,
    )
    if (worth) addTopics(poolOf(textsOf(alone), own, { progress }), alone, { prefix: 'searched-' })
    if (made) {
      model.set(language, { ...made.learnt, searches: told })
      runs.push({
        ...{ language, tickets: rows.length, made: made.made, growth: made.growth },
        searches: { told: searched.length - alone.length, alone: alone.length },
      })
    }
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

import { languageOf } from '#content/language/tag.ts'
import type { UncoveredTerm, UncoveredWord } from '#core/gaps/mined.ts'
import type { Progress } from './clustering/cluster.ts'
import { markOfTicket, readingOf } from './corpus.ts'
import { confirmed } from './gaps/confirm.ts'
import { enough, isTicket } from './gaps/demand.ts'
import { gapsOf } from './gaps/find-gaps.ts'
import { foundArticles } from './gaps/found-articles.ts'
import { dayOf, instantOf } from './gaps/trend.ts'
import { uncoveredWords } from './gaps/uncovered-words.ts'
import type { NoQuestion } from './text/asks-nothing.ts'
import type { GivenSpace } from './text/embedding-space.ts'
import { anyGroup, settingsOf } from './thresholds.ts'
import { assignSearches } from './topic-model/assign-searches.ts'
import { type PoolTopic, poolTopics } from './topic-model/describe.ts'
import type { Growth } from './topic-model/drift.ts'
import { poolOf } from './topic-model/fit.ts'
import type { MiningModel, Trained } from './topic-model/topic-model.ts'
import { dailyPoolOf, type WhyMade } from './topic-model/update.ts'
import type { Candidate, GapOptions, MinedGap, MinedTopic, MiningArticle, MiningTicket } from './types.ts'

export interface MiningOptions extends GapOptions {
  /** Where texts lie by somebody else's measure; by their words when absent. */
  readonly vectors?: GivenSpace | undefined
  /**
   * What the last mining trained, null when there was none: new tickets are assigned their topic by it, and what this mining
   * trained is given back. Absent: topics are trained again and nothing is kept. Not together with {@link vectors}.
   */
  readonly model?: MiningModel | null | undefined
  /** How the texts of a language become topics, {@link poolOf} when absent. Benchmarks give it a part of the truth. */
  readonly pooling?: typeof poolOf | undefined
  /** Train topics again all the same. */
  readonly full?: boolean | undefined
  readonly onProgress?: ((stage: string, done: number, total: number) => void) | undefined
}

/** How the topics of a language came about. */
export interface LanguageRun {
  readonly language: string
  /** Questions that topics are made of. */
  readonly tickets: number
  /** Why its topics were trained again; undefined: new tickets were assigned theirs. */
  readonly made: WhyMade | undefined
  /** Of the topics that this run began with; undefined when there were none, or when they were not asked. */
  readonly growth: Growth | undefined
  /**
   * Searches that were assigned to a topic, and those that fit none, with whether they were enough to make topics of their
   * own; all 0 where searches make topics with tickets.
   */
  readonly searches: { readonly assigned: number; readonly alone: number; readonly own: boolean }
}

export interface Mined {
  readonly topics: MinedTopic[]
  /** First in the list first. */
  readonly gaps: MinedGap[]
  /** Ticket id → topic id. */
  readonly groups: Map<string, string>
  /** Ticket id → article that answers it, null when none does. */
  readonly coverage: Map<string, string | null>
  /** Ticket id → article that search gives first for its own words, null for none; empty without a search. */
  readonly found: Map<string, string | null>
  /** Most searched first. */
  readonly terms: UncoveredTerm[]
  /** Most tickets first. */
  readonly words: UncoveredWord<number>[]
  /** Tickets that ask nothing: in no topic, and counted here. */
  readonly leftOut?: Readonly<Partial<Record<NoQuestion, number>>>
  /** With {@link MiningOptions.model}: what the next mining goes by, and how this one did. */
  readonly model?: MiningModel
  readonly runs?: readonly LanguageRun[]
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
  const reading = readingOf(tickets, articles)
  const { ordered, cleanAt, pools, searches, leftOut } = reading
  const topics: MinedTopic[] = []
  const candidates: Candidate[] = []
  const groups = new Map<string, string>()
  const coverage = new Map<string, string | null>()
  const said: string[] = []
  const model = new Map<string, Trained>()
  const runs: LanguageRun[] = []
  const newest = ordered.reduce((latest, { createdAt }) => Math.max(latest, instantOf(createdAt) ?? 0), 0)
  const asOf = options.asOf ?? dayOf(newest)
  const bar = options.settings ? settingsOf(options.settings) : anyGroup
  const { finder } = options
  const take = ({ topic, positions, shown, candidate: drawn }: PoolTopic) => {
    for (const at of shown) said[at] = cleanAt(at).said
    const written = shown.filter((at) => isTicket(ordered[at]!)).map((at) => said[at]!)
    const candidate = finder ? confirmed(drawn, { finder, articles, questions: written }) : drawn
    const article = candidate.answered && candidate.article ? candidate.article.id : null
    topics.push(topic)
    for (const at of positions) {
      groups.set(ordered[at]!.id, topic.id)
      coverage.set(ordered[at]!.id, article)
    }
    candidates.push(candidate)
  }
  for (const [language, rows] of [...pools].sort(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  )) {
    const own = articles.filter(({ locale }) => languageOf(locale) === language)
    const progress: Progress = (stage, done, total) => report(`${language}: ${stage}`, done, total)
    const named = { language, articles: own, cleanAt, subjectAt: (at: number) => ordered[at]!.subject }
    const textsAt = (positions: readonly number[]) => ({
      ...{ language, count: positions.length, at: (row: number) => cleanAt(positions[row]!).text },
      idAt: (row: number) => ordered[positions[row]!]!.id,
      markAt: (row: number) => markOfTicket(ordered[positions[row]!]!),
    })
    const made =
      options.model === undefined || options.vectors
        ? undefined
        : dailyPoolOf(textsAt(rows), own, {
            ...{ earlier: options.model?.get(language), today: asOf, full: options.full, progress },
          })
    const pool =
      made?.pool ?? (options.pooling ?? poolOf)(textsAt(rows), own, { vectors: options.vectors, progress })
    report(`${language}: gaps`, 0, pool.members.length)
    const searched = searches.get(language) ?? []
    const { byTopic, alone } = assignSearches(textsAt(searched), pool.assigner)
    const at = (positions: readonly number[]) => positions.map((row) => searched[row]!)
    const assigned = byTopic.map(({ clear, near }) => ({ clear: at(clear), near: at(near) }))
    poolTopics(pool, { ...named, rows, assigned }).forEach(take)
    // What fits no topic is not pushed into one: when it could make a gap, it is grouped by itself.
    const strange = at(alone)
    const unassigned = strange.map((position) => ordered[position]!)
    const apart = enough(unassigned, bar)
    if (apart) {
      const among = poolOf(textsAt(strange), own, { progress })
      poolTopics(among, { ...named, rows: strange, prefix: 'searched-' }).forEach(take)
    }
    if (!made) continue
    model.set(language, made.trained)
    runs.push({
      ...{ language, tickets: rows.length, made: made.made, growth: made.growth },
      searches: { assigned: searched.length - strange.length, own: apart, alone: strange.length },
    })
  }
  const { gaps, terms } = gapsOf({ tickets: ordered, said, candidates, articles, options, asOf })
  const positionOf = new Map(ordered.map(({ id }, at) => [id, at]))
  const asking = (rows: readonly number[]) => rows.map((at) => ordered[at]!).filter(isTicket)
  const words = uncoveredWords({
    ...{ articles, gaps, enough: bar },
    tickets: new Map([...pools].map(([language, rows]) => [language, asking(rows)])),
    textOf: ({ id }) => cleanAt(positionOf.get(id)!).said,
  })
  report('gaps', 1, 1)
  const found = finder ? foundArticles(reading, finder) : new Map<string, string | null>()
  return {
    ...{ topics, gaps, groups, coverage, found, terms, words, leftOut },
    ...(runs.length > 0 ? { model, runs } : {}),
  }
}

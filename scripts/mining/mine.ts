import { detect } from '#content/language/index.ts'
import type { Progress } from './clustering/cluster.ts'
import { readingOf } from './corpus.ts'
import { enough } from './gaps/demand.ts'
import { type Candidate, gapsOf } from './gaps/find-gaps.ts'
import { dayOf, instantOf } from './gaps/trend.ts'
import { markOf } from './text/hash.ts'
import { anyGroup, settingsOf } from './thresholds.ts'
import { newTopics, tellSearches, toldByTopic } from './topic-model/assign-searches.ts'
import { type PoolTopic, poolTopics } from './topic-model/describe.ts'
import { poolOf } from './topic-model/fit.ts'
import { type Learnt, searchesKey } from './topic-model/topic-model.ts'
import { type Daily, dailyPoolOf } from './topic-model/update.ts'
import type { LanguageRun, Mined, MinedTopic, MiningArticle, MiningOptions, MiningTicket } from './types.ts'

export { identify } from './gaps/gap-ids.ts'
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
} from './types.ts'

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
  const bar = options.settings ? settingsOf(options.settings) : anyGroup
  const take = ({ topic, positions, shown, candidate }: PoolTopic) => {
    topics.push(topic)
    for (const at of positions) {
      groups.set(ordered[at]!.id, topic.id)
      coverage.set(ordered[at]!.id, topic.article)
    }
    for (const at of shown) said[at] = cleanAt(at).said
    if (candidate) candidates.push(candidate)
  }
  for (const [language, rows] of [...pools].sort(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  )) {
    const own = articles.filter(({ locale }) => detect('', locale) === language)
    const progress: Progress = (stage, done, total) => report(`${language}: ${stage}`, done, total)
    const named = { language, articles: own, cleanAt }
    const textsAt = (positions: readonly number[]) => ({
      ...{ language, count: positions.length, at: (row: number) => cleanAt(positions[row]!).text },
      idAt: (row: number) => ordered[positions[row]!]!.id,
      markAt: (row: number) => wordsMark(ordered[positions[row]!]!),
    })
    const daily = (key: string, positions: readonly number[]): Daily => {
      const { full } = options
      const made = dailyPoolOf(textsAt(positions), own, {
        ...{ earlier: options.model?.get(key), today: asOf, full, progress },
      })
      model.set(key, made.learnt)
      return made
    }
    const learning = options.model !== undefined && !options.vectors
    const made = learning ? daily(language, rows) : undefined
    const pool =
      made?.pool ?? (options.pooling ?? poolOf)(textsAt(rows), own, { vectors: options.vectors, progress })
    report(`${language}: gaps`, 0, pool.members.length)
    const searched = searches.get(language) ?? []
    const told = tellSearches(textsAt(searched), pool.known, {
      earlier: made && !made.made ? options.model?.get(language)?.searches : undefined,
      progress,
    })
    // What fits no topic is not pushed into one: when it could make a gap, searches are grouped among themselves too.
    const strange = searched.filter((_, row) => told.topics[row]! < 0).map((at) => ordered[at]!)
    const among = !enough(strange, bar)
      ? undefined
      : learning
        ? daily(searchesKey(language), searched).pool
        : poolOf(textsAt(searched), own, { progress })
    const only = among ? newTopics(told.topics, among) : new Set<number>()
    const apart = new Set([...only].flatMap((topic) => Object.values(among!.members[topic]!).flat()))
    const byTopic = toldByTopic(told, {
      topics: pool.members.length,
      clearly: pool.known.fits.clear,
      except: apart,
    }).map(({ clear, near }) => ({
      clear: clear.map((row) => searched[row]!),
      near: near.map((row) => searched[row]!),
    }))
    poolTopics(pool, { ...named, rows, told: byTopic }).forEach(take)
    if (among) poolTopics(among, { ...named, rows: searched, prefix: 'searched-', only }).forEach(take)
    if (!made) continue
    model.set(language, { ...made.learnt, searches: told })
    const counted = byTopic.reduce((sum, { clear, near }) => sum + clear.length + near.length, 0)
    runs.push({
      ...{ language, tickets: rows.length, made: made.made, growth: made.growth },
      searches: { told: counted, own: apart.size, alone: searched.length - counted - apart.size },
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

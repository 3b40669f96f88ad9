import { and, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Share } from '#core/insights/difference.ts'
import { attempts, searches, votes } from './app-schema.ts'
import { type Followed, followedLinks } from './shared-links.ts'
import type { Store } from './store.ts'
import { tickets } from './tickets-schema.ts'

export const metrics = [
  'found',
  'helpful',
  'satisfied',
  'linked',
  'opened',
  'returned',
  'contacted',
  'explicit',
  'implicit',
  'failed',
] as const
export type Metric = (typeof metrics)[number]

export const dimensions = ['segment', 'channel', 'locale', 'month'] as const
export type Dimension = (typeof dimensions)[number]

/** A share before it is judged: of how many, how many did. */
export interface Counted {
  readonly metric: Metric
  readonly dimension: Dimension
  /** Segment id, channel, locale, or `YYYY-MM`; '' for none. */
  readonly group: string
  readonly yes: number
  readonly of: number
}

/**
 * Counts of every share by every group that its rows know: tickets have no segment of their own and searches no channel,
 * so those pairs are not there. `since`: milliseconds since 1970.
 */
export async function countShares(
  app: Store,
  mined: Store | undefined,
  { since, now }: { since: number; now: number },
): Promise<Counted[]> {
  const counted: Counted[] = []
  const total = sql<number>`count(*)`
  const month = (column: unknown) => sql<string>`strftime('%Y-%m', ${column} / 1000, 'unixepoch')`
  const segmentOf = (column: unknown) => sql<string>`coalesce(json_extract(${column}, '$[0]'), '')`

  const seen = and(sql`${searches.shown} = 1`, isNull(searches.refinedAt), gte(searches.at, since))
  const opened = sql<number>`sum(${searches.opened} is not null)`
  const tried = gte(attempts.at, since)
  const came = {
    // What the reader said counts more than what was seen of them.
    explicit: sql<number>`sum(${attempts.answered} is not null)`,
    implicit: sql<number>`sum(${attempts.answered} is null and ${attempts.opened} is not null and ${attempts.sentAt} is null)`,
    failed: sql<number>`sum(${attempts.answered} is null and ${attempts.sentAt} is not null)`,
  }
  const voted = gte(votes.updatedAt, since)
  const yes = sql<number>`sum(${votes.helpful})`
  for (const [dimension, bySearch, byVote, byAttempt] of [
    ['segment', segmentOf(searches.segments), segmentOf(votes.segments), segmentOf(attempts.segments)],
    [
      'locale',
      sql<string>`${searches.locale}`,
      sql<string>`${votes.locale}`,
      sql<string>`${attempts.locale}`,
    ],
    ['month', month(searches.at), month(votes.updatedAt), month(attempts.at)],
  ] as const) {
    const found = await app.db
      .select({ group: bySearch, yes: opened, of: total })
      .from(searches)
      .where(seen)
      .groupBy(bySearch)
    const helped = await app.db
      .select({ group: byVote, yes, of: total })
      .from(votes)
      .where(voted)
      .groupBy(byVote)
    const deflected = await app.db
      .select({ group: byAttempt, ...came, of: total })
      .from(attempts)
      .where(tried)
      .groupBy(byAttempt)
    for (const { group, of, ...yeses } of deflected)
      for (const metric of ['explicit', 'implicit', 'failed'] as const)
        counted.push({ metric, dimension, group, yes: yeses[metric], of })
    counted.push(...found.map((row) => ({ metric: 'found' as const, dimension, ...row })))
    counted.push(...helped.map((row) => ({ metric: 'helpful' as const, dimension, ...row })))
  }
  counted.push(...countLinks(await followedLinks(app, mined, { since, now })))
  if (!mined) return counted
  const from = new Date(since).toISOString()
  for (const [dimension, by] of [
    ['channel', sql<string>`coalesce(${tickets.channel}, '')`],
    ['locale', sql<string>`coalesce(${tickets.language}, '')`],
    ['month', sql<string>`substr(${tickets.createdAt}, 1, 7)`],
  ] as const) {
    for (const [metric, column] of [
      ['satisfied', tickets.csat],
      ['linked', tickets.linkedArticle],
    ] as const) {
      const rows = await mined.db
        .select({ group: by, yes: sql<number>`sum(${column})`, of: total })
        .from(tickets)
        .where(and(gte(tickets.createdAt, from), isNull(tickets.mergedInto), isNotNull(column)))
        .groupBy(by)
      counted.push(...rows.map((row) => ({ metric, dimension, ...row })))
    }
  }
  return counted
}

/** Readers who are in a segment without having said so, by the order they see; of each the latest search counts. */
export interface HoldoutCounts {
  readonly own: Share
  readonly usual: Share
}

/**
 * The hold-out: of readers in a segment some, chosen at random, see the editors' order. Those who chose their order are in
 * neither group, and nor is anybody whom the site would not know again. `since`: milliseconds since 1970.
 */
export async function countHoldout(app: Store, since: number): Promise<HoldoutCounts> {
  const rows = await app.db.all<Share & { held: number }>(sql`
    SELECT filters ->> '$.heldOut' IS NOT NULL AS held, sum(opened IS NOT NULL) AS yes, count(*) AS "of"
    FROM searches WHERE id IN (
      SELECT max(id) FROM searches
      WHERE shown = 1 AND refined_at IS NULL AND at >= ${since} AND visitor IS NOT NULL AND segments <> '[]'
        AND json_type(filters, '$.choice') IS NULL
      GROUP BY visitor)
    GROUP BY held`)
  const of = (held: number): Share => {
    const row = rows.find((one) => one.held === held)
    return { yes: row?.yes ?? 0, of: row?.of ?? 0 }
  }
  return { own: of(0), usual: of(1) }
}

/** Shares of the links that agents sent, by the groups a link knows. */
function countLinks(followed: readonly Followed[]): Counted[] {
  const sums = new Map<
    string,
    { metric: Metric; dimension: Dimension; group: string; yes: number; of: number }
  >()
  const add = (link: Followed, metric: Metric, yes: boolean) => {
    for (const [dimension, group] of [
      ['segment', link.segments[0] ?? ''],
      ['locale', link.locale],
      ['month', new Date(link.at).toISOString().slice(0, 7)],
    ] as const) {
      const key = `${metric} ${dimension} ${group}`
      const sum = sums.get(key) ?? { metric, dimension, group, yes: 0, of: 0 }
      sums.set(key, sum)
      sum.of++
      if (yes) sum.yes++
    }
  }
  for (const link of followed) {
    add(link, 'opened', link.opened !== null)
    if (link.opened !== null) add(link, 'returned', link.returned !== null)
    if (link.contacted !== undefined) add(link, 'contacted', link.contacted)
  }
  return [...sums.values()]
}

import { and, count, desc, eq, getTableColumns, inArray, like, lt, ne } from 'drizzle-orm'
import { type GapChange, gapsOf } from '#core/gaps/changes.ts'
import { didItWork, type Effect } from '#core/gaps/did-it-work.ts'
import type { Decision } from '#core/gaps/state.ts'
import type { Store } from './store.ts'
import {
  type FollowUpRow,
  followUps,
  type GapRow,
  gaps,
  gapTickets,
  type RunRow,
  runs,
  tickets,
} from './tickets-schema.ts'

export interface Mined {
  /** Undefined before the first mining. */
  readonly run: RunRow | undefined
  /** Of the newest run, first in its list first; after them those that an article closed and that it no longer found. */
  readonly gaps: readonly GapRow[]
  readonly followed: Followed
}

/** Gap → what became of its contacts since it has an article. */
export type Followed = ReadonlyMap<string, FollowUpRow>

/** What the last mining found. Nothing when there are no tickets yet. */
export async function minedGaps(store: Store | undefined): Promise<Mined> {
  if (!store) return { run: undefined, gaps: [], followed: new Map() }
  const [run] = await store.db.select().from(runs).orderBy(desc(runs.id)).limit(1)
  if (!run) return { run: undefined, gaps: [], followed: new Map() }
  const found = await store.db.select().from(gaps).where(eq(gaps.run, run.id)).orderBy(gaps.rank)
  const closed = await store.db
    .select(getTableColumns(gaps))
    .from(gaps)
    .innerJoin(followUps, eq(followUps.gap, gaps.id))
    .where(ne(gaps.run, run.id))
    .orderBy(gaps.id)
  return { run, gaps: [...found, ...closed], followed: await followedGaps(store) }
}

/** What minings did with one gap, newest first: a merge matters as long as anybody looks for the gap that is no more. */
export async function changesAbout(store: Store, id: string): Promise<(GapChange & { asOf: string })[]> {
  const rows = await store.db
    .select({ asOf: runs.asOf, changes: runs.changes })
    .from(runs)
    .where(like(runs.changes, `%"${id}"%`))
    .orderBy(desc(runs.id))
  return rows.flatMap(({ asOf, changes }) =>
    changes.filter((change) => concerns(change, id)).map((change) => ({ ...change, asOf })),
  )
}

const concerns = (change: GapChange, id: string): boolean => gapsOf(change).includes(id)

/** Titles by id, of any mining. */
export async function titlesOf(store: Store, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await store.db
    .select({ id: gaps.id, title: gaps.title })
    .from(gaps)
    .where(inArray(gaps.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** What became of a gap that the last mining does not have: the gaps it went into, through all minings since. */
export async function heirsOf(store: Store, id: string): Promise<string[]> {
  const rows = await store.db
    .select({ changes: runs.changes })
    .from(runs)
    .where(ne(runs.changes, []))
    .orderBy(runs.id)
  let heirs = new Set([id])
  for (const change of rows.flatMap(({ changes }) => changes)) {
    if (change.what === 'merged' && change.of.some((one) => heirs.has(one)))
      heirs = new Set([...[...heirs].filter((one) => !change.of.includes(one)), change.gap])
    if (change.what === 'split' && heirs.has(change.gap)) heirs = new Set([...heirs, ...change.into])
    if (change.what === 'returned' && change.gap === id) heirs = new Set([id])
  }
  return [...heirs]
}

export async function followedGaps(store: Store): Promise<Followed> {
  return new Map((await store.db.select().from(followUps)).map((row) => [row.gap, row]))
}

/**
 * Decisions in which a dismissal counts at least the tickets that the gap, as the last mining left it, had before that
 * day. What a mining moved into it since was asked before, too: it is no reason for the gap to come back.
 */
export async function restated<One extends Decision & { readonly gap: string }>(
  store: Store | undefined,
  decisions: readonly One[],
): Promise<One[]> {
  if (!store) return [...decisions]
  return Promise.all(
    decisions.map(async (one) => {
      if (one.decision !== 'dismiss' || !one.volume) return one
      const [row] = await store.db
        .select({ before: count() })
        .from(gapTickets)
        .innerJoin(tickets, eq(tickets.id, gapTickets.ticket))
        .where(and(eq(gapTickets.gap, one.gap), lt(tickets.createdAt, new Date(one.at).toISOString())))
      return { ...one, volume: Math.max(one.volume, row?.before ?? 0) }
    }),
  )
}

/** Whether the article that closed a gap worked, for `gapState`; undefined where it has none or nothing was counted. */
export function effectOf(row: FollowUpRow | undefined): Effect | undefined {
  return row?.weeks ? didItWork(row.weeks) : undefined
}

/** Addresses of tickets in the help desk, by ticket id; only http and https. */
export async function addressesOf(store: Store, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await store.db
    .select({ id: tickets.id, url: tickets.url })
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
  return new Map(rows.flatMap(({ id, url }) => (url && /^https?:\/\//.test(url) ? [[id, url] as const] : [])))
}

/** What the coverage of a gap is counted from: one row a ticket. */
export interface Asker {
  readonly language: string | null
  readonly traits: (typeof tickets.$inferSelect)['traits']
  /** ISO 8601 */
  readonly createdAt: string
}

/** Who asked, for one gap; at most `limit`, newest first. */
export function askersOf(store: Store, gap: string, limit = 2000): Promise<Asker[]> {
  return store.db
    .select({ language: tickets.language, traits: tickets.traits, createdAt: tickets.createdAt })
    .from(gapTickets)
    .innerJoin(tickets, eq(tickets.id, gapTickets.ticket))
    .where(eq(gapTickets.gap, gap))
    .orderBy(desc(tickets.createdAt))
    .limit(limit)
}

import { eq, getTableColumns, inArray, max, type SQL, sql } from 'drizzle-orm'
import type { Query, Store } from '#api/storage/store.ts'
import {
  followUps as followUpRows,
  type GapRow,
  gaps,
  gapTickets,
  runs,
  segmentAsks as segmentAskRows,
} from '#api/storage/tickets-schema.ts'
import type { GapChange } from '#core/gaps/changes.ts'
import { type Closing, followUps } from '#scripts/mining/gaps/follow-up.ts'
import { changesOf } from '#scripts/mining/gaps/gap-changes.ts'
import { type EarlierGap, identify } from '#scripts/mining/gaps/gap-ids.ts'
import { type AskingTicket, segmentAsks } from '#scripts/mining/gaps/segment-asks.ts'
import { endOf } from '#scripts/mining/gaps/trend.ts'
import type { Mined } from '#scripts/mining/mine.ts'
import type { MinedGap, MiningSettings } from '#scripts/mining/types.ts'

/** Rows a statement; SQLite takes 32,766 parameters. */
const rowsAStatement = 1000

export interface Run {
  readonly result: Mined
  readonly asOf: string
  /** Tickets that were read. */
  readonly tickets: number
  readonly settings?: MiningSettings | undefined
  /** Gaps for which there is an article: whether their questions became quieter since. */
  readonly closings?: readonly Closing[] | undefined
  /** Every question: when it was asked, and by a customer of which segments. */
  readonly asked?: readonly AskingTicket[] | undefined
}

export interface Stored {
  /** Of the run's gaps, in their order. */
  readonly ids: readonly string[]
  readonly changes: readonly GapChange[]
}

/**
 * Writes what a mining found, all of it or nothing, and says what became of the gaps of the run before. Gaps keep their
 * ids, so that decisions about them stick; those not found this time stay with their tickets, and come back under the
 * same id if they do.
 */
export async function storeRun(
  store: Store,
  { result, asOf, tickets, settings, ...rest }: Run,
): Promise<Stored> {
  const [last] = await store.db.select({ id: max(runs.id) }).from(runs)
  const before = await earlier(store, last?.id ?? 0)
  const present = new Set(result.groups.keys())
  for (const { ticketIds } of result.gaps) for (const id of ticketIds) present.add(id)
  const reached = reachOf(result)
  const ids = identify(reached, before, present)
  const found = result.gaps.map(({ ticketIds }, at) => ({ id: ids[at]!, ticketIds }))
  const whole = reached.map(({ ticketIds }, at) => ({ id: ids[at]!, ticketIds }))
  const changes = changesOf(whole, before, { present, coverage: result.coverage })
  const run = (last?.id ?? 0) + 1
  const open = result.gaps.reduce((sum, gap) => sum + gap.volume, 0)
  const queries: Query[] = [
    store.db.insert(runs).values({
      ...{ id: run, asOf, tickets, open, topics: result.topics.length, gaps: result.gaps.length },
      ...{ settings: settings ?? null, changes, terms: result.terms, leftOut: result.leftOut ?? {} },
      words: result.words.map((word) => ({ ...word, gaps: word.gaps.map((at) => ids[at]!) })),
    }),
    // Nothing shows the words of gaps that are no more; what is not needed is not kept.
    store.db.update(gaps).set({ samples: [] }),
  ]
  result.gaps.forEach((gap, at) => {
    const row = rowOf(gap, { id: ids[at]!, run, rank: at + 1 })
    queries.push(store.db.insert(gaps).values(row).onConflictDoUpdate({ target: gaps.id, set: replaced }))
  })
  for (const some of chunks(ids))
    queries.push(store.db.delete(gapTickets).where(inArray(gapTickets.gap, some)))
  const pairs = found.flatMap(({ id, ticketIds }) => ticketIds.map((ticket) => ({ gap: id, ticket })))
  for (const some of chunks(pairs)) queries.push(store.db.insert(gapTickets).values(some))
  queries.push(...following(store, { result, asOf, run, ...rest }, [...before, ...found]))
  const asks = segmentAsks({ ...result, tickets: rest.asked ?? [], gaps: found })
  queries.push(store.db.delete(segmentAskRows))
  for (const some of chunks(asks)) queries.push(store.db.insert(segmentAskRows).values(some))
  await store.write(queries)
  return { ids, changes }
}

/**
 * A gap is shown by the tickets that clearly belong to it, but known again by all of its topic: which of them are clear
 * changes with every new ticket.
 */
export function reachOf({ gaps: found, groups }: Pick<Mined, 'gaps' | 'groups'>): { ticketIds: string[] }[] {
  const inTopic = Map.groupBy(groups.keys(), (ticket) => groups.get(ticket)!)
  return found.map(({ ticketIds }) => {
    const topics = new Set(ticketIds.flatMap((ticket) => groups.get(ticket) ?? []))
    return { ticketIds: [...new Set([...ticketIds, ...[...topics].flatMap((topic) => inTopic.get(topic)!)])] }
  })
}

function following(
  store: Store,
  { result, asOf, run, closings = [], asked = [] }: Omit<Run, 'tickets'> & { readonly run: number },
  /** Earlier gaps, then this run's. */
  known: readonly { readonly id: string; readonly ticketIds: readonly string[] }[],
): Query[] {
  const forget = store.db.delete(followUpRows)
  if (closings.length === 0) return [forget]
  const rows = followUps(closings, {
    members: new Map(known.map(({ id, ticketIds }) => [id, ticketIds])),
    groups: result.groups,
    createdAt: new Map(asked.map(({ id, createdAt }) => [id, createdAt])),
    end: endOf(asOf),
  }).map((one) => ({ ...one, run }))
  return [forget, ...chunks(rows).map((some) => store.db.insert(followUpRows).values(some))]
}

/** Ticket ids of each gap of the last run. */
export async function lastGaps(store: Store): Promise<string[][]> {
  const [last] = await store.db.select({ id: max(runs.id) }).from(runs)
  const known = await earlier(store, last?.id ?? 0)
  return known.flatMap((gap) => (gap.last ? [[...gap.ticketIds]] : []))
}

/** Gaps that have an article by a person's word, with the tickets they held when they were last found. */
export async function linkedGaps(
  store: Store,
  closings: readonly Closing[],
): Promise<{ ticketIds: string[]; article: string }[]> {
  return Promise.all(
    closings.map(async ({ gap, article }) => {
      const rows = await store.db
        .select({ ticket: gapTickets.ticket })
        .from(gapTickets)
        .where(eq(gapTickets.gap, gap))
        .orderBy(gapTickets.ticket)
      return { ticketIds: rows.map(({ ticket }) => ticket), article }
    }),
  )
}

/** All gaps ever found, with the tickets they held when they were last found. */
async function earlier(store: Store, lastRun: number): Promise<EarlierGap[]> {
  const known = new Map<string, { id: string; ticketIds: string[]; last: boolean }>()
  const pairs = await store.db
    .select({ gap: gaps.id, run: gaps.run, ticket: gapTickets.ticket })
    .from(gaps)
    .innerJoin(gapTickets, eq(gapTickets.gap, gaps.id))
    .orderBy(gaps.id, gapTickets.ticket)
  for (const { gap, run, ticket } of pairs) {
    const entry = known.get(gap)
    if (entry) entry.ticketIds.push(ticket)
    else known.set(gap, { id: gap, ticketIds: [ticket], last: run === lastRun })
  }
  return [...known.values()]
}

function rowOf(gap: MinedGap, { id, run, rank }: { id: string; run: number; rank: number }): GapRow {
  const { ticketIds: _, nearest, votes, parts, ...rest } = gap
  return { ...rest, id, run, rank, nearest: nearest ?? null, votes: votes ?? null, parts: parts ?? [] }
}

const replaced = Object.fromEntries(
  Object.entries(getTableColumns(gaps)).map(([key, column]) => [key, sql.raw(`excluded."${column.name}"`)]),
) as Record<keyof GapRow, SQL>

function chunks<T>(list: readonly T[]): T[][] {
  const out: T[][] = []
  for (let at = 0; at < list.length; at += rowsAStatement) out.push(list.slice(at, at + rowsAStatement))
  return out
}

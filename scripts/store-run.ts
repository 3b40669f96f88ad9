import { eq, getTableColumns, inArray, max, type SQL, sql } from 'drizzle-orm'
import type { Query, Store } from '#api/storage/open.ts'
import { type GapRow, gaps, gapTickets, runs } from '#api/storage/tickets-schema.ts'
import { identify } from './mining/identify.ts'
import type { Mined, MinedGap } from './mining/model.ts'

/** Rows a statement; SQLite takes 32,766 parameters. */
const rowsAStatement = 1000

/**
 * Writes what a mining found, all of it or nothing. Gaps keep their ids, so that decisions about them stick; those not
 * found this time stay with their tickets, and come back under the same id if they do.
 */
export async function storeRun(
  store: Store,
  { result, asOf, tickets }: { result: Mined; asOf: string; tickets: number },
): Promise<void> {
  const ids = identify(result.gaps, await earlier(store))
  const [last] = await store.db.select({ id: max(runs.id) }).from(runs)
  const run = (last?.id ?? 0) + 1
  const open = result.gaps.reduce((sum, gap) => sum + gap.volume, 0)
  const queries: Query[] = [
    store.db.insert(runs).values({
      ...{ id: run, asOf, tickets, open, topics: result.topics.length, gaps: result.gaps.length },
    }),
  ]
  result.gaps.forEach((gap, at) => {
    const row = rowOf(gap, { id: ids[at]!, run, rank: at + 1 })
    queries.push(store.db.insert(gaps).values(row).onConflictDoUpdate({ target: gaps.id, set: replaced }))
  })
  for (const some of parts(ids))
    queries.push(store.db.delete(gapTickets).where(inArray(gapTickets.gap, some)))
  const pairs = result.gaps.flatMap(({ ticketIds }, at) =>
    ticketIds.map((ticket) => ({ gap: ids[at]!, ticket })),
  )
  for (const some of parts(pairs)) queries.push(store.db.insert(gapTickets).values(some))
  await store.write(queries)
}

/** All gaps ever found, with the tickets they held when they were last found. */
async function earlier(store: Store): Promise<{ id: string; ticketIds: string[] }[]> {
  const known = new Map<string, string[]>()
  const pairs = await store.db
    .select({ gap: gaps.id, ticket: gapTickets.ticket })
    .from(gaps)
    .innerJoin(gapTickets, eq(gapTickets.gap, gaps.id))
    .orderBy(gaps.id, gapTickets.ticket)
  for (const { gap, ticket } of pairs) {
    const list = known.get(gap)
    if (list) list.push(ticket)
    else known.set(gap, [ticket])
  }
  return [...known].map(([id, ticketIds]) => ({ id, ticketIds }))
}

function rowOf(gap: MinedGap, { id, run, rank }: { id: string; run: number; rank: number }): GapRow {
  const { ticketIds: _, nearest, votes, ...rest } = gap
  return { ...rest, id, run, rank, nearest: nearest ?? null, votes: votes ?? null }
}

const replaced = Object.fromEntries(
  Object.entries(getTableColumns(gaps)).map(([key, column]) => [key, sql.raw(`excluded."${column.name}"`)]),
) as Record<keyof GapRow, SQL>

function parts<T>(list: readonly T[]): T[][] {
  const out: T[][] = []
  for (let at = 0; at < list.length; at += rowsAStatement) out.push(list.slice(at, at + rowsAStatement))
  return out
}

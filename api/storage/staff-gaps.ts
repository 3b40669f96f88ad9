import { desc, eq } from 'drizzle-orm'
import type { Store } from './open.ts'
import { type GapRow, gaps, gapTickets, type RunRow, runs, tickets } from './tickets-schema.ts'

export interface Mined {
  /** Undefined before the first mining. */
  readonly run: RunRow | undefined
  /** Of the newest run, first in its list first. */
  readonly gaps: readonly GapRow[]
}

/** What the last mining found. Nothing when there are no tickets yet. */
export async function minedGaps(store: Store | undefined): Promise<Mined> {
  if (!store) return { run: undefined, gaps: [] }
  const [run] = await store.db.select().from(runs).orderBy(desc(runs.id)).limit(1)
  if (!run) return { run: undefined, gaps: [] }
  const found = await store.db.select().from(gaps).where(eq(gaps.run, run.id)).orderBy(gaps.rank)
  return { run, gaps: found }
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

import { desc, isNotNull } from 'drizzle-orm'
import { type Evidence, evidenceOf, noEvidence } from '#core/evidence.ts'
import type { Store } from './store.ts'
import { runs, segmentAsks } from './tickets-schema.ts'

/** What customers ask, as the newest mining counted it; read again only when there is a newer one. */
export interface MinedEvidence {
  current(): Evidence
  /** Asks for the newest mining's number, and reads its counts when that changed. */
  refresh(tickets: Store | undefined): Promise<void>
}

export function minedEvidence(): MinedEvidence {
  let evidence = noEvidence
  let read: number | undefined
  return {
    current: () => evidence,
    async refresh(tickets) {
      if (!tickets) return
      const [newest] = await tickets.db.select({ id: runs.id }).from(runs).orderBy(desc(runs.id)).limit(1)
      if (!newest || newest.id === read) return
      const rows = await tickets.db.select().from(segmentAsks).where(isNotNull(segmentAsks.article))
      evidence = evidenceOf(
        rows.flatMap((row) => (row.article === null ? [] : [{ ...row, article: row.article }])),
      )
      read = newest.id
    },
  }
}

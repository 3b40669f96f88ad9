import { asc, desc, lt } from 'drizzle-orm'
import { deleteTickets } from './delete-tickets.ts'
import { change } from './staff-change.ts'
import { audit } from './staff-schema.ts'
import type { Store } from './store.ts'
import { tickets } from './tickets-schema.ts'

const day = 86_400_000

/** The audit is kept so long, in ms: a year. */
const auditKept = 365 * day

/** Redacted tickets are kept so long unless the operator says otherwise, in days. */
export const ticketsKept = 180

/**
 * Removes audit lines older than a year. The chain goes on: a line of its own says how many went and which hash the
 * first of the remaining lines follows, and `brokenAt` holds them against it. Returns how many went.
 */
export function forgetOldAudit(store: Store, now: number): Promise<number> {
  const { db } = store
  return change(store, async () => {
    const old = await db
      .select({ id: audit.id, hash: audit.hash })
      .from(audit)
      .where(lt(audit.at, now - auditKept))
      .orderBy(asc(audit.id))
    const last = old.at(-1)
    if (!last) return { value: 0 }
    const [newest] = await db.select({ id: audit.id }).from(audit).orderBy(desc(audit.id)).limit(1)
    // The next line is sealed by the newest, so that one stays whatever its age.
    const gone = newest?.id === last.id ? old.slice(0, -1) : old
    const until = gone.at(-1)
    if (!until) return { value: 0 }
    return {
      value: gone.length,
      write: {
        queries: [db.delete(audit).where(lt(audit.id, until.id + 1))],
        entry: {
          by: 'retention',
          what: 'audit.forgotten',
          object: 'audit',
          detail: { lines: gone.length, until: until.hash },
        },
      },
    }
  })
}

/** Removes tickets that were written more than `days` days before `now`, and what gaps say of them. Returns how many went. */
export function forgetOldTickets(store: Store, days: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - days * day).toISOString()
  return deleteTickets(store, lt(tickets.createdAt, before))
}

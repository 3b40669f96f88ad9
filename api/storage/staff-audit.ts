import { and, count, desc, eq, inArray, like, lt, or } from 'drizzle-orm'
import { audit, staff } from './staff-schema.ts'
import type { Store } from './store.ts'

export type AuditLine = typeof audit.$inferSelect

/** Lines of the audit, newest first: those before an id, and those that have the words in what, whom or by whom. */
export async function auditLines(
  { db }: Store,
  { q, before, limit }: { q?: string | undefined; before?: number | undefined; limit: number },
): Promise<AuditLine[]> {
  const words = q && `%${q.replace(/[%_]/g, ' ')}%`
  const people = words
    ? await db
        .select({ id: staff.id })
        .from(staff)
        .where(or(like(staff.name, words), like(staff.email, words)))
    : []
  const ids = people.map(({ id }) => id)
  const said = words
    ? or(
        like(audit.what, words),
        like(audit.object, words),
        like(audit.detail, words),
        eq(audit.by, q),
        inArray(audit.by, ids),
        inArray(audit.object, ids),
      )
    : undefined
  return db
    .select()
    .from(audit)
    .where(and(before === undefined ? undefined : lt(audit.id, before), said))
    .orderBy(desc(audit.id))
    .limit(limit)
}

export async function linesInAudit({ db }: Store): Promise<number> {
  const [row] = await db.select({ n: count() }).from(audit)
  return row?.n ?? 0
}

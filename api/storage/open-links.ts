import { and, eq, gt, isNull } from 'drizzle-orm'
import { requireAdmin } from './staff-accounts.ts'
import { change, type Entry } from './staff-change.ts'
import { invitations, type Role, resets, staff } from './staff-schema.ts'
import type { Store } from './store.ts'

/** A one-time link that still works. */
export interface OpenLink {
  /** Hash of its token: names the link, opens nothing. */
  readonly id: string
  readonly kind: 'invitation' | 'reset'
  readonly email: string
  /** Of an invitation. */
  readonly role: Role | null
  /** Name of the admin who made it; null for `npm run staff`. */
  readonly by: string | null
  readonly expires: number
}

/** Every invitation and reset that still works, those that end first at the top. */
export async function openLinks({ db }: Store): Promise<OpenLink[]> {
  const now = Date.now()
  const [invited, offered, everybody] = await Promise.all([
    db
      .select()
      .from(invitations)
      .where(and(isNull(invitations.used), gt(invitations.expires, now))),
    db
      .select()
      .from(resets)
      .where(and(isNull(resets.used), gt(resets.expires, now))),
    db.select({ id: staff.id, name: staff.name, email: staff.email }).from(staff),
  ])
  const person = (id: string) => everybody.find((one) => one.id === id)
  const by = (id: string) => person(id)?.name ?? null
  return [
    ...invited.map((one) => ({ ...one, kind: 'invitation' as const, by: by(one.by) })),
    ...offered.map((one) => ({
      ...one,
      kind: 'reset' as const,
      role: null,
      email: person(one.staff)?.email ?? '',
      by: by(one.by),
    })),
  ]
    .map(({ id, kind, email, role, by, expires }) => ({ id, kind, email, role, by, expires }))
    .sort((a, b) => a.expires - b.expires)
}

/** Ends a link before it is used; false when there is none that still works. */
export function revoke(store: Store, { id, by }: { id: string; by: string }): Promise<boolean> {
  return change(store, async () => {
    await requireAdmin(store, by)
    const link = (await openLinks(store)).find((one) => one.id === id)
    if (!link) return { value: false }
    const table = link.kind === 'invitation' ? invitations : resets
    const entry: Entry = { by, what: `${link.kind}.revoked`, object: id }
    return { value: true, write: { queries: [store.db.delete(table).where(eq(table.id, id))], entry } }
  })
}

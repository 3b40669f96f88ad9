import { and, eq, isNull } from 'drizzle-orm'
import type { Verified } from './staff-accounts.ts'
import { change } from './staff-change.ts'
import { staff } from './staff-schema.ts'
import type { Store } from './store.ts'

/** Somebody as an OpenID provider knows them. */
export interface ExternalPerson {
  readonly issuer: string
  readonly subject: string
  /** Only where the provider says that it is verified. */
  readonly email: string | undefined
}

/**
 * The member of staff whom a provider names: who signed in by it before, else who has its verified e-mail address and was
 * never linked. An address that the provider gives to somebody else later opens nothing. Undefined for everybody else.
 */
export function recogniseExternal(
  store: Store,
  { issuer, subject, email }: ExternalPerson,
): Promise<Verified | undefined> {
  const external = `${issuer} ${subject}`
  return change<Verified | undefined>(store, async () => {
    const [known] = await store.db.select().from(staff).where(eq(staff.external, external))
    if (known) return { value: { id: known.id, password: known.password } }
    if (!email) return { value: undefined }
    const unlinked = and(eq(staff.email, email.trim().toLowerCase()), isNull(staff.external))
    const [person] = await store.db.select().from(staff).where(unlinked)
    if (!person) return { value: undefined }
    const { id, password } = person
    return {
      value: { id, password },
      write: {
        queries: [store.db.update(staff).set({ external }).where(eq(staff.id, id))],
        entry: { by: id, what: 'staff.linked', object: id, detail: { issuer } },
      },
    }
  })
}

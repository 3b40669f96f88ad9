import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { localeSchema } from '#content/model/locale.ts'
import type { Traits, TraitValue } from '#content/model/trait.ts'
import { customerKey } from './customer-key.ts'
import { emailSchema } from './staff-accounts.ts'
import { change, type Entry } from './staff-change.ts'
import { customers } from './staff-schema.ts'
import type { Store } from './store.ts'

/** One line of the file given to `npm run customers`. */
export const customerSchema = z.strictObject({
  email: emailSchema,
  external_id: z
    .union([z.string().min(1).max(200), z.number().int()])
    .transform(String)
    .nullish(),
  locale: z.string().toLowerCase().pipe(localeSchema).nullish(),
  /** Whether they agreed to be written to: `contact_ok`. */
  contact_ok: z.boolean().optional(),
  /** What is null is not known. */
  traits: z
    .record(
      z.string().max(100),
      z.union([
        z.string().max(1000),
        z.number(),
        z.boolean(),
        z.array(z.string().max(1000)).max(100),
        z.null(),
      ]),
    )
    .default({})
    .transform(
      (traits) => Object.fromEntries(Object.entries(traits).filter(([, is]) => is !== null)) as Traits,
    ),
})
export type CustomerRow = z.infer<typeof customerSchema>

export interface Customer {
  /** Keyed hash of the e-mail address. */
  readonly key: string
  readonly external: string | null
  readonly locale: string | null
  readonly traits: Traits
  /** Whether they agreed to be written to. */
  readonly contactOk: boolean
  /** Milliseconds since 1970. */
  readonly updated: number
}

/** Adds customers or replaces what was known of them. Addresses are hashed here and go no further. */
export function fillCustomers(
  store: Store,
  { rows, secret, by }: { rows: readonly CustomerRow[]; secret: Uint8Array; by: string },
): Promise<number> {
  return change(store, (at) => {
    const queries = rows.map(({ email, external_id, locale, contact_ok, traits }) => {
      const contactOk = contact_ok ?? false
      const row = { external: external_id ?? null, locale: locale ?? null, traits, contactOk, updated: at }
      return store.db
        .insert(customers)
        .values({ key: customerKey(email, secret), ...row })
        .onConflictDoUpdate({ target: customers.key, set: row })
    })
    const entry: Entry = { by, what: 'customers.filled', object: 'customers', detail: { rows: rows.length } }
    return { value: rows.length, write: { queries, entry } }
  })
}

/** What a customer data platform says of one customer; at least one of email and external is there. */
export interface CustomerChange {
  readonly email?: string
  readonly external?: string
  readonly locale?: string
  /** Merged with what is known; null forgets a trait. */
  readonly traits: Readonly<Record<string, TraitValue | null>>
}

/**
 * Merges changes into what is known of customers. One who is known by number alone lies under a key of that number;
 * when an address comes to it, both are one customer under the address's key.
 */
export function mergeCustomers(
  store: Store,
  { rows, secret, by }: { rows: readonly CustomerChange[]; secret: Uint8Array; by: string },
): Promise<void> {
  return change(store, async (at) => {
    const { db } = store
    const found = new Map<string, Omit<Customer, 'updated'>>()
    const gone = new Set<string>()
    for (const { email, external, locale, traits } of rows) {
      const numbered = external === undefined ? undefined : customerKey(`external ${external}`, secret)
      const named = external === undefined ? undefined : await keyOf(store, external)
      const key = email === undefined ? (named ?? numbered ?? '') : customerKey(email, secret)
      const earlier =
        numbered === key || numbered === undefined
          ? undefined
          : (found.get(numbered) ?? (await customerOf(store, numbered)))
      const before = found.get(key) ?? (await customerOf(store, key))
      if (earlier && numbered) {
        found.delete(numbered)
        gone.add(numbered)
      }
      const merged = { ...earlier?.traits, ...before?.traits, ...traits }
      found.set(key, {
        key,
        external: external ?? before?.external ?? null,
        locale: locale ?? before?.locale ?? earlier?.locale ?? null,
        contactOk: before?.contactOk ?? earlier?.contactOk ?? false,
        traits: Object.fromEntries(Object.entries(merged).filter(([, is]) => is !== null)) as Traits,
      })
    }
    const queries = [
      ...[...gone].map((key) => db.delete(customers).where(eq(customers.key, key))),
      ...[...found.values()].map(({ key, ...row }) =>
        db
          .insert(customers)
          .values({ key, ...row, updated: at })
          .onConflictDoUpdate({ target: customers.key, set: { ...row, updated: at } }),
      ),
    ]
    const entry: Entry = { by, what: 'customers.merged', object: 'customers', detail: { rows: rows.length } }
    return { value: undefined, write: { queries, entry } }
  })
}

/** The customer with this address or number, and a line in the audit that somebody looked, found or not. */
export function lookUp(
  store: Store,
  who: ({ email: string } | { external: string }) & { secret: Uint8Array; by: string },
): Promise<Customer | undefined> {
  return change(store, async () => {
    const key = 'email' in who ? customerKey(who.email, who.secret) : await keyOf(store, who.external)
    const value = key === undefined ? undefined : await customerOf(store, key)
    const entry: Entry = {
      by: who.by,
      what: 'customer.looked-up',
      object: key ?? 'unknown',
      detail: { found: value !== undefined },
    }
    return { value, write: { queries: [], entry } }
  })
}

async function keyOf(store: Store, external: string): Promise<string | undefined> {
  const rows = await store.db
    .select({ key: customers.key })
    .from(customers)
    .where(eq(customers.external, external))
    .limit(2)
  // A number that two customers have names neither.
  return rows.length === 1 ? rows[0]?.key : undefined
}

export async function customerOf(store: Store, key: string): Promise<Customer | undefined> {
  const [row] = await store.db.select().from(customers).where(eq(customers.key, key))
  return row
}

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { nearest } from '#content/library/issue.ts'
import { localeSchema } from '#content/model/locale.ts'
import type { Trait, Traits, TraitValue } from '#content/model/trait.ts'
import { customerKey } from './customer-key.ts'
import { emailSchema } from './staff-accounts.ts'
import { change } from './staff-change.ts'
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
  traits: z
    .record(
      z.string().max(100),
      z.union([z.string().max(1000), z.number(), z.boolean(), z.array(z.string().max(1000)).max(100)]),
    )
    .default({}),
})
export type CustomerRow = z.infer<typeof customerSchema>

export interface Customer {
  /** Keyed hash of the e-mail address. */
  readonly key: string
  readonly external: string | null
  readonly locale: string | null
  readonly traits: Traits
  /** Milliseconds since 1970. */
  readonly updated: number
}

/** Adds customers or replaces what was known of them. Addresses are hashed here and go no further. */
export function fillCustomers(
  store: Store,
  { rows, secret, by }: { rows: readonly CustomerRow[]; secret: Uint8Array; by: string },
): Promise<number> {
  return change(store, (at) => {
    const queries = rows.map(({ email, external_id, locale, traits }) => {
      const row = { external: external_id ?? null, locale: locale ?? null, traits, updated: at }
      return store.db
        .insert(customers)
        .values({ key: customerKey(email, secret), ...row })
        .onConflictDoUpdate({ target: customers.key, set: row })
    })
    const entry = { by, what: 'customers.filled', object: 'customers', detail: { rows: rows.length } }
    return { value: rows.length, write: { queries, entry } }
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
    const entry = {
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

/** Why these traits cannot be used, for the person who made the file; undefined when they can. */
export function wrongTrait(traits: Traits, declared: readonly Trait[]): string | undefined {
  // A content folder without traits.yaml has no rules to hold them against.
  if (declared.length === 0) return undefined
  for (const [id, value] of Object.entries(traits)) {
    const trait = declared.find((one) => one.id === id)
    if (!trait) {
      const near = nearest(
        id,
        declared.map((one) => one.id),
      )
      return `There is no trait called "${id}".${near ? ` Did you mean "${near}"?` : ' Traits are declared in traits.yaml.'}`
    }
    if (!isOfType(value, trait))
      return `The trait "${id}" must be ${article(trait.type)}; this is ${JSON.stringify(value)}.`
    const { values } = trait
    const every = Array.isArray(value) ? value : [value]
    if (values && !every.every((one) => values.includes(one)))
      return `The trait "${id}" is one of ${values.join(', ')}; this is ${JSON.stringify(value)}.`
  }
  return undefined
}

function isOfType(value: TraitValue, { type }: Trait): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'date')
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
  return typeof value === type
}

function article(type: Trait['type']): string {
  if (type === 'date') return 'a date such as "2026-11-20"'
  return type === 'boolean' ? 'true or false' : `a ${type}`
}

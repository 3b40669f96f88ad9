import { eq, inArray, or } from 'drizzle-orm'
import {
  customerLinks,
  customers,
  links,
  messages,
  outbox,
  searches,
  signals,
  told,
  visitors,
  votes,
} from './app-schema.ts'
import { deleteTickets } from './delete-tickets.ts'
import { change, type Entry } from './staff-change.ts'
import type { Query, Store } from './store.ts'
import { tickets } from './tickets-schema.ts'

/** A customer by the keyed hash of their address (customer-key.ts), by the number other systems know them by, or both. */
export interface Erased {
  readonly key?: string | undefined
  readonly external?: string | undefined
}

/** Rows that went, by table. */
export type ErasedRows = Readonly<Record<string, number>>

/**
 * Deletes everything in app.db that belongs to a customer, with a line in the audit that names nobody; returns the keys
 * under which tickets.db may know them. Searches stay, as nobody's: they were redacted before they were stored.
 */
export function eraseCustomer(
  store: Store,
  { key, external, by }: Erased & { readonly by: string },
): Promise<{ rows: ErasedRows; keys: string[] }> {
  const { db } = store
  return change(store, async () => {
    const mine = or(
      ...(key ? [eq(customers.key, key)] : []),
      ...(external ? [eq(customers.external, external)] : []),
    )
    const known = await db.select().from(customers).where(mine)
    const keys = [...new Set([...(key ? [key] : []), ...known.map((row) => row.key)])]
    const externals = [
      ...new Set([...(external ? [external] : []), ...known.flatMap((row) => row.external ?? [])]),
    ]
    const seen = await db
      .select({ id: visitors.id })
      .from(visitors)
      .where(inArray(visitors.customer, externals))
    const ids = seen.map(({ id }) => id)
    const written = or(inArray(messages.customer, keys), inArray(messages.visitor, ids))
    const sent = db.select({ id: messages.id }).from(messages).where(written)
    const rows = {
      customers: known.length,
      visitors: ids.length,
      votes: await db.$count(votes, inArray(votes.visitor, ids)),
      links: await db.$count(links, inArray(links.customer, keys)),
      customerLinks: await db.$count(customerLinks, inArray(customerLinks.customer, keys)),
      signals: await db.$count(signals, inArray(signals.customer, keys)),
      told: await db.$count(told, inArray(told.customer, keys)),
      messages: await db.$count(messages, written),
    }
    const queries: Query[] = [
      db.delete(customers).where(inArray(customers.key, keys)),
      db.delete(votes).where(inArray(votes.visitor, ids)),
      db.update(searches).set({ visitor: null }).where(inArray(searches.visitor, ids)),
      db.delete(visitors).where(inArray(visitors.id, ids)),
      db.delete(links).where(inArray(links.customer, keys)),
      db.delete(customerLinks).where(inArray(customerLinks.customer, keys)),
      db.delete(signals).where(inArray(signals.customer, keys)),
      db.delete(told).where(inArray(told.customer, keys)),
      db.delete(outbox).where(inArray(outbox.message, sent)),
      db.delete(messages).where(written),
    ]
    const entry: Entry = { by, what: 'customer.erased', object: 'customer', detail: rows }
    return { value: { rows, keys }, write: { queries, entry } }
  })
}

/** Deletes a customer's tickets from tickets.db, and what gaps quote of them; the report forgets them with the next mining. */
export async function eraseTickets(store: Store, keys: readonly string[]): Promise<ErasedRows> {
  return { tickets: await deleteTickets(store, inArray(tickets.customer, keys)) }
}

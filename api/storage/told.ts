import { and, eq, inArray, isNotNull, max } from 'drizzle-orm'
import { told } from './gap-schema.ts'
import { change, type Entry } from './staff-change.ts'
import { customers, links } from './staff-schema.ts'
import type { Query, Store } from './store.ts'
import { gapTickets, tickets } from './tickets-schema.ts'

/** A customer who asked, may be written to and was not told yet. */
export interface ToTell {
  readonly key: string
  /** The number that the company's own systems know them by. */
  readonly external: string
  /** The customer's language, else that of their last ticket. */
  readonly locale: string | null
  readonly traits: (typeof customers.$inferSelect)['traits']
  readonly updated: number
  readonly contactOk: boolean
}

export interface Askers {
  readonly ready: readonly ToTell[]
  readonly told: number
  /** Known customers who asked and did not agree to be written to, or have no number. */
  readonly unwilling: number
}

/** SQLite takes 32,766 values in a statement. */
const atOnce = 10_000

/** Customers whose tickets are in a gap. */
export async function askersToTell(app: Store, mined: Store, gap: string): Promise<Askers> {
  const asked = await mined.db
    .select({ key: tickets.customer, language: max(tickets.language) })
    .from(gapTickets)
    .innerJoin(tickets, eq(tickets.id, gapTickets.ticket))
    .where(and(eq(gapTickets.gap, gap), isNotNull(tickets.customer)))
    .groupBy(tickets.customer)
  const before = await app.db.select({ customer: told.customer }).from(told).where(eq(told.gap, gap))
  const done = new Set(before.map(({ customer }) => customer))
  const languages = new Map(asked.map(({ key, language }) => [key ?? '', language]))
  const keys = [...languages.keys()].filter((key) => !done.has(key))
  const known: (typeof customers.$inferSelect)[] = []
  for (let at = 0; at < keys.length; at += atOnce)
    known.push(
      ...(await app.db
        .select()
        .from(customers)
        .where(inArray(customers.key, keys.slice(at, at + atOnce)))),
    )
  const ready = known.flatMap(({ external, ...one }) =>
    one.contactOk && external !== null
      ? [{ ...one, external, locale: one.locale ?? languages.get(one.key) ?? null }]
      : [],
  )
  return { ready, told: done.size, unwilling: known.length - ready.length }
}

/** A link that is sent to one of them. */
export interface SentLink {
  readonly customer: string
  readonly article: string
  readonly locale: string
  readonly segments: string[]
  readonly reference: string
}

/**
 * Tells each customer once: who was told meanwhile is left out, and what `make` gives for the rest is written down with
 * them, their links, and a line in the audit.
 */
export function tell<Made>(
  app: Store,
  mined: Store,
  { gap, by }: { gap: string; by: string },
  make: (ready: readonly ToTell[]) => { value: Made; sent: readonly SentLink[]; queries?: readonly Query[] },
): Promise<Made> {
  return change(app, async (at) => {
    const { ready } = await askersToTell(app, mined, gap)
    const { value, sent, queries = [] } = make(ready)
    if (sent.length === 0) return { value }
    const rows = sent.flatMap((link) => [
      app.db.insert(told).values({ gap, customer: link.customer, by, at }),
      app.db.insert(links).values({ ...link, by, at }),
    ])
    const entry: Entry = { by, what: 'gap.askers-told', object: gap, detail: { customers: sent.length } }
    return { value, write: { queries: [...rows, ...queries], entry } }
  })
}

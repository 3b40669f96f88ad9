import { and, desc, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { links } from './staff-schema.ts'
import type { Store } from './store.ts'
import { tickets } from './tickets-schema.ts'

export type SharedLink = typeof links.$inferSelect

/** A reader who is back after this time came back; before, they reload. 30 minutes in ms. */
const returnsAfter = 30 * 60_000

/** A contact within these days of a shared link came in spite of it, in ms: a fortnight. */
export const contactWithin = 14 * 86_400_000

/** Notes that somebody opened a shared link; written within a second, best effort. */
export function noteOpened(store: Store, reference: string, at: number): void {
  store.note(() =>
    store.db
      .update(links)
      .set({
        opened: sql`coalesce(${links.opened}, ${at})`,
        returned: sql`case when ${links.opened} < ${at - returnsAfter} then ${at} else ${links.returned} end`,
      })
      .where(eq(links.reference, reference)),
  )
}

/** What was shared with one customer, newest first, and whether they wrote again within a fortnight. */
export async function sharedWith(
  app: Store,
  mined: Store | undefined,
  customer: string,
  limit: number,
): Promise<(SharedLink & { contacted: number | null })[]> {
  const shared = await app.db
    .select()
    .from(links)
    .where(eq(links.customer, customer))
    .orderBy(desc(links.at))
    .limit(limit)
  const contacts = await contactsOf(mined, [customer], shared.at(-1)?.at ?? 0)
  return shared.map((link) => ({ ...link, contacted: contactAfter(link, contacts) ?? null }))
}

/** Shared links that are looked at for a share; the newest. */
const mostLinks = 20_000

/** A link with a reference, and whether its customer wrote again; undefined where that cannot be known yet. */
export interface Followed extends Pick<SharedLink, 'segments' | 'locale' | 'at' | 'opened' | 'returned'> {
  readonly contacted: boolean | undefined
}

/** Links that were shared since, with what became of them. `now`: milliseconds since 1970, for what is too early to say. */
export async function followedLinks(
  app: Store,
  mined: Store | undefined,
  { since, now }: { since: number; now: number },
): Promise<Followed[]> {
  const shared = await app.db
    .select()
    .from(links)
    .where(and(gte(links.at, since), isNotNull(links.reference)))
    .orderBy(desc(links.at))
    .limit(mostLinks)
  const customers = [...new Set(shared.flatMap(({ customer }) => customer ?? []))]
  const contacts = await contactsOf(mined, customers, since)
  return shared.map((link) => {
    const known = mined !== undefined && link.customer !== null && link.at + contactWithin <= now
    return { ...link, contacted: known ? contactAfter(link, contacts) !== undefined : undefined }
  })
}

type Contacts = ReadonlyMap<string, readonly number[]>

/** SQLite takes 32,766 values in a statement. */
const atOnce = 10_000

/** Instants of the requests of these customers, oldest first. */
async function contactsOf(
  mined: Store | undefined,
  customers: readonly string[],
  since: number,
): Promise<Contacts> {
  const contacts = new Map<string, number[]>()
  for (let at = 0; mined && at < customers.length; at += atOnce) {
    const rows = await mined.db
      .select({ customer: tickets.customer, createdAt: tickets.createdAt })
      .from(tickets)
      .where(
        and(
          inArray(tickets.customer, customers.slice(at, at + atOnce)),
          gte(tickets.createdAt, new Date(since).toISOString()),
          isNull(tickets.mergedInto),
        ),
      )
      .orderBy(tickets.createdAt)
    for (const { customer, createdAt } of rows) {
      const own = contacts.get(customer ?? '') ?? []
      contacts.set(customer ?? '', own)
      own.push(Date.parse(createdAt))
    }
  }
  return contacts
}

function contactAfter({ customer, at }: SharedLink, contacts: Contacts): number | undefined {
  return contacts.get(customer ?? '')?.find((when) => when > at && when <= at + contactWithin)
}

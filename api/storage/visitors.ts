import { createHash, randomBytes } from 'node:crypto'
import { eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { Traits } from '#content/model/trait.ts'
import type { Facts } from '#core/visitor.ts'
import { customers, messages, searches, usedTokens, visitors, votes } from './app-schema.ts'
import { forgetCustomerLinks } from './customer-links.ts'
import { sweepLimits } from './limits.ts'
import type { Query, Store } from './store.ts'

export type VisitorRow = typeof visitors.$inferSelect

/** A visitor who does not come back for so long is forgotten: 30 days in ms, counted from the last visit. */
export const remembered = 30 * 86_400_000

/** The last visit is written down at most this often, in ms. */
const touchEvery = 86_400_000

/** 256 random bits; only its hash is stored. */
export function newVisitorToken(): string {
  return randomBytes(32).toString('base64url')
}

export function visitorId(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export async function findVisitor(store: Store, token: string, now: number): Promise<VisitorRow | undefined> {
  const [row] = await store.db
    .select()
    .from(visitors)
    .where(eq(visitors.id, visitorId(token)))
    .limit(1)
  if (!row || row.seenAt < now - remembered) return undefined
  if (row.seenAt < now - touchEvery)
    store
      .write([store.db.update(visitors).set({ seenAt: now }).where(eq(visitors.id, row.id))])
      .catch(() => {})
  return row
}

/** What the CRM says of a customer the host product named. */
export async function accountTraits(store: Store, customer: string): Promise<Traits | undefined> {
  const [row] = await store.db
    .select({ traits: customers.traits })
    .from(customers)
    .where(or(eq(customers.external, customer), eq(customers.key, customer)))
    .limit(1)
  return row?.traits
}

/** A visitor as new, with what is given. */
export function freshVisitor(id: string, now: number): typeof visitors.$inferInsert {
  return { id, chosen: false, choice: null, facts: {}, read: [], createdAt: now, seenAt: now }
}

/**
 * The visitor becomes a customer, under a new cookie: an old one may be somebody else's. What they did before, unnamed
 * or as the same customer, comes along. To be called when the writer's turn has come.
 */
export async function bindVisitor(
  { db }: Store,
  {
    before,
    customer,
    facts,
    now,
  }: { before: string | undefined; customer: string; facts: Facts; now: number },
): Promise<{ token: string; row: VisitorRow; queries: Query[] }> {
  const token = newVisitorToken()
  const id = visitorId(token)
  const [old] = before ? await db.select().from(visitors).where(eq(visitors.id, before)) : []
  const same = old && (old.customer === null || old.customer === customer) ? old : undefined
  const known = { chosen: false, choice: null, read: [], createdAt: now, ...same }
  const row = { ...known, id, customer, facts: { ...same?.facts, ...facts }, seenAt: now }
  const queries = [
    db.insert(visitors).values(row),
    ...(same
      ? [
          db.delete(visitors).where(eq(visitors.id, same.id)),
          db.update(votes).set({ visitor: id }).where(eq(votes.visitor, same.id)),
          db.update(searches).set({ visitor: id }).where(eq(searches.visitor, same.id)),
          db.update(messages).set({ visitor: id }).where(eq(messages.visitor, same.id)),
        ]
      : []),
  ]
  return { token, row, queries }
}

/** Writes down a visitor and what changes about them. */
export function keepVisitor(
  { db }: Store,
  id: string,
  now: number,
  change: Partial<Omit<VisitorRow, 'id' | 'createdAt'>>,
): Query {
  return db
    .insert(visitors)
    .values({ ...freshVisitor(id, now), ...change })
    .onConflictDoUpdate({ target: visitors.id, set: { ...change, seenAt: now } })
}

/**
 * The reader of this cookie becomes a new visitor who has only the choice of the old one: the next person at a shared
 * device must not see the last one's words. The old row stays with its customer, under an id that no cookie opens.
 */
export function leaveVisitor({ db }: Store, row: VisitorRow, next: string, now: number): Query[] {
  const closed = visitorId(newVisitorToken())
  const { chosen, choice } = row
  return [
    db.update(visitors).set({ id: closed }).where(eq(visitors.id, row.id)),
    db.update(votes).set({ visitor: closed }).where(eq(votes.visitor, row.id)),
    db.update(searches).set({ visitor: closed }).where(eq(searches.visitor, row.id)),
    db.update(messages).set({ visitor: closed }).where(eq(messages.visitor, row.id)),
    ...(chosen ? [db.insert(visitors).values({ ...freshVisitor(next, now), chosen, choice })] : []),
  ]
}

/** Everything we hold about a visitor goes; what they looked for stays, as nobody's. */
export function eraseVisitor({ db }: Store, id: string): Query[] {
  return [
    db.delete(visitors).where(eq(visitors.id, id)),
    db.delete(votes).where(eq(votes.visitor, id)),
    db.update(searches).set({ visitor: null }).where(eq(searches.visitor, id)),
    db.delete(messages).where(eq(messages.visitor, id)),
  ]
}

/** What people looked for is kept so long, in ms: 90 days. */
const searchesKept = 90 * 86_400_000

/**
 * What is past its time: visitors that stayed away, old searches, tokens that could no longer be used anyway. Votes and
 * searches of those visitors count on, as nobody's.
 */
export function forgetOld(store: Store, now: number): Query[] {
  const { db } = store
  const away = db
    .select({ id: visitors.id })
    .from(visitors)
    .where(lt(visitors.seenAt, now - remembered))
  return [
    db.update(searches).set({ visitor: null }).where(inArray(searches.visitor, away)),
    db.update(messages).set({ visitor: null }).where(inArray(messages.visitor, away)),
    db.update(votes).set({ visitor: sql`lower(hex(randomblob(16)))` }).where(inArray(votes.visitor, away)),
    db.delete(visitors).where(lt(visitors.seenAt, now - remembered)),
    db.delete(usedTokens).where(lt(usedTokens.expiresAt, now)),
    sweepLimits(store, now),
    forgetCustomerLinks(store, now),
    db.delete(searches).where(lt(searches.at, now - searchesKept)),
  ]
}

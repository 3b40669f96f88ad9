import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import { change, type Entry } from './staff-change.ts'
import { customerLinks, customers, type Role, staff } from './staff-schema.ts'
import type { Query, Store } from './store.ts'

/** A link that opens one article to one customer, until it ends or somebody withdraws it. */
export type CustomerLink = typeof customerLinks.$inferSelect

/** What is signed and may not change. */
type Signed = Pick<CustomerLink, 'id' | 'article' | 'customer' | 'expires'>

/** Only these may open what a segment alone may read, so their links live as long as they may. */
const makers: readonly Role[] = ['agent', 'writer', 'admin']

/** Makes a link; `days` is at least 1. */
export function makeCustomerLink(
  store: Store,
  { article, customer, days, by }: { article: string; customer: string; days: number; by: string },
): Promise<CustomerLink> {
  return change(store, (at) => {
    const id = randomBytes(16).toString('base64url')
    const value = { id, article, customer, by, created: at, expires: at + days * 86_400_000, revoked: null }
    const entry: Entry = { by, what: 'customer-link.made', object: article, detail: { link: id, days } }
    return { value, write: { queries: [store.db.insert(customerLinks).values(value)], entry } }
  })
}

/** Links of a customer that still work, newest first, with the name of who made each. */
export async function customerLinksOf(
  { db }: Store,
  customer: string,
  now: number,
): Promise<readonly (CustomerLink & { readonly maker: string })[]> {
  const rows = await db
    .select({ link: customerLinks, maker: staff.name })
    .from(customerLinks)
    .innerJoin(staff, eq(staff.id, customerLinks.by))
    .where(and(eq(customerLinks.customer, customer), works(now)))
    .orderBy(desc(customerLinks.created))
  return rows.map(({ link, maker }) => ({ ...link, maker }))
}

/** Ends a link at once; false when there is none that still works. */
export function withdrawCustomerLink(store: Store, { id, by }: { id: string; by: string }): Promise<boolean> {
  return change(store, async (at) => {
    const [link] = await store.db
      .select()
      .from(customerLinks)
      .where(and(eq(customerLinks.id, id), isNull(customerLinks.revoked), gt(customerLinks.expires, at)))
    if (!link) return { value: false }
    const set = store.db.update(customerLinks).set({ revoked: at }).where(eq(customerLinks.id, id))
    const entry: Entry = { by, what: 'customer-link.withdrawn', object: link.article, detail: { link: id } }
    return { value: true, write: { queries: [set], entry } }
  })
}

/**
 * Articles that links open to the customer a visitor is, as the host product (`sub`) or a sign-in by e-mail names them:
 * by number, or by the key of their address.
 *
 * @param token of the link that was followed; undefined: any that works, for what belongs to a page that was opened
 */
export async function openedByLink(
  { db }: Store,
  { customer, token, secret, now }: { customer: string; token?: string; secret: Uint8Array; now: number },
): Promise<ReadonlySet<string>> {
  const id = token?.slice(0, 22)
  const rows = await db
    .select({ link: customerLinks })
    .from(customerLinks)
    .innerJoin(staff, eq(staff.id, customerLinks.by))
    .leftJoin(customers, eq(customers.key, customerLinks.customer))
    .where(and(works(now), id === undefined ? undefined : eq(customerLinks.id, id), names(customer)))
  return new Set(
    rows.flatMap(({ link }) =>
      token === undefined || same(token, customerLinkToken(link, secret)) ? [link.article] : [],
    ),
  )
}

/** What stands in the link: its id, and a signature (HMAC-SHA-256) over all it says, so that a row changed by hand opens nothing. */
export function customerLinkToken({ id, article, customer, expires }: Signed, secret: Uint8Array): string {
  const text = JSON.stringify(['customer link', id, article, customer, expires])
  return `${id}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** Links past their time by a day. */
export function forgetCustomerLinks({ db }: Store, now: number): Query {
  return db.delete(customerLinks).where(lt(customerLinks.expires, now - 86_400_000))
}

/** It dies with the rights of who made it. */
function works(now: number) {
  return and(isNull(customerLinks.revoked), gt(customerLinks.expires, now), inArray(staff.role, [...makers]))
}

function names(customer: string) {
  return or(eq(customerLinks.customer, customer), eq(customers.external, customer))
}

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

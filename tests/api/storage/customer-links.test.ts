import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  customerLinksOf,
  customerLinkToken,
  forgetCustomerLinks,
  makeCustomerLink,
  openedByLink,
  withdrawCustomerLink,
} from '#api/storage/customer-links.ts'
import { audit, customerLinks, customers, type Role, roles, staff } from '#api/storage/staff-schema.ts'
import { appStore } from '#tests/support/app-store.ts'

const secret = Buffer.alloc(32, 5)
const day = 86_400_000
const noon = Date.UTC(2026, 10, 23, 12)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon })
})
afterEach(() => {
  vi.useRealTimers()
})

/** One member of staff of each role, called like it, and the customer `ada`, whom the host product knows as `m-1`. */
async function house() {
  const store = await appStore()
  const person = (role: Role) => ({
    ...{ id: role, email: `${role}@example.com`, name: `The ${role}`, role, password: '', created: 0 },
  })
  await store.write([
    store.db.insert(staff).values(roles.map(person)),
    store.db.insert(customers).values({ key: 'ada', external: 'm-1', traits: {}, updated: 0 }),
  ])
  const make = (article: string, by: Role = 'agent', days = 2, customer = 'ada') =>
    makeCustomerLink(store, { article, customer, days, by })
  const opened = async (customer: string, token?: string, now = noon) => [
    ...(await openedByLink(store, { customer, secret, now, ...(token !== undefined && { token }) })),
  ]
  return { store, make, opened }
}

test('a link lasts the days it was made for, and the audit says who made it', async () => {
  const { store, make } = await house()
  const link = await make('trips/members')
  expect(link).toMatchObject({
    ...{ article: 'trips/members', customer: 'ada', by: 'agent', created: noon, expires: noon + 2 * day },
    revoked: null,
  })
  expect(link.id).toMatch(/^[\w-]{22}$/)
  expect(await store.db.select().from(customerLinks)).toEqual([link])
  expect(await store.db.select().from(audit)).toMatchObject([
    { by: 'agent', what: 'customer-link.made', object: 'trips/members', detail: { link: link.id, days: 2 } },
  ])
})

test('it opens its article to its customer, by the key of their address or the number of the host product', async () => {
  const { make, opened } = await house()
  const token = customerLinkToken(await make('trips/members'), secret)
  const another = customerLinkToken(await make('trips/gold'), secret)
  expect(await opened('ada', token)).toEqual(['trips/members'])
  expect(await opened('m-1', token)).toEqual(['trips/members'])
  expect(await opened('m-1', another)).toEqual(['trips/gold'])
  expect((await opened('m-1')).toSorted()).toEqual(['trips/gold', 'trips/members'])
  for (const nobody of ['bo', 'm-2', '']) expect(await opened(nobody, token), nobody).toEqual([])
})

test('a token that was changed, cut, or signed with another secret opens nothing', async () => {
  const { make, opened } = await house()
  const link = await make('trips/members')
  const token = customerLinkToken(link, secret)
  const foreign = customerLinkToken(link, Buffer.alloc(32, 6))
  const changed = token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA')
  for (const bad of ['', link.id, `${link.id}.`, token.slice(0, -1), `${token}A`, changed, foreign])
    expect(await opened('ada', bad), bad).toEqual([])
})

test('a row that somebody changed by hand opens nothing to whoever follows the link', async () => {
  const { store, make, opened } = await house()
  const link = await make('trips/members')
  const token = customerLinkToken(link, secret)
  for (const change of [{ article: 'trips/gold' }, { expires: link.expires + day }]) {
    await store.write([store.db.update(customerLinks).set(change)])
    expect(await opened('ada', token)).toEqual([])
    await store.write([store.db.update(customerLinks).set(link)])
  }
  expect(await opened('ada', token)).toEqual(['trips/members'])
})

test('it ends with its time, when it is withdrawn, and with the rights of who made it', async () => {
  const { store, make, opened } = await house()
  const link = await make('trips/members', 'writer')
  const token = customerLinkToken(link, secret)
  expect(await opened('ada', token, link.expires - 1)).toEqual(['trips/members'])
  expect(await opened('ada', token, link.expires)).toEqual([])
  for (const [role, opens] of [
    ['manager', false],
    ['admin', true],
    ['agent', true],
  ] as const) {
    await store.write([store.db.update(staff).set({ role }).where(eq(staff.id, 'writer'))])
    expect(await opened('ada', token), role).toEqual(opens ? ['trips/members'] : [])
  }
  expect(await withdrawCustomerLink(store, { id: link.id, by: 'admin' })).toBe(true)
  expect(await opened('ada', token)).toEqual([])
})

test('withdrawing ends one link, once, and only one that still works', async () => {
  const { store, make, opened } = await house()
  const [link, other] = [await make('trips/members'), await make('trips/gold')]
  const withdraw = (id: string) => withdrawCustomerLink(store, { id, by: 'admin' })
  expect([await withdraw('nothing'), await withdraw(link.id), await withdraw(link.id)]).toEqual([
    false,
    true,
    false,
  ])
  expect(await opened('ada')).toEqual(['trips/gold'])
  expect((await store.db.select().from(audit)).at(-1)).toMatchObject({
    ...{ by: 'admin', what: 'customer-link.withdrawn', object: 'trips/members', detail: { link: link.id } },
  })
  const [row] = await store.db.select().from(customerLinks).where(eq(customerLinks.id, link.id))
  expect(row?.revoked).toBe(noon)
  vi.setSystemTime(other.expires)
  expect(await withdraw(other.id)).toBe(false)
})

test("a customer's links that work are listed, newest first, with who made each", async () => {
  const { store, make } = await house()
  await make('trips/old', 'agent', 1)
  vi.setSystemTime(noon + 1)
  const newer = await make('trips/new', 'admin')
  const gone = await make('trips/gone')
  await make('trips/others', 'agent', 2, 'bo')
  await withdrawCustomerLink(store, { id: gone.id, by: 'agent' })
  const listed = async (now: number) =>
    (await customerLinksOf(store, 'ada', now)).map(({ article, maker }) => [article, maker])
  expect(await listed(noon)).toEqual([
    ['trips/new', 'The admin'],
    ['trips/old', 'The agent'],
  ])
  expect(await listed(noon + day)).toEqual([['trips/new', 'The admin']])
  expect((await customerLinksOf(store, 'ada', noon))[0]).toEqual({ ...newer, maker: 'The admin' })
})

test('what ended more than a day ago is forgotten', async () => {
  const { store, make } = await house()
  const link = await make('trips/members')
  const left = async (now: number) => {
    await store.write([forgetCustomerLinks(store, now)])
    return (await store.db.select().from(customerLinks)).length
  }
  expect([await left(link.expires + day), await left(link.expires + day + 1)]).toEqual([1, 0])
})

import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { noteArrival } from '#api/pages/arrivals.ts'
import type { CustomerAnswer, InsightsAnswer, LinkAnswer } from '#api/routes/staff/answers.ts'
import { isReference, newReference } from '#api/storage/link-reference.ts'
import { links } from '#api/storage/staff-schema.ts'
import { tickets } from '#api/storage/tickets-schema.ts'
import { staffHouse } from './staff-house.ts'

const secret = Buffer.alloc(32, 7)
const article = 'parcels/where-is-my-parcel'
const hour = 3_600_000

async function shared() {
  const house = await staffHouse()
  const agent = await house.signedIn('agent')
  const looked = async () =>
    (await (
      await house.ask('POST', '/customers/lookup', { email: 'elif@example.com' }, agent)
    ).json()) as CustomerAnswer
  const { customer } = await looked()
  const answer = await house.ask('POST', '/links', { article, customer }, agent)
  const link = (await answer.json()) as LinkAnswer
  let time = Date.now()
  const reader = new Hono().get('*', (c) => {
    const now = () => new Date(time)
    noteArrival(c, { app: house.store, secret, now }, new URL(c.req.url).searchParams)
    return c.text('')
  })
  const visit = async (headers: Record<string, string> = {}, later = 0) => {
    time += later
    await reader.request(link.url, { headers: { 'sec-fetch-dest': 'document', ...headers } })
    await house.store.settle()
    const [row] = await house.store.db.select().from(links)
    return row
  }
  return { ...house, agent, looked, link, customer, visit }
}

it('gives each link a reference that names neither customer nor agent nor article', async () => {
  const { link, customer } = await shared()
  const reference = new URL(link.url).searchParams.get('via') ?? ''
  expect(isReference(reference, secret)).toBe(true)
  expect(customer).not.toContain(reference.slice(0, 8))
  for (const form of [link.markdown, link.html, link.text]) expect(form).toContain(reference)
  expect(newReference(secret)).not.toBe(newReference(secret))
  expect(isReference(`${reference.slice(0, -1)}${reference.endsWith('A') ? 'B' : 'A'}`, secret)).toBe(false)
  expect(isReference(newReference(Buffer.alloc(32, 8)), secret)).toBe(false)
})

it('sees a link opened and come back to, a reload aside', async () => {
  const { visit } = await shared()
  expect(await visit()).toMatchObject({ opened: expect.any(Number), returned: null })
  expect(await visit({}, 60_000)).toMatchObject({ returned: null })
  expect(await visit({}, 2 * hour)).toMatchObject({ returned: expect.any(Number) })
})

it.each([
  ['a reader who sends GPC', { 'sec-gpc': '1' }],
  ['a reader who sends DNT', { dnt: '1' }],
  ['a scanner of mails', { 'sec-fetch-dest': '' }],
  ['what a browser fetches ahead', { 'sec-purpose': 'prefetch' }],
  ['what Safari fetches ahead', { purpose: 'prefetch' }],
])('notes nothing of %s', async (_, headers) => {
  const { visit } = await shared()
  expect(await visit(headers)).toMatchObject({ opened: null, returned: null })
})

it('shows the agent what became of it: opened, and written again within a fortnight', async () => {
  const { visit, looked, store, mined, customer } = await shared()
  await visit()
  const at = Date.now() + 5 * hour
  const [ticket] = await mined.db.select().from(tickets)
  const again = { ...ticket!, id: 't2', externalId: '2', customer, createdAt: new Date(at).toISOString() }
  await mined.write([mined.db.insert(tickets).values(again)])
  const [sent] = (await looked()).shared
  expect(sent).toMatchObject({
    title: 'Kargom nerede?',
    followed: true,
    opened: expect.any(String),
    returned: null,
    contacted: new Date(at).toISOString(),
  })
  expect(await store.db.select().from(links)).toMatchObject([{ segments: ['business'] }])
})

it('counts the shares of links that were opened, in insights, and says nothing too early of new contacts', async () => {
  const { ask, signedIn, store } = await staffHouse()
  const manager = await signedIn('manager')
  const at = Date.parse('2026-11-20T10:00:00Z')
  const rows = Array.from({ length: 20 }, (_, n) => ({
    article,
    locale: 'en',
    customer: 'c',
    segments: ['business'],
    by: 'a',
    at,
    reference: `r${n}`,
    opened: n < 8 ? at + 1 : null,
  }))
  await store.write([store.db.insert(links).values(rows)])
  const { shares } = (await (await ask('GET', '/insights', undefined, manager)).json()) as InsightsAnswer
  expect(shares.map(({ metric, of, share }) => [metric, of, share?.value])).toEqual([
    ['opened', 20, 0.4],
    ['returned', 0, undefined],
  ])
})

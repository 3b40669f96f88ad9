import { count } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { votes } from '#api/storage/app-schema.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  // A budget fills again while the clock runs.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  api = await testApi()
})
afterAll(() => {
  vi.useRealTimers()
  return api.close()
})

const tally = (statuses: readonly number[]) =>
  Object.fromEntries(
    Map.groupBy(statuses, (status) => status)
      .entries()
      .map(([status, all]) => [status, all.length]),
  )

const vote = (article: string, place: string, cookie?: string) =>
  api.ask('/api/votes', { method: 'POST', json: { article, locale: 'en', helpful: false }, place, cookie })

test('a thousand votes of nobody from one place count as few, and another place still votes', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 1000; n += 50)
    for (const answer of await Promise.all(
      Array.from({ length: 50 }, () => vote('cards/freeze', '203.0.113.7')),
    ))
      statuses.push(answer.status)
  expect(tally(statuses)).toEqual({ 201: 10, 429: 990 })
  expect((await vote('cards/freeze', '203.0.113.8')).status).toBe(201)
  const [stored] = await api.context.app.db.select({ n: count() }).from(votes)
  expect(stored?.n).toBe(11)
})

test('whoever changes their vote adds none, and a known customer is counted by name, not by place', async () => {
  const place = '203.0.113.9'
  const first = await vote('cards/lost', place)
  const cookie = cookieOf(first)
  for (let n = 0; n < 15; n++) expect((await vote('cards/lost', place, cookie)).status).toBe(200)
  for (let n = 0; n < 12; n++) await vote('cards/lost', place)
  expect((await vote('cards/lost', place)).status).toBe(429)
  const known = await api.ask('/api/identity', { method: 'POST', json: { token: await api.token() } })
  expect((await vote('cards/lost', place, cookieOf(known))).status).toBe(201)
})

test('this machine’s own address is nobody’s: a proxy we are not told of must not lock everybody out', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 15; n++) statuses.push((await vote('trips/rates', '127.0.0.1')).status)
  expect(tally(statuses)).toEqual({ 201: 15 })
})

test('searches are refused past their number with the time to wait, and the place beside goes on', async () => {
  const search = (place: string) => api.ask('/api/search?q=zzz&typing=1', { place })
  let last: Response | undefined
  for (let n = 0; n <= 1200; n++) last = await search('203.0.113.10')
  expect(last?.status).toBe(429)
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await search('203.0.113.11')).status).toBe(200)
})

test('wrong tokens are counted by place and good ones are not', async () => {
  const send = (token: string) =>
    api.ask('/api/identity', { method: 'POST', json: { token }, place: '203.0.113.12' })
  const statuses: number[] = []
  for (let n = 0; n < 62; n++) statuses.push((await send('no.token.at-all')).status)
  expect(tally(statuses)).toEqual({ 401: 60, 429: 2 })
  expect((await send(await api.token({ sub: 'm-5' }))).status).toBe(200)
})

test('first choices from one place are counted, each writes down a visitor; a later one is free', async () => {
  const choose = (cookie?: string) =>
    api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' }, place: '203.0.113.13', cookie })
  const cookie = cookieOf(await choose())
  const statuses: number[] = []
  for (let n = 0; n < 300; n++) statuses.push((await choose()).status)
  expect(tally(statuses)).toEqual({ 200: 299, 429: 1 })
  expect((await choose(cookie)).status).toBe(200)
})

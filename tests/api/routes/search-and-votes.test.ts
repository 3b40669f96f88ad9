import { afterAll, beforeAll, expect, test } from 'vitest'
import { votes } from '#api/storage/app-schema.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

test('search answers best first, with marked excerpts', async () => {
  const answer = await api.ask('/api/search?q=my+card+was+stolen&locale=en&limit=1')
  expect(answer.status).toBe(200)
  const body = (await answer.json()) as { total: number; results: Record<string, unknown>[] }
  expect(body).toMatchObject({
    query: 'my card was stolen',
    locale: 'en',
    results: [{ article: 'cards/lost' }],
  })
  expect(body.total).toBeGreaterThanOrEqual(body.results.length)
  expect(Object.keys(body.results[0] ?? {}).sort()).toEqual([
    'article',
    'because',
    'category',
    'excerpt',
    'language',
    'marked',
    'segments',
    'title',
    'url',
  ])
})

test.each([
  ['', 422],
  ['?q=', 422],
  ['?q=%20', 422],
  [`?q=${'x'.repeat(500)}`, 200],
  [`?q=${'x'.repeat(501)}`, 422],
  ['?q=card&limit=0', 422],
  ['?q=card&limit=51', 422],
  ['?q=card&limit=50', 200],
  ['?q=card&limit=1.5', 422],
  ['?q=card&limit=-1', 422],
  ['?q=card&limit=', 422],
  ['?q=card&limit=ten', 422],
  ['?q=card&locale=xx', 404],
  ['?q=card&locale=', 404],
  ['?q=%00', 400],
  ['?q=card%00', 400],
  ['?q=%02', 422],
  ['?q=gift%02card', 200],
  ['?q=%ED%A0%80', 200],
  ['?q=%FF', 200],
  ['?q=%3Cscript%3E', 200],
  [`?q=${'x'.repeat(10_000)}`, 414],
])('search %.30s is %i', async (query, status) => {
  const answer = await api.ask(`/api/search${query}`)
  expect(answer.status).toBe(status)
  if (status >= 400) expect(await answer.json()).toMatchObject({ status, hint: expect.any(String) })
})

test('all that was found can be reached, whole or by shelf', async () => {
  type Answer = {
    total: number
    results: { article: string }[]
    shelves: { category: string; total: number }[]
  }
  const ask = async (more = '') =>
    (await (await api.ask(`/api/search?q=card&locale=en${more}`)).json()) as Answer
  const whole = await ask('&limit=50')
  const pages = [await ask('&limit=1'), await ask('&limit=1&offset=1')]
  expect(pages.flatMap(({ results }) => results)).toEqual(whole.results.slice(0, 2))
  const [shelf] = whole.shelves
  const one = await ask(`&category=${shelf!.category}`)
  expect(one.total).toBe(shelf!.total)
  expect(one.results.every(({ article }) => article.startsWith(`${shelf!.category}/`))).toBe(true)
  expect(whole.shelves.reduce((sum, { total }) => sum + total, 0)).toBe(whole.total)
})

test('a question for a person, or with an unknown word, says so', async () => {
  const ask = async (q: string) => (await api.ask(`/api/search?q=${q}&locale=en`)).json()
  expect(await ask('speak+to+a+human')).toMatchObject({ person: true })
  expect(await ask('stolne+card')).toMatchObject({ meant: 'stolen card', person: false })
  expect(await ask('identifier')).toMatchObject({ total: 0, nearest: ['identity'] })
})

test('what was looked for is recorded, redacted, unless it is still being typed', async () => {
  await api.ask('/api/search?q=write+to+anna@example.com&locale=en')
  await api.ask('/api/search?q=half+a+que&locale=en&typing=1')
  await expect
    .poll(async () => (await api.searches()).map((row) => row.query))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^write to (?!anna@)/)]))
  const all = await api.searches()
  expect(all.some((row) => row.query.includes('half'))).toBe(false)
})

test('with GPC a search is nobody’s', async () => {
  const cookie = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
  await api.ask('/api/search?q=gpc+question&locale=en', { cookie, headers: { 'Sec-GPC': '1' } })
  await expect
    .poll(async () => (await api.searches()).find((row) => row.query.includes('gpc')))
    .toMatchObject({ visitor: null })
})

const vote = (json: unknown, cookie?: string) => api.ask('/api/votes', { method: 'POST', json, cookie })
const good = { article: 'cards/freeze', locale: 'en', helpful: true }

test('a vote is new once, then the same or changed', async () => {
  const first = await vote(good)
  expect(first.status).toBe(201)
  const cookie = cookieOf(first)
  expect((await vote(good, cookie)).status).toBe(200)
  expect(
    (await vote({ ...good, helpful: false, comment: 'Call me on +44 20 7946 0958' }, cookie)).status,
  ).toBe(200)
  expect((await vote({ ...good, helpful: false }, cookie)).status).toBe(200)
  const rows = await api.context.app.db.select().from(votes)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ helpful: false, comment: expect.not.stringContaining('7946') })
})

test('a thousand posts of one visitor are one vote', async () => {
  const cookie = cookieOf(await vote({ ...good, article: 'cards/lost' }))
  const before = (await api.context.app.db.select().from(votes)).length
  for (let round = 0; round < 4; round++)
    await Promise.all(Array.from({ length: 250 }, () => vote({ ...good, article: 'cards/lost' }, cookie)))
  expect((await api.context.app.db.select().from(votes)).length).toBe(before)
}, 30_000)

test.each([
  [{ ...good, article: 'cards/none' }, 404],
  [{ ...good, article: '../../etc' }, 404],
  [{ ...good, locale: 'xx' }, 404],
  [{ ...good, locale: 'tr' }, 201],
  [{ ...good, helpful: 'yes' }, 422],
  [{ ...good, helpful: null }, 422],
  [{ ...good, comment: 7 }, 422],
  [{ ...good, comment: 'x'.repeat(1001) }, 422],
  [{ ...good, stars: 5 }, 422],
  [{ article: 'cards/freeze' }, 422],
  [[], 422],
  ['text', 422],
  [null, 422],
])('%j is %i', async (body, status) => {
  expect((await vote(body)).status).toBe(status)
})

test('a form votes and goes back with thanks', async () => {
  const form = {
    article: 'cards/freeze',
    locale: 'en',
    helpful: 'yes',
    comment: '',
    return: '/en/cards/freeze/#helpful',
  }
  const answer = await api.ask('/api/votes', { method: 'POST', form })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/cards/freeze/?voted=1#helpful'])
})

test('what a reader voted on is named by its title, with the way to it', async () => {
  const cookie = cookieOf(await vote(good))
  const { articles } = await (await api.ask('/api/about-you?locale=en', { cookie })).json()
  const { title } = api.context
    .library()
    .articles.find(({ id, locale }) => id === good.article && locale === 'en')!
  expect(articles).toEqual({ 'cards/freeze': { title, url: '/en/cards/freeze/' } })
})

test.each([{ 'Sec-GPC': '1' }, { DNT: '1' }])(
  'with %o a vote leaves nothing about its reader',
  async (headers) => {
    const article = api.context.library().articles[0]!.id
    const json = { article, locale: 'en', helpful: true }
    const known = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
    for (const cookie of [undefined, known]) {
      const answer = await api.ask('/api/votes', { method: 'POST', json, cookie, headers })
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([201, null])
    }
    const about = await (await api.ask('/api/about-you', { cookie: known })).json()
    expect(about).toMatchObject({ votes: [], read: [] })
  },
)

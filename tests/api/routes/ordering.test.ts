import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const json = async (answer: Response) => (await answer.json()) as Record<string, never> & { matches: never[] }
const choose = (segment: string | null, cookie?: string) =>
  api.ask('/api/choice', { method: 'PUT', json: { segment }, cookie })

test('an unknown visitor gets the editors’ order, and no cookie', async () => {
  const answer = await api.ask('/api/ordering?locale=en')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(await answer.json()).toEqual({
    matches: [],
    categories: ['start', 'cards', 'trips'],
    suggestions: [],
    channels: [
      { id: 'chat', label: 'Chat', open: true, opens: null, opensText: '', because: null },
      {
        id: 'phone',
        label: 'Phone',
        open: true,
        opens: null,
        opensText: '',
        because: 'For Traveller customers',
      },
    ],
    heldOut: false,
  })
})

test('an unknown locale is a 404 problem', async () => {
  const answer = await api.ask('/api/ordering?locale=xx')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({
    type: 'urn:kindred:problem:unknown-locale',
    hint: expect.any(String),
  })
})

test('a choice moves its shelves up and is remembered by cookie', async () => {
  const answer = await choose('traveller')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-visitor=[\w-]{43}; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax$/,
  )
  const body = await answer.json()
  expect(body).toMatchObject({
    matches: [{ segment: 'traveller', label: 'Traveller', because: [{ trait: 'choice', source: 'choice' }] }],
    categories: ['trips', 'cards', 'start'],
    suggestions: [
      {
        article: 'trips/abroad',
        url: '/en/trips/abroad/',
        because: { segment: 'traveller', text: 'Traveller: first on our writers’ list' },
      },
      { article: 'cards/freeze' },
      { article: 'trips/rates' },
    ],
    channels: [{ id: 'phone', because: 'Because calls are free abroad' }, { id: 'chat' }],
  })
  const again = await api.ask('/api/ordering?locale=en', { cookie: cookieOf(answer) })
  expect(await again.json()).toEqual(body)
})

test('reasons and titles come in the reader’s language', async () => {
  const cookie = cookieOf(await choose('traveller'))
  const body = await json(await api.ask('/api/ordering?locale=tr', { cookie }))
  expect(body).toMatchObject({
    matches: [{ label: 'Gezgin' }],
    suggestions: [
      { title: 'Kartı dondurma', because: { text: 'Gezgin: yazarlarımızın listesinde 2. sırada' } },
      {},
      {},
    ],
  })
})

test('null is the usual order, DELETE takes the choice back', async () => {
  const cookie = cookieOf(await choose('traveller'))
  expect(await json(await choose(null, cookie))).toMatchObject({
    matches: [],
    categories: ['start', 'cards', 'trips'],
  })
  expect((await api.ask('/api/choice', { method: 'DELETE', cookie })).status).toBe(204)
  expect((await api.ask('/api/choice', { method: 'DELETE' })).status).toBe(204)
})

test('an unknown segment is a 422 that names the nearest', async () => {
  const answer = await choose('travelers')
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({
    type: 'urn:kindred:problem:unknown-segment',
    hint: expect.stringContaining('"traveller"'),
  })
})

test.each([
  ['no JSON', { headers: { 'Content-Type': 'application/json' } }, 400],
  ['a number', { json: { segment: 5 } }, 422],
  ['an unknown field', { json: { segment: null, x: 1 } }, 422],
  ['no field', { json: {} }, 422],
  ['an array', { json: [] }, 422],
])('a choice with %s is refused', async (_, init, status) => {
  expect((await api.ask('/api/choice', { method: 'PUT', ...init })).status).toBe(status)
})

test('a form chooses, forgets and goes back where it came from', async () => {
  const form = (fields: Record<string, string>, cookie?: string) =>
    api.ask('/api/choice', { method: 'POST', form: fields, cookie })
  const chosen = await form({ segment: 'traveller', return: '/en/?x=1#shelves' })
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/en/?x=1#shelves'])
  const cookie = cookieOf(chosen)
  expect(await json(await api.ask('/api/ordering', { cookie }))).toMatchObject({
    matches: [{ segment: 'traveller' }],
  })
  await form({ segment: '', return: '/en/' }, cookie)
  expect((await json(await api.ask('/api/ordering', { cookie }))).matches).toEqual([])
  expect((await form({ forget: '1', return: '/en/' }, cookie)).status).toBe(303)
  expect(await json(await api.ask('/api/about-you', { cookie }))).toMatchObject({
    chosen: false,
    known: true,
  })
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'http:evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/%09/evil.example',
  '/%2f%2fevil.example/..//',
  '/%5cevil.example',
  '%2f%2fevil.example',
  '/%252f%252fevil.example',
  '///evil.example',
  '/./\\evil.example',
  'evil.example',
  '/x/..//evil.example',
  '/\u0001',
  '/%',
])('a form never leads away from the site: %j', async (back) => {
  const answer = await api.ask('/api/choice', {
    method: 'POST',
    form: { segment: 'traveller', return: back },
  })
  const to = new URL(answer.headers.get('location') ?? '', api.context.environment.origin)
  expect([answer.status, to.origin]).toEqual([303, api.context.environment.origin])
  expect(to.pathname.startsWith('//')).toBe(false)
})

test('a link chooses a segment for one request and keeps nothing', async () => {
  const answer = await api.ask('/api/ordering?for=traveller')
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(await answer.json()).toMatchObject({
    matches: [{ segment: 'traveller', because: [{ source: 'link' }] }],
  })
  expect((await json(await api.ask('/api/ordering?for=nobody'))).matches).toEqual([])
})

test('two visitor cookies are nobody', async () => {
  const cookie = cookieOf(await choose('traveller'))
  expect((await json(await api.ask('/api/ordering', { cookie: `${cookie}; ${cookie}` }))).matches).toEqual([])
})

test('about-you tells what is believed, and erases it', async () => {
  const cookie = cookieOf(await choose('traveller'))
  expect(await json(await api.ask('/api/about-you?locale=en', { cookie }))).toMatchObject({
    known: true,
    choice: 'traveller',
    matches: [{ segment: 'traveller' }],
  })
  const gone = await api.ask('/api/about-you', { method: 'DELETE', cookie })
  expect([gone.status, gone.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
  expect(await json(await api.ask('/api/about-you', { cookie }))).toMatchObject({ known: false, matches: [] })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { votes } from '#api/storage/app-schema.ts'
import { signals } from '#api/storage/staff-schema.ts'
import { readable } from '#api/web/input.ts'
import { password, staffHouse } from '#tests/api/routes/staff/staff-house.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const nul = 'card\u0000lost'
const vote = { article: 'cards/freeze', locale: 'en', helpful: false }

test.each<[string, () => Promise<Response>]>([
  ['a search', () => api.ask(`/api/search?q=${encodeURIComponent(nul)}`)],
  ['a language', () => api.ask('/api/search?q=card&locale=e%00n')],
  ['a vote', () => api.ask('/api/votes', { method: 'POST', json: { ...vote, comment: nul } })],
  [
    'a vote by form',
    () =>
      api.ask('/api/votes', {
        method: 'POST',
        form: { article: vote.article, locale: 'en', helpful: 'no', comment: nul },
      }),
  ],
  ['a choice', () => api.ask('/api/choice', { method: 'PUT', json: { segment: nul } })],
  ['a token', () => api.ask('/api/identity', { method: 'POST', json: { token: nul } })],
  [
    'a sign-in',
    () => api.ask('/api/staff/sign-in', { method: 'POST', json: { email: 'a@b.example', password: nul } }),
  ],
])('NUL in %s is refused in a sentence that says where', async (_, ask) => {
  const answer = await ask()
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    type: 'urn:kindred:problem:unreadable-text',
    detail: expect.stringMatching(
      /^"\w+" has the control character NUL \(U\+0000\) after \d+ characters?\.$/,
    ),
    hint: expect.stringContaining('Take the control character out'),
  })
})

test('NUL is refused at the desk: a look-up, a text, a flag', async () => {
  const { store, ask, signedIn } = await staffHouse()
  const agent = await signedIn('agent')
  for (const [path, body] of [
    ['/customers/lookup', { email: 'elif\u0000@example.com' }],
    ['/articles', { text: nul }],
    ['/signals', { kind: 'nothing-fits', text: nul }],
  ] as const) {
    const answer = await ask('POST', path, body, agent)
    expect([path, answer.status]).toEqual([path, 400])
  }
  expect(await store.db.select().from(signals)).toEqual([])
})

test('what is copied out of a PDF is stored without its control characters', async () => {
  await api.ask(`/api/search?q=${encodeURIComponent('stolen\u0002 pass\u0085port')}`)
  await expect
    .poll(async () => (await api.searches()).map(({ query }) => query))
    .toContain('stolen  pass port')
  const cookie = cookieOf(
    await api.ask('/api/votes', { method: 'POST', json: { ...vote, comment: 'still\u0007\nlocked\ud800' } }),
  )
  expect(cookie).toBeDefined()
  expect((await api.context.app.db.select().from(votes)).map(({ comment }) => comment)).toContain(
    'still \nlocked\ufffd',
  )
})

test('a page of results is shown whatever stands in its address', async () => {
  expect((await api.ask('/en/search/?q=card%00lost')).status).toBe(200)
})

test('a password is taken as it was typed, tabs and all', () => {
  expect(readable(`${password}\t\r\n`)).toBe(`${password}\t\r\n`)
})

test('the company’s own name is nobody’s in what visitors and agents write', async () => {
  await api.ask('/api/search?q=Hello+Tiny,+where+is+my+card')
  await expect
    .poll(async () => (await api.searches()).map(({ query }) => query))
    .toContain('Hello Tiny, where is my card')
  await api.ask('/api/votes', { method: 'POST', json: { ...vote, comment: 'Hi Tiny, it is still locked' } })
  expect((await api.context.app.db.select().from(votes)).map(({ comment }) => comment)).toContain(
    'Hi Tiny, it is still locked',
  )
  const { store, ask, signedIn } = await staffHouse()
  const text = 'Hello Shop, my parcel is late. Regards, Zofia Nowak'
  await ask('POST', '/signals', { kind: 'nothing-fits', text }, await signedIn('agent'))
  const [signal] = await store.db.select().from(signals)
  expect(signal?.text).toBe('Hello Shop, my parcel is late. Regards, [name]')
})

test.each([
  ['lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
])('%s nested 10,000 deep are refused in words, whatever route they are sent to', async (_, nested) => {
  for (const path of ['/api/votes', '/api/search/steps', '/api/choice']) {
    const answer = await api.app.request(`http://127.0.0.1:4321${path}`, {
      method: path === '/api/choice' ? 'PUT' : 'POST',
      body: `{"comment":${nested}}`,
      headers: { Origin: 'http://127.0.0.1:4321', 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('nested more than')
  }
})

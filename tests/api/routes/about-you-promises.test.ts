/**
 * Every sentence of the page "Why you see what you see" that says what we do or do not do. A sentence that is added to
 * the page without a row here fails the last test.
 */
import { afterAll, beforeEach, expect, test } from 'vitest'
import { visitors, votes } from '#api/storage/app-schema.ts'
import { fillCustomers } from '#api/storage/customers.ts'
import { forgetOld, remembered } from '#api/storage/visitors.ts'
import { wordsIn } from '#content/strings/index.ts'
import { cookieOf, noon, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeEach(async () => {
  await api?.close()
  api = await testApi()
})
afterAll(() => api.close())

const kept = new Set<string>()
/** A promise by its key in the words, or by its first words where it is one of a list. */
function promise(key: string, title: string, check: () => Promise<void>): void {
  kept.add(key)
  test(`“${key}”: ${title}`, check)
}

interface Ordering {
  matches: { segment: string }[]
  suggestions: { article: string }[]
  categories: string[]
  heldOut: boolean
}
const ordering = async (query = '', cookie?: string, headers = {}): Promise<Ordering> =>
  (await (await api.ask(`/api/ordering?locale=en${query}`, { cookie, headers })).json()) as Ordering
const segments = async (query?: string, cookie?: string) =>
  (await ordering(query, cookie)).matches.map(({ segment }) => segment)
const choose = async (segment: string | null, cookie?: string) =>
  cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment }, cookie }))
const signIn = async (traits: Record<string, unknown>, cookie?: string, sub = 'm-1') =>
  cookieOf(
    await api.ask('/api/identity', {
      method: 'POST',
      json: { token: await api.token({ sub, traits }) },
      cookie,
    }),
  )
const about = async (cookie?: string, headers = {}) =>
  (await (await api.ask('/api/about-you', { cookie, headers })).json()) as Record<string, unknown>
const vote = (article: string, cookie?: string, headers = {}) =>
  api.ask('/api/votes', { method: 'POST', json: { article, locale: 'en', helpful: true }, cookie, headers })

promise('lead', 'the same shelves for every reader, in another order', async () => {
  const usual = (await ordering()).categories
  const mine = (await ordering('', await choose('traveller'))).categories
  expect(mine).not.toEqual(usual)
  expect([...mine].sort()).toEqual([...usual].sort())
})

promise(
  'how',
  'the choice wins over the token, the token over the account, the account over the link',
  async () => {
    const rows = [{ email: 'a@example.com', external_id: 'm-1', locale: 'en', traits: { trips: 0 } }]
    await fillCustomers(api.context.app, { rows, secret: api.context.secret, by: 'test' })
    const account = await signIn({})
    expect((await about(account))['traits']).toMatchObject([{ trait: 'trips', is: 0, source: 'account' }])
    const token = await signIn({ trips: 5 }, account)
    expect(await segments('', token)).toEqual(['traveller'])
    expect(await segments('&for=newcomer', await choose('traveller', token))).toEqual(['traveller'])
  },
)

promise(
  'What you tell us',
  '“usual order” is one of the choices and stands above everything else',
  async () => {
    const cookie = await choose(null, await signIn({ trips: 5 }))
    expect(await ordering('&for=traveller', cookie)).toMatchObject({
      matches: [],
      categories: ['start', 'cards', 'trips'],
    })
  },
)

promise('What our app tells us', 'signed facts count', async () => {
  expect((await about(await signIn({ trips: 5 })))['traits']).toMatchObject([
    { source: 'token', signed: true },
  ])
})

promise('What your account says', 'account facts count only for who came from the app', async () => {
  const rows = [{ email: 'a@example.com', external_id: 'm-1', locale: 'en', traits: { trips: 5 } }]
  await fillCustomers(api.context.app, { rows, secret: api.context.secret, by: 'test' })
  expect(await segments('', await choose(null).then(() => undefined))).toEqual([])
  expect(await segments('', await signIn({}))).toEqual(['traveller'])
})

promise(
  'The link you followed',
  'it counts until the browser is closed or something else is chosen, and is no name',
  async () => {
    expect(await segments('&for=traveller')).toEqual(['traveller'])
    const answer = await api.ask('/en/?for=traveller')
    const kept = answer.headers.get('set-cookie') ?? ''
    expect(kept).toBe('__Host-for=traveller; Path=/; Secure; HttpOnly; SameSite=Lax')
    const cookie = '__Host-for=traveller'
    expect(await segments('', cookie)).toEqual(['traveller'])
    expect(await segments('&for=newcomer', cookie)).toEqual(['newcomer'])
    expect(await segments('', `${cookie}; ${await choose(null, cookie)}`)).toEqual([])
    const forgotten = await api.ask('/api/choice', { method: 'DELETE', cookie })
    expect(forgotten.headers.get('set-cookie')).toContain('__Host-for=; ')
    expect((await api.ask('/en/?for=nobody')).headers.get('set-cookie')).toBeNull()
    expect(
      (await api.ask('/en/?for=traveller', { headers: { DNT: '1' } })).headers.get('set-cookie'),
    ).toBeNull()
  },
)

promise(
  'What you read here',
  'an article with a vote is not suggested again; with GPC or DNT nothing is kept',
  async () => {
    const cookie = await choose('traveller')
    const [first] = (await ordering('', cookie)).suggestions
    await vote(first!.article, cookie)
    expect((await ordering('', cookie)).suggestions.map(({ article }) => article).at(0)).not.toBe(
      first!.article,
    )
    expect((await about(cookie))['read']).toEqual([first!.article])
    for (const header of [{ 'Sec-GPC': '1' }, { DNT: '1' }]) {
      const answer = await vote(first!.article, undefined, header)
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([201, null])
    }
    expect(await api.context.app.db.select().from(visitors)).toHaveLength(1)
  },
)

promise('Your browser’s request', 'language and country count and are not stored', async () => {
  const headers = { 'Accept-Language': 'tr', 'CF-IPCountry': 'PL' }
  expect((await about(undefined, headers))['traits']).toMatchObject([
    { trait: 'country', is: 'PL', source: 'request' },
    { trait: 'language', is: 'tr', source: 'request' },
  ])
  const cookie = cookieOf(
    await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' }, headers }),
  )
  await vote('cards/freeze', cookie, headers)
  expect(JSON.stringify(await api.context.app.db.select().from(visitors))).not.toMatch(/"PL"|"tr"/)
})

promise('what', 'three suggestions at most', async () => {
  for (const segment of ['traveller', 'newcomer'])
    expect((await ordering(`&for=${segment}`)).suggestions.length).toBeLessThanOrEqual(3)
})

promise('nothing', 'reading leaves no cookie, and the usual order', async () => {
  for (const path of ['/en/', '/api/ordering', '/api/search?q=card&locale=en', '/api/about-you'])
    expect((await api.ask(path)).headers.get('set-cookie')).toBeNull()
  expect(await about()).toMatchObject({ known: false, matches: [] })
})

promise('optedOut', 'a search of somebody who opted out is nobody’s', async () => {
  const cookie = await signIn({})
  await api.ask('/api/search?q=my+secret+words&locale=en', { cookie, headers: { 'Sec-GPC': '1' } })
  await expect.poll(async () => (await api.searches()).length).toBe(1)
  expect(await api.searches()).toMatchObject([{ visitor: null }])
  expect(await about(cookie, { 'Sec-GPC': '1' })).toMatchObject({ optedOut: true, searches: [] })
})

promise('heldOut', 'a reader who is held out sees the usual order, and is told', async () => {
  const all = await testApi(undefined, { KINDRED_HOLDOUT: '1' })
  const token = await all.token({ traits: { trips: 5 } })
  const cookie = cookieOf(await all.ask('/api/identity', { method: 'POST', json: { token } }))
  const answer = (await (await all.ask('/api/ordering?locale=en', { cookie })).json()) as Ordering
  expect(answer).toMatchObject({ heldOut: true, suggestions: [], categories: ['start', 'cards', 'trips'] })
  expect(await (await all.ask('/api/about-you', { cookie })).json()).toMatchObject({ heldOut: true })
  await all.close()
})

test('without script a form erases, and comes back to where it says so', async () => {
  const cookie = await choose('traveller')
  const form = { erase: '1', return: '/en/about-you/#erased' }
  const answer = await api.ask('/api/about-you', { method: 'POST', form, cookie })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/about-you/#erased'])
  expect(await about(cookie)).toMatchObject({ known: false })
  const foreign = await api.ask('/api/about-you', {
    method: 'POST',
    form,
    headers: { Origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
})

promise('erased', 'nothing about the reader is left, and the order is the usual one', async () => {
  const cookie = await signIn({ trips: 5 })
  await vote('cards/freeze', cookie)
  await api.ask('/api/search?q=lost+card&locale=en', { cookie })
  // At once: a search that is not written yet must not come after the erasure.
  expect((await api.ask('/api/about-you', { method: 'DELETE', cookie })).status).toBe(204)
  expect(await api.searches()).toMatchObject([{ visitor: null }])
  expect(await about(cookie)).toMatchObject({
    known: false,
    customer: null,
    votes: [],
    searches: [],
    read: [],
  })
  expect(await segments('', cookie)).toEqual([])
})

promise(
  'keptNote',
  'what is kept goes 30 days after the last visit; its votes and searches are nobody’s',
  async () => {
    const { app } = api.context
    const cookie = await signIn({ trips: 5 })
    await vote('cards/freeze', cookie)
    await api.ask('/api/search?q=lost+card&locale=en', { cookie })
    await expect.poll(async () => (await about(cookie))['searches']).toHaveLength(1)
    const [{ id } = { id: '' }] = await app.db.select().from(visitors)
    expect(remembered).toBe(30 * 86_400_000)
    await app.write(forgetOld(app, noon.getTime() + remembered + 1))
    expect(await app.db.select().from(visitors)).toEqual([])
    expect((await app.db.select().from(votes)).map(({ visitor }) => visitor)).not.toContain(id)
    expect(await api.searches()).toMatchObject([{ visitor: null }])
  },
)

/** Labels, headings and words for what the page shows; none says what we do. */
const labels =
  /^(title|howTitle|sources|whatTitle|changeTitle|change|usual|use|forget|knowTitle|needsScript|asking|away|chosen|chosenUsual|customer|factsTitle|source|matchesTitle|votesTitle|yes|partly|no|searchesTitle|messagesTitle|readTitle|download|file|erase|notErased|missing|identify)$/

test('no sentence of the page is without its test', () => {
  const words = wordsIn('en').about
  const untested = [
    ...Object.keys(words).filter((key) => !labels.test(key)),
    ...Object.values(words.sources).map(({ name }) => name),
  ]
  expect(untested.filter((key) => !kept.has(key))).toEqual([])
})

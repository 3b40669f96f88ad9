import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searches } from '#api/storage/app-schema.ts'
import { reasonsToMatch } from '#content/model/condition.ts'
import { countedTraits } from '#content/model/counted-trait.ts'
import { segmentSchema } from '#content/model/segment.ts'
import { cookieOf, noon, type TestApi, testApi } from '#tests/support/api.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const segment = (id: string, who: Record<string, unknown>) => ({
  id,
  ...segmentSchema.parse({ label: id, who, suggest: ['start/verify'] }),
})
const library = {
  ...tinyLibrary(),
  segments: [
    segment('searcher', { searches_30d: { $gte: 2 } }),
    segment('card-reader', { 'views_30d.cards': { $gte: 1 } }),
    segment('newcomer', { searches_30d: { $lt: 1 } }),
  ],
}

let api: TestApi
beforeAll(async () => {
  api = await testApi(library)
})
afterAll(() => api.close())

/** A visitor whom a vote on an article of another shelf made known. */
async function known(): Promise<string> {
  const json = { article: 'start/join', locale: 'en', helpful: true }
  return cookieOf(await api.ask('/api/votes', { method: 'POST', json })) ?? ''
}
const search = async (cookie: string, headers = {}) =>
  (await (await api.ask('/api/search?q=card&locale=en', { cookie, headers })).json()) as { key: string }
const matches = async (cookie?: string, headers = {}) => {
  await api.context.app.settle()
  const answer = await (await api.ask('/api/about-you?locale=en', { cookie, headers })).json()
  return (answer as { matches: { segment: string; because: { text: string }[] }[] }).matches
}
const segments = async (...asked: Parameters<typeof matches>) =>
  (await matches(...asked)).map((match) => match.segment)

describe('what a visitor did in 30 days', () => {
  it('counts searches and opened articles in conditions, and says so in words', async () => {
    const cookie = await known()
    expect(await segments(cookie)).toEqual(['newcomer'])
    await search(cookie)
    const { key } = await search(cookie)
    expect(await segments(cookie)).toEqual(['searcher'])
    const json = { step: 'opened', search: key, article: 'cards/freeze', rank: 1 }
    await api.context.app.settle()
    expect((await api.ask('/api/search/steps', { method: 'POST', json })).status).toBe(204)
    const found = await matches(cookie)
    expect(found.map((match) => match.segment).toSorted()).toEqual(['card-reader', 'searcher'])
    expect(found.flatMap(({ because }) => because.map(({ text }) => text)).toSorted()).toEqual([
      'articles of “Cards” opened in the last 30 days: 1',
      'searches here in the last 30 days: 2',
    ])
  })

  it('is not known of anybody who sends GPC or DNT, nor of strangers', async () => {
    const cookie = await known()
    await search(cookie)
    await search(cookie)
    expect(await segments(cookie)).toEqual(['searcher'])
    for (const name of ['Sec-GPC', 'DNT']) {
      expect(await segments(cookie, { [name]: '1' })).toEqual([])
      await search(cookie, { [name]: '1' })
    }
    expect(await segments()).toEqual([])
    // What they searched with the signal on is nobody's for good.
    const mine = (await api.context.app.db.select().from(searches)).filter(({ visitor }) => visitor === null)
    expect(mine.length).toBeGreaterThanOrEqual(2)
  })

  it('is over after 30 days', async () => {
    const cookie = await known()
    const { context } = api
    await search(cookie)
    await search(cookie)
    await context.app.settle()
    const later = new Date(noon.getTime() + 29 * 86_400_000)
    const real = context.now
    try {
      Object.assign(context, { now: () => later })
      expect(await segments(cookie)).toEqual(['searcher'])
      Object.assign(context, { now: () => new Date(noon.getTime() + 30 * 86_400_000 + 1) })
      // The visitor came by a day ago, so they are known still.
      expect(await segments(cookie)).toEqual(['newcomer'])
    } finally {
      Object.assign(context, { now: real })
    }
  })

  it('is built in: one trait for searches and one a shelf, in the languages of the site', () => {
    const traits = countedTraits(library)
    expect(traits.map(({ id }) => id)).toEqual([
      ...['searches_30d', 'views_30d.start', 'views_30d.cards', 'views_30d.trips'],
    ])
    expect(traits[2]?.text).toMatchObject({ tr: 'son 30 günde açtığınız “Kartlar” makaleleri: {value}' })
  })

  it('equals no value where it is not known, whatever the number and the operator', () => {
    const trait = fc.constantFrom(...countedTraits(library).map(({ id }) => id))
    const operator = fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte')
    fc.assert(
      fc.property(trait, operator, fc.integer({ min: -1, max: 50 }), (id, name, value) => {
        expect(reasonsToMatch({ [id]: { [name]: value } }, new Map())).toBeUndefined()
        // Its negation holds and gives no reason, and without a reason nobody is in a segment.
        expect(reasonsToMatch({ $not: { [id]: { [name]: value } } }, new Map())).toEqual([])
        expect(reasonsToMatch({ [id]: { $ne: value } }, new Map())).toEqual([])
      }),
    )
  })
})

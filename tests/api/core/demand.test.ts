import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLibrary } from '#content/library/open-library.ts'
import { demandFor } from '#core/demand.ts'
import { type Asks, evidenceOf, noEvidence } from '#core/evidence.ts'
import { orderFor, viewFor } from '#core/ordering.ts'
import type { Visitor } from '#core/visitor.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const library = openLibrary(tinyLibrary())
const now = new Date('2026-11-23T12:00:00Z')
const asks = (segment: string, article: string, customers: number, more: Partial<Asks> = {}): Asks => ({
  ...{ segment, locale: 'en', article, customers, of: 400, usual: 0.05 },
  ...more,
})
const view = (rows: readonly Asks[], visitor: Partial<Visitor> = { choice: 'traveller' }, locale = 'en') =>
  viewFor({ library, visitor: { facts: {}, ...visitor }, locale, now, evidence: evidenceOf(rows) })
const suggested = (...args: Parameters<typeof view>) =>
  view(...args).ordering.suggestions.map(({ article }) => article)

describe('what a segment asks', () => {
  const lost = [asks('traveller', 'cards/lost', 80), asks('traveller', 'trips/abroad', 20)]

  test('outweighs the editors’ list once many have asked', () => {
    expect(suggested([])).toEqual(['trips/abroad', 'cards/freeze', 'trips/rates'])
    expect(suggested(lost)[0]).toBe('cards/lost')
  })
  test('weighs little while few have written', () => {
    const few = lost.map((row) => ({ ...row, customers: row.customers / 10, of: 10 }))
    expect(suggested(few)[0]).toBe('trips/abroad')
  })
  test('is told as a fact of its own for every link', () => {
    const [first, second] = view(lost).ordering.suggestions
    expect(first?.because.text).toBe('Traveller ask this three times as often')
    expect(second?.because.text).toBe('Traveller ask this second most')
  })
  test('counts in another language too, but less than what is asked there', () => {
    const turkish = asks('traveller', 'trips/rates', 80, { locale: 'tr' })
    expect(suggested([...lost, turkish], undefined, 'en')[0]).toBe('cards/lost')
    expect(suggested([...lost, turkish], undefined, 'tr')).toContain('trips/rates')
  })
  test('of fewer than five customers says and moves nothing that one to four would not', () => {
    const of = (customers: number) => view([...lost, asks('traveller', 'trips/rates', customers)])
    expect(of(4).lifted).toEqual(of(1).lifted)
    expect(of(4).ordering.suggestions).toEqual(of(1).ordering.suggestions)
    expect(of(4).lifted.find(({ article }) => article === 'trips/rates')?.because ?? '').not.toMatch(/ask/)
  })
  test('says nothing where segments differ by no more than chance', () => {
    const articles = ['cards/lost', 'cards/freeze', 'trips/rates', 'start/verify']
    const alike = ['traveller', 'newcomer'].flatMap((segment, at) =>
      articles.map((article, place) => asks(segment, article, 20 + ((at + place) % 2 === 0 ? 3 : -3))),
    )
    const { share, usual, counted } = demandFor({
      ...{ library, evidence: evidenceOf(alike), locale: 'en' },
      segments: library.segments.filter(({ id }) => id === 'traveller'),
    })
    expect(counted('traveller', 'cards/lost')?.times).toBe(1)
    expect(share('cards/lost')).toBeCloseTo(usual('cards/lost'), 10)
  })
  test('outweighs a list that says nothing of what is asked: its articles are asked as usual by many', () => {
    const articles = ['trips/abroad', 'cards/freeze', 'trips/rates', 'cards/lost', 'start/verify']
    const rows = ['traveller', 'newcomer'].flatMap((segment) =>
      articles.map((article) => asks(segment, article, 100, { of: 2000 })),
    )
    const { share, usual } = demandFor({
      ...{ library, evidence: evidenceOf(rows), locale: 'en' },
      segments: library.segments.filter(({ id }) => id === 'traveller'),
    })
    for (const article of articles) expect(share(article) / usual(article)).toBeLessThan(1.05)
  })
  test('is believed as much as segments differ: beta-binomial counts give back the strength they were drawn with', () => {
    // Two shares of 5 % that lie one standard deviation, sqrt(p (1 − p) / (M + 1)), to either side: M = 100.
    const [n, p, strength] = [10_000, 0.05, 100]
    const away = Math.sqrt((p * (1 - p)) / (strength + 1) + (p * (1 - p)) / n) * n
    const rows = ['traveller', 'newcomer'].flatMap((segment, at) => [
      asks(segment, 'cards/lost', n * p + (at === 0 ? away : -away), { of: n }),
      asks(segment, 'start/verify', n * p + (at === 0 ? -away : away), { of: n }),
    ])
    const { counted } = demandFor({
      ...{ library, evidence: evidenceOf(rows), locale: 'en' },
      segments: library.segments.filter(({ id }) => id === 'traveller'),
    })
    const expected = (n * p + away + strength * p) / (n + strength) / p
    expect(counted('traveller', 'cards/lost')?.times).toBeCloseTo(expected, 2)
  })
  test('moves the shelf that holds it', () => {
    const cards = lost.map((row) => ({ ...row, article: 'cards/lost', customers: 200 }))
    expect(view(cards).ordering.categories[0]).toBe('cards')
  })
})

test('the next step of a stage comes first, and the one after it when it was read', () => {
  const staged = {
    ...library,
    segments: library.segments.map((segment) =>
      segment.id === 'newcomer'
        ? { ...segment, steps: { start: 'Next after joining', articles: ['start/verify', 'cards/freeze'] } }
        : segment,
    ),
  }
  const first = (read: string[]) =>
    orderFor({
      library: openLibrary(staged),
      visitor: { facts: {}, choice: 'newcomer', read },
      locale: 'en',
      now,
    }).suggestions[0]
  expect(first([])).toMatchObject({ article: 'start/verify', because: { text: 'Next after joining' } })
  expect(first(['start/verify'])).toMatchObject({
    article: 'cards/freeze',
    because: { text: 'Next after “Verify your identity”' },
  })
})

test('the next step takes its place by what is asked once many have, and leads its shelf all the same', () => {
  const staged = openLibrary({
    ...library,
    segments: library.segments.map((segment) =>
      segment.id === 'newcomer'
        ? { ...segment, suggest: [], steps: { start: 'Next after joining', articles: ['start/verify'] } }
        : segment,
    ),
  })
  const seen = (of: number) =>
    viewFor({
      ...{ library: staged, visitor: { facts: {}, choice: 'newcomer' }, locale: 'en', now },
      evidence: evidenceOf(
        [
          ['start/verify', 0.01],
          ['cards/lost', 0.1],
          ['cards/freeze', 0.09],
          ['trips/rates', 0.08],
        ].map(([article, usual]) =>
          asks('newcomer', `${article}`, of * Number(usual), { of, usual: Number(usual) }),
        ),
      ),
    })
  const [few, many] = [seen(100), seen(2000)]
  expect(few.ordering.suggestions[0]?.article).toBe('start/verify')
  expect(many.ordering.suggestions.map(({ article }) => article)).toEqual([
    'cards/lost',
    'cards/freeze',
    'trips/rates',
  ])
  expect(many.lifted[0]).toMatchObject({ article: 'start/verify', because: 'Next after joining' })
})

test('translated articles come before others', () => {
  expect(view([], undefined, 'tr').ordering.suggestions.map(({ language }) => language)).toEqual([
    'tr',
    'en',
    'en',
  ])
})

describe('over any evidence', () => {
  const rows = fc.array(
    fc.record({
      segment: fc.constantFrom('traveller', 'newcomer', 'gone'),
      locale: fc.constantFrom('en', 'tr', 'xx'),
      article: fc.constantFrom(...library.articles.map(({ id }) => id), 'no/such'),
      customers: fc.integer({ min: 0, max: 300 }),
      of: fc.integer({ min: 300, max: 900 }),
      usual: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 20 },
  )
  const visitors = fc.constantFrom<Partial<Visitor>>(
    { choice: 'traveller' },
    { facts: { token: { trips: 5, joined: '2026-11-20' } } },
    { facts: { link: { for: 'newcomer' } } },
  )

  test('nothing is hidden, no sentence is said twice, no share is out of range', () => {
    fc.assert(
      fc.property(rows, visitors, fc.constantFrom('en', 'tr'), (evidence, visitor, locale) => {
        const { ordering, lifted } = view(evidence, visitor, locale)
        expect(ordering.categories.toSorted()).toEqual(['cards', 'start', 'trips'])
        const facts = ordering.suggestions.map(({ because }) => because.text)
        expect(new Set(facts).size).toBe(facts.length)
        const said = lifted.map(({ because }) => because).filter(Boolean)
        expect(new Set(said).size).toBe(said.length)
        const demand = demandFor({
          library,
          evidence: evidenceOf(evidence),
          segments: library.segments,
          locale,
        })
        for (const id of demand.open) expect(demand.share(id)).toBeGreaterThan(0)
        expect(ordering.suggestions.map(({ article }) => article)).not.toContain('trips/secret')
      }),
    )
  })
  test('a visitor of whom nothing is known sees the editors’ order', () => {
    fc.assert(
      fc.property(rows, (evidence) => {
        expect(view(evidence, {})).toEqual(
          viewFor({ library, visitor: { facts: {} }, locale: 'en', now, evidence: noEvidence }),
        )
      }),
    )
  })
})

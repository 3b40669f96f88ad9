import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { segmentSchema } from '#content/model/segment.ts'
import { isOpen } from '#core/channels.ts'
import { gapState } from '#core/gaps/state.ts'
import { bucket, heldOut } from '#core/holdout.ts'
import { dayIn, faultOf, identify } from '#core/identify.ts'
import { order } from '#core/order.ts'
import { orderFor } from '#core/ordering.ts'
import type { Visitor } from '#core/visitor.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const ids = fc.uniqueArray(id, { maxLength: 12 })
const value = fc.oneof(fc.integer({ min: -5, max: 100 }), fc.boolean(), fc.constantFrom('a', 'b', 'c'))
const trait = fc.constantFrom('plan', 'trips', 'seats')
const condition = fc.letrec((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    fc.dictionary(trait, value, { minKeys: 1, maxKeys: 2 }),
    fc
      .tuple(trait, fc.constantFrom('$gte', '$lte', '$lt', '$gt', '$ne', '$eq'), value)
      .map(([t, op, v]) => ({ [t]: { [op]: v } })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 2 }).map((all) => ({ $or: all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 2 }).map((all) => ({ $and: all })),
    tie('rule').map((rule) => ({ $not: rule })),
  ),
})).rule as fc.Arbitrary<Record<string, unknown>>

/** Libraries of any shape: segments that name shelves and articles that are not there, ties in priority, no rule at all. */
const library: fc.Arbitrary<Library> = fc
  .record({
    categories: ids,
    segments: fc.uniqueArray(
      fc.record({
        id,
        priority: fc.integer({ min: 0, max: 3 }),
        who: fc.option(condition, { nil: undefined }),
        categories: ids,
        suggest: ids,
        channels: ids,
      }),
      { maxLength: 6, selector: (one) => one.id },
    ),
  })
  .map(({ categories, segments }) => ({
    ...tinyLibrary(),
    categories: categories.map((one) => ({ id: one, label: one, articles: [] })),
    segments: segments.map(({ id: name, ...rest }) => ({
      id: name,
      ...segmentSchema.parse({ label: name, ...rest }),
    })),
  }))
const visitor: fc.Arbitrary<Visitor> = fc.record({
  facts: fc.record(
    { token: fc.dictionary(trait, value), request: fc.dictionary(trait, value) },
    { requiredKeys: [] },
  ),
})
const now = new Date('2026-11-23T12:00:00Z')
const runs = { numRuns: 2000 }

describe('order, over any library and visitor', () => {
  test('hides nothing and shows nothing twice', () => {
    fc.assert(
      fc.property(library, visitor, (lib, who) => {
        const { categories, channels } = orderFor({
          library: openLibrary(lib),
          visitor: who,
          locale: 'en',
          now,
        })
        expect(categories.toSorted()).toEqual(lib.categories.map((one) => one.id).toSorted())
        expect(channels).toHaveLength(lib.channels.length)
      }),
      runs,
    )
  })
  test('gives an unknown visitor exactly the editors’ order', () => {
    fc.assert(
      fc.property(library, (lib) => {
        const { matches, categories, suggestions } = orderFor({
          library: openLibrary(lib),
          visitor: { facts: {} },
          locale: 'en',
          now,
        })
        expect([matches, suggestions]).toEqual([[], []])
        expect(categories).toEqual(lib.categories.map((one) => one.id))
      }),
      runs,
    )
  })
  test('is the same for the same facts, however the segments are listed', () => {
    fc.assert(
      fc.property(library, visitor, (lib, who) => {
        const turned = { ...lib, segments: lib.segments.toReversed() }
        const ask = (one: Library) => orderFor({ library: openLibrary(one), visitor: who, locale: 'en', now })
        expect(ask(turned)).toEqual(ask(lib))
      }),
      runs,
    )
  })
  test('is idempotent and keeps the rest as it was', () => {
    fc.assert(
      fc.property(ids, ids, (all, wanted) => {
        const once = order(all, wanted)
        expect(order(once, wanted)).toEqual(once)
        const rest = (list: string[]) => list.filter((one) => !wanted.includes(one))
        expect(rest(once)).toEqual(rest(all))
      }),
      runs,
    )
  })
  test('has a reason for every match and every suggestion', () => {
    fc.assert(
      fc.property(library, visitor, (lib, who) => {
        const { matches, suggestions } = orderFor({
          library: openLibrary(lib),
          visitor: who,
          locale: 'en',
          now,
        })
        for (const match of matches) expect(match.because.length).toBeGreaterThan(0)
        for (const one of suggestions) expect(one.because.text).not.toBe('')
        expect(suggestions.length).toBeLessThanOrEqual(3)
      }),
      runs,
    )
  })
})

describe('identify', () => {
  const { segments, traits } = tinyLibrary()
  const ask = (who: Visitor) =>
    identify({ segments, traits, visitor: who, locale: 'en', today: '2026-11-23' })

  test('nobody is new only because we do not know when they joined', () => {
    expect(ask({ facts: {} })).toEqual([])
    expect(ask({ facts: { token: { plan: 'free' } } })).toEqual([])
  })
  test('a stronger source wins over a weaker one', () => {
    expect(ask({ facts: { token: { trips: 1 }, account: { trips: 9 } } })).toEqual([])
    expect(ask({ facts: { account: { trips: 9 }, request: { trips: 1 } } })).toMatchObject([
      { segment: 'traveller', because: [{ is: 9, source: 'account' }] },
    ])
  })
  test.each([
    ['$or holds a mapping', { $or: { plan: 'free' } }],
    ['$and holds a mapping', { $and: { plan: 'free' } }],
    ['$not holds a list', { $not: [] }],
    ['an operator does not exist', { plan: { $is: 'free' } }],
    ['a test is no test', { plan: { $elemMatch: null } }],
  ])('a rule in which %s matches nobody, and everyone else is served', (_, who) => {
    const broken = { ...segments[0]!, id: 'broken', who }
    const known = { facts: { token: { plan: 'free', trips: 4 } } }
    const matches = identify({
      segments: [broken, ...segments],
      traits,
      visitor: known,
      locale: 'en',
      today: '2026-11-23',
    })
    expect(matches.map(({ segment }) => segment)).toEqual(['traveller'])
    expect(faultOf(broken)).toMatch(/\w/)
  })
  test('a newcomer is new from the first minute of the day in the site’s zone', () => {
    const late = new Date('2026-11-30T21:30:00Z')
    expect(dayIn('Europe/Istanbul', late)).toBe('2026-12-01')
    expect(dayIn('America/New_York', new Date('2026-11-30T03:00:00Z'))).toBe('2026-11-29')
    const site = { ...tinyLibrary().site, timezone: 'Europe/Istanbul' }
    const visitor = { facts: { token: { joined: '2026-12-01' } } }
    for (const timezone of ['Europe/Istanbul', 'UTC'])
      expect(
        orderFor({
          library: openLibrary({ ...tinyLibrary(), site: { ...site, timezone } }),
          visitor,
          locale: 'en',
          now: late,
        }).matches,
      ).toMatchObject([{ segment: 'newcomer', because: [{ is: 0 }] }])
  })
  test('the age of a date counts whole days, and a day to come has none', () => {
    const joined = (day: string) =>
      ask({ facts: { token: { joined: day } } }).map((one) => one.because[0]?.is)
    expect([joined('2026-11-23'), joined('2026-09-24'), joined('2026-09-23'), joined('2026-12-01')]).toEqual([
      [0],
      [60],
      [],
      [],
    ])
  })
  test('precedence is declared, and what the visitor chose stands alone', () => {
    const facts = { token: { trips: 5, joined: '2026-11-20' } }
    expect(ask({ facts }).map((one) => one.segment)).toEqual(['traveller', 'newcomer'])
    expect(ask({ facts, choice: 'newcomer' }).map((one) => one.segment)).toEqual(['newcomer'])
    expect(ask({ facts, choice: null })).toEqual([])
    expect(ask({ facts, choice: 'gone' }).map((one) => one.segment)).toEqual(['traveller', 'newcomer'])
  })
})

test('suggestions put what was read last', () => {
  const ask = (read: string[]) =>
    orderFor({
      library: openLibrary(tinyLibrary()),
      visitor: { facts: {}, choice: 'traveller', read },
      locale: 'en',
      now,
    }).suggestions.map((one) => one.article)
  expect(ask([])).toEqual(['trips/abroad', 'cards/freeze', 'trips/rates'])
  expect(ask(['trips/abroad'])).toEqual(['cards/freeze', 'trips/rates', 'trips/abroad'])
})

describe('the hold-out', () => {
  test('takes its share, always the same visitors', () => {
    const out = Array.from({ length: 5000 }, (_, at) => heldOut({ id: `v${at}`, facts: {} }, 0.1)).filter(
      Boolean,
    ).length
    expect(out).toBeGreaterThan(420)
    expect(out).toBeLessThan(580)
    expect(bucket('a')).toBe(bucket('a'))
  })
  test('never takes somebody who chose or has no cookie', () => {
    expect(heldOut({ id: 'x', choice: 'traveller', facts: {} }, 1)).toBe(false)
    expect(heldOut({ id: 'x', choice: null, facts: {} }, 1)).toBe(false)
    expect(heldOut({ facts: {} }, 1)).toBe(false)
  })
  test('sees the editors’ order and keeps the matches', () => {
    const seen = orderFor({
      library: openLibrary(tinyLibrary()),
      visitor: { id: 'x', facts: { token: { trips: 9 } } },
      locale: 'en',
      now,
      holdout: 1,
    })
    expect(seen).toMatchObject({
      heldOut: true,
      categories: ['start', 'cards', 'trips'],
      suggestions: [],
      matches: [{ segment: 'traveller' }],
    })
  })
})

test.each([
  ['2026-11-23T08:59:00Z', false],
  ['2026-11-23T09:00:00Z', true],
  ['2026-11-23T16:59:00Z', true],
  ['2026-11-23T17:00:00Z', false],
  ['2026-11-22T12:00:00Z', false],
])('hours: at %s open is %s', (at, open) => {
  expect(isOpen(tinyLibrary().channels[1]!, 'UTC', new Date(at))).toBe(open)
})

test('hours may pass midnight', () => {
  const night = { ...tinyLibrary().channels[1]!, hours: { days: [5], from: '22:00', to: '02:00' } }
  expect(isOpen(night, 'UTC', new Date('2026-11-27T23:00:00Z'))).toBe(true)
  expect(isOpen(night, 'UTC', new Date('2026-11-28T01:00:00Z'))).toBe(true)
  expect(isOpen(night, 'UTC', new Date('2026-11-28T23:00:00Z'))).toBe(false)
})

test('the state of a gap follows from decisions and the library', () => {
  const [article] = tinyLibrary().articles
  const today = '2026-11-22'
  const now = { gap: 'g', draft: false, today, library: { articles: [] } }
  const answered = { ...now, library: { articles: [{ ...article!, answers: 'g' }] } }
  const state = (decision: 'assign' | 'unassign' | 'dismiss' | 'reopen', ...more: (typeof decision)[]) =>
    gapState({ ...now, decisions: [decision, ...more].map((one, at) => ({ decision: one, at })) })
  expect(gapState({ ...now, decisions: [] })).toBe('open')
  expect(state('assign')).toBe('assigned')
  expect(state('assign', 'unassign')).toBe('open')
  expect(state('assign', 'dismiss')).toBe('dismissed')
  expect(state('assign', 'dismiss', 'reopen')).toBe('assigned')
  expect(gapState({ ...now, decisions: [], draft: true })).toBe('drafted')
  expect(gapState({ ...answered, decisions: [] })).toBe('published')
  expect(gapState({ ...answered, decisions: [], effect: { verdict: 'working' } })).toBe('working')
  expect(gapState({ ...answered, decisions: [], effect: { verdict: 'not working' } })).toBe('not working')
  expect(gapState({ ...answered, decisions: [], effect: { verdict: 'too early' } })).toBe('published')
})

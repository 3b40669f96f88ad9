import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinWords, liftOwn } from '#site/islands/rank-hits.ts'

const hit = (id: string, score: number) => ({ id, score })

test('lifts a page of the segment among near equals, not above one twice as good', () => {
  const hits = [hit('best', 10), hit('other', 5), hit('own', 4.5)]
  expect(liftOwn(hits, new Set(['own'])).map(({ id }) => id)).toEqual(['best', 'own', 'other'])
})

test('keeps every page once and the order of equals', () => {
  const hits = fc.uniqueArray(fc.record({ id: fc.string(), score: fc.constantFrom(0, 1, 2) }), {
    selector: ({ id }) => id,
  })
  fc.assert(
    fc.property(hits, (found) => {
      const lifted = liftOwn(found, new Set())
      expect(lifted).toEqual(found.toSorted((a, b) => b.score - a.score))
      expect(new Set(lifted.map(({ id }) => id)).size).toBe(found.length)
    }),
  )
})

test('puts the page with most of the rare words first', () => {
  // "swallowed" stands on one page and "card" on many: the page with both answers the question.
  const card = ['fees', 'limits', 'machine', 'order'].map((id) => hit(id, 1))
  expect(joinWords([[hit('machine', 3)], card], 50)[0]?.id).toBe('machine')
})

test('joins nothing to nothing', () => {
  expect(joinWords([], 10)).toEqual([])
})

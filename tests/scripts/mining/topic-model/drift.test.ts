import fc from 'fast-check'
import { expect, it } from 'vitest'
import { onlyIn, outgrown } from '#scripts/mining/topic-model/drift.ts'

it('what came is what is there more often than before, each as often as it is new', () => {
  const marks = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 })
  fc.assert(
    fc.property(marks, marks, (now, before) => {
      const sorted = (list: number[]) => Float64Array.from(list).sort()
      const came = onlyIn(sorted(now), sorted(before)).map((at) => sorted(now)[at]!)
      const countsOf = (list: readonly number[]) =>
        Array.from({ length: 10 }, (_, mark) => list.filter((one) => one === mark).length)
      const had = countsOf(before)
      expect(countsOf(came)).toEqual(countsOf(now).map((count, mark) => Math.max(0, count - had[mark]!)))
    }),
  )
})

it('topics are outgrown when one text in twenty came or went, one in a hundred is novel, or most articles are others', () => {
  const still = { since: 30, gone: 20, novel: 9, articles: 0.5, base: 1000, made: '2026-03-01' }
  expect(outgrown(still)).toBeUndefined()
  expect(outgrown({ ...still, gone: 21 })).toBe('changed')
  expect(outgrown({ ...still, novel: 10 })).toBe('novel')
  expect(outgrown({ ...still, articles: 0.51 })).toBe('articles')
  // Fewer than make a gap are no topic, however few texts there were.
  expect(outgrown({ ...still, base: 100, since: 4, gone: 0, novel: 4 })).toBeUndefined()
})

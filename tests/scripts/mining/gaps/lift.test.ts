import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lift, lifts } from '#scripts/mining/gaps/lift.ts'

it('says four times as often when it is', () => {
  const { lift: ratio, low, high } = lift({ inside: 400, of: 1000, outside: 100, others: 1000 })
  expect(ratio).toBeCloseTo(4, 1)
  expect(low).toBeGreaterThan(3)
  expect(high).toBeLessThan(5)
})

it('is not sure of three tickets', () => {
  const { low } = lift({ inside: 3, of: 100, outside: 1, others: 100 })
  expect(low).toBeLessThan(1)
})

it("has Katz's log interval, half a ticket added to every count", () => {
  const known = lift({ inside: 10, of: 100, outside: 5, others: 200 })
  const variance = 1 / 10.5 - 1 / 100.5 + 1 / 5.5 - 1 / 200.5
  expect(known.lift).toBeCloseTo(3.8087, 4)
  expect(known.low).toBeCloseTo(known.lift / Math.exp(1.96 * Math.sqrt(variance)), 12)
  expect(known.low).toBeCloseTo(1.3963, 4)
  expect(known.high).toBeCloseTo(10.3891, 4)
})

it('has its interval around it, narrower the more tickets there are', () => {
  const share = fc.double({ min: 0.001, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      share,
      share,
      (of, others, a, b) => {
        const counts = { inside: Math.ceil(of * a), of, outside: Math.ceil(others * b), others }
        const { lift: ratio, low, high } = lift(counts)
        expect(low).toBeLessThanOrEqual(ratio)
        expect(high).toBeGreaterThanOrEqual(ratio)
        const tenfold = lift({
          inside: counts.inside * 10,
          of: of * 10,
          outside: counts.outside * 10,
          others: others * 10,
        })
        expect(tenfold.high / tenfold.low).toBeLessThanOrEqual(high / low + 1e-9)
      },
    ),
  )
})

it('has nothing to say without anybody else to compare with, or without a ticket of the segment at all', () => {
  const nothing = { lift: 1, low: 0, high: Number.MAX_VALUE }
  expect(lift({ inside: 4, of: 9, outside: 0, others: 0 })).toEqual({ ...nothing, tickets: 4 })
  expect(lift({ inside: 0, of: 0, outside: 4, others: 9 })).toEqual({ ...nothing, tickets: 0 })
})

it('never takes the root of less than nothing: where all of both ask, the interval closes on the ratio', () => {
  const { lift: ratio, low, high } = lift({ inside: 3, of: 3, outside: 3, others: 3 })
  expect([ratio, low, high]).toEqual([1, 1, 1])
})

it('lists the segments of a gap by how surely they ask more, each ticket once, equals by name, and no other segment', () => {
  const asked = [['b', 'a'], ['b', 'a'], ['c', 'c'], undefined].map((segments) => ({ segments }))
  const totals = new Map([
    ['c', 40],
    ['b', 10],
    ['a', 10],
    ['absent', 10],
  ])
  const listed = lifts(asked, totals, 100)
  expect(listed.map(({ segment, tickets }) => [segment, tickets])).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 1],
  ])
  expect(listed[0]).toEqual({ segment: 'a', ...lift({ inside: 2, of: 10, outside: 2, others: 90 }) })
})

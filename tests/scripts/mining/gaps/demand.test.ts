import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wilson } from '#core/insights/wilson.ts'
import { enough, type Question } from '#scripts/mining/gaps/demand.ts'

const dayMs = 86_400_000
const question = fc.record({
  createdAt: fc.option(
    fc.integer({ min: 0, max: 200 }).map((on) => new Date(on * dayMs).toISOString()),
    { nil: undefined },
  ),
  customer: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
  signal: fc.constantFrom(undefined, undefined, 'search' as const, 'unclicked' as const),
})

const counts: Partial<Record<string, number>> = { ticket: 1, search: 0.5, unclicked: 0.25 }

/** The definition, said slowly: every window that begins on a question's day. */
function slowly(
  questions: readonly Question[],
  days: number,
  minTickets: number,
  minCustomers: number,
): boolean {
  const starts = questions.flatMap(({ createdAt }) => (createdAt ? Date.parse(createdAt) : []))
  return [0, ...starts].some((from) => {
    const inside = questions.filter(({ createdAt }) => {
      const at = createdAt === undefined ? from : Date.parse(createdAt)
      return at >= from && at < from + days * dayMs
    })
    const demand = inside.reduce((sum, { signal }) => sum + counts[signal ?? 'ticket']!, 0)
    const names = new Set(inside.flatMap(({ customer }) => customer ?? []))
    const people = names.size + inside.filter(({ customer }) => customer === undefined).length
    return demand >= minTickets && people >= minCustomers
  })
}

it('enough is asked when it is asked in any window of so many days', () => {
  const some = fc.integer({ min: 1, max: 6 })
  fc.assert(
    fc.property(
      fc.array(question, { maxLength: 25 }),
      fc.integer({ min: 1, max: 90 }),
      some,
      some,
      (questions, days, minTickets, minCustomers) => {
        expect(enough(questions, { minTickets, minCustomers, days })).toBe(
          slowly(questions, days, minTickets, minCustomers),
        )
      },
    ),
    { numRuns: 400 },
  )
})

it('Wilson’s interval has its published values and holds the share', () => {
  expect(wilson(5, 10).low).toBeCloseTo(0.2366, 3)
  expect(wilson(5, 10).high).toBeCloseTo(0.7634, 3)
  expect(wilson(0, 5).high).toBeCloseTo(0.4345, 3)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, part) => {
        const yes = Math.round(all * part)
        const { low, high } = wilson(yes, all)
        expect(low).toBeLessThanOrEqual(yes / all + 1e-12)
        expect(high).toBeGreaterThanOrEqual(yes / all - 1e-12)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      },
    ),
  )
})

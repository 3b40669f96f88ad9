import { expect, it } from 'vitest'
import { planOf, quantile } from './fleet-arithmetic.ts'

it('plans cores from rates and costs, with room for peaks', () => {
  const costs = { read: { process: 100, database: 0 }, vote: { process: 600, database: 300 } }
  const { cores, databaseCores } = planOf({ read: 9000, vote: 1000 }, costs)
  expect(cores).toBeCloseTo((0.9 + 0.6) / 0.6)
  expect(databaseCores).toBeCloseTo(0.3 / 0.6)
})

it('takes the smallest value that the share does not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1)
  expect(quantile(hundred, 0.99)).toBe(99)
  expect(quantile([7], 0.99)).toBe(7)
})

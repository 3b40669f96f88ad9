import { expect, test } from 'vitest'
import { paceFromNow } from '#scripts/import/progress.ts'

test('tells the rate and the time left of this run, not of an earlier one it goes on from', () => {
  const pace = paceFromNow()
  expect(pace(50_000, 0.5, 1_000)).toBe('50,000 rows')
  expect(pace(60_000, 0.75, 11_000)).toBe('60,000 rows, 1,000 a second, 10 s left')
  expect(pace(60_500, 0.625, 101_000)).toBe('60,500 rows, 105 a second, 5 min left')
})

test('tells no time left where the end is not known', () => {
  const pace = paceFromNow()
  pace(0, undefined, 0)
  expect(pace(3_000, undefined, 2_000)).toBe('3,000 rows, 1,500 a second')
})

import { expect, test } from 'vitest'
import { difference } from '#core/insights/difference.ts'

test('the interval of a difference is Newcombe’s, on his own examples', () => {
  // Newcombe 1998, table II, method 10: (a) 56/70 − 48/80, (b) 9/10 − 3/10, (h) 10/10 − 0/10.
  expect(difference({ yes: 56, of: 70 }, { yes: 48, of: 80 })).toMatchObject({
    value: expect.closeTo(0.2, 4),
    low: expect.closeTo(0.0524, 4),
    high: expect.closeTo(0.3339, 4),
  })
  expect(difference({ yes: 9, of: 10 }, { yes: 3, of: 10 })).toMatchObject({
    low: expect.closeTo(0.1705, 4),
    high: expect.closeTo(0.809, 4),
  })
  expect(difference({ yes: 10, of: 10 }, { yes: 0, of: 10 })).toMatchObject({
    low: expect.closeTo(0.6075, 4),
    high: expect.closeTo(1, 4),
  })
})

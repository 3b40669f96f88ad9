import { expect, it } from 'vitest'
import { bucket, heldOut } from '#core/holdout.ts'

it("is GrowthBook's hash, version 2, by its own known answers", () => {
  expect(bucket('a', 'seed')).toBe(0.0505)
  expect(bucket('b', 'seed')).toBe(0.2696)
  expect(bucket('ab', 'foo')).toBe(0.2575)
  expect(bucket('def', 'foo')).toBe(0.2019)
})

it('has a seed of its own, which stays the same for ever', () => {
  expect(bucket('a')).toBe(bucket('a', 'kindred-holdout'))
  expect(bucket('a')).toBe(0.1473)
})

it('takes whose bucket lies below the share, and never somebody who chose or has no cookie', () => {
  expect(heldOut({ id: 'a', facts: {} }, 0.1474)).toBe(true)
  expect(heldOut({ id: 'a', facts: {} }, 0.1473)).toBe(false)
  expect(heldOut({ id: 'a', choice: 'traveller', facts: {} }, 1)).toBe(false)
  expect(heldOut({ id: 'a', choice: null, facts: {} }, 1)).toBe(false)
  expect(heldOut({ facts: {} }, 1)).toBe(false)
})

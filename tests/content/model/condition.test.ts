import { evalCondition } from '@growthbook/growthbook'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, reasonsToMatch } from '#content/model/condition.ts'

const values = fc.oneof(fc.constantFrom('a', 'b', 'null', ''), fc.integer({ min: -1, max: 2 }), fc.boolean())
const positive = fc.oneof(
  values,
  fc.record({ $eq: values }),
  fc.record({ $in: fc.array(values, { minLength: 1 }) }),
  fc.record({ $ini: fc.array(values, { minLength: 1 }) }),
  ...['$gt', '$gte', '$lt', '$lte', '$veq', '$vgt', '$vgte', '$vlt', '$vlte'].map((name) =>
    values.map((value) => ({ [name]: value })),
  ),
  fc.record({ $regex: fc.constantFrom('.', 'null', 'undefined', '^') }),
  fc.record({ $all: fc.array(values) }),
  fc.record({ $size: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ $exists: fc.constant(true) }),
)

describe('a condition', () => {
  it('never holds for a trait that is not known, whatever it asks for, and its negation always does', () => {
    fc.assert(
      fc.property(positive, (test) => {
        const known = new Map([['country', 'PL']])
        expect(reasonsToMatch({ country: 'PL', trips: test }, known)).toBeUndefined()
        expect(reasonsToMatch({ country: 'PL', $not: { trips: test } }, known)).toEqual(['country'])
        if (typeof test === 'object')
          expect(reasonsToMatch({ country: 'PL', trips: { $not: test } }, known)).toEqual(['country'])
      }),
    )
  })

  it('treats "is not this value" as true of a trait that is not known', () => {
    const known = new Map([['country', 'PL']])
    for (const test of [{ $ne: 0 }, { $nin: [0] }, { $nini: ['a'] }, { $vne: '1.0' }, { $vne: '0' }])
      expect(reasonsToMatch({ country: 'PL', trips: test }, known)).toEqual(['country'])
  })

  it('is what GrowthBook makes of it where everything is known', () => {
    const known = fc.record({ x: values, y: values })
    const conditions = fc.record({ x: positive, $or: fc.array(fc.record({ y: positive }), { minLength: 1 }) })
    fc.assert(
      fc.property(known, conditions, (traits, condition) => {
        const ours = reasonsToMatch(condition as Condition, new Map(Object.entries(traits))) !== undefined
        expect(ours).toBe(evalCondition(traits, condition as never))
      }),
    )
  })

  it('knows no trait that JavaScript gives every object', () => {
    expect(reasonsToMatch({ constructor: { $exists: true } }, new Map())).toBeUndefined()
  })
})

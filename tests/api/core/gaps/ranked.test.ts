import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineAt, partOf, rankedList } from '#core/gaps/ranked.ts'
import { gapStates } from '#core/gaps/state.ts'

describe('the ranked list', () => {
  it('keeps its order, adds up to one and draws its line at half of what is open', () => {
    const volumes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(volumes, (list) => {
        const { gaps, open, line } = rankedList(list.map((volume) => ({ volume })))
        expect(gaps.map(({ volume }) => volume)).toEqual(list)
        expect(gaps.map(({ rank }) => rank)).toEqual(list.map((_, at) => at + 1))
        expect(gaps.at(-1)!.upTo).toBeCloseTo(1)
        const above = gaps.slice(0, line).reduce((sum, { volume }) => sum + volume, 0)
        expect(above).toBeGreaterThanOrEqual(lineAt * open)
        expect(above - gaps[line - 1]!.volume).toBeLessThan(lineAt * open)
      }),
    )
  })

  it('is empty when nothing is open', () => {
    expect(rankedList([])).toEqual({ gaps: [], open: 0, line: 0 })
  })

  it('has every state in one part: open, done or away', () => {
    const parts = Map.groupBy(gapStates, partOf)
    expect(parts.get('open')).toEqual(['open', 'assigned', 'drafted', 'not working'])
    expect(parts.get('done')).toEqual(['published', 'working', 'product'])
    expect(parts.get('away')).toEqual(['snoozed', 'merged', 'dismissed'])
  })
})

import { describe, expect, it } from 'vitest'
import { growingFast, paceOf, shownOf } from '#core/gap-figures.ts'

const weeks = (...last: number[]) => [...Array.from({ length: 12 - last.length }, () => 0), ...last]

describe('figures of gaps', () => {
  it('are shown of a segment from ten questions on', () => {
    const few = { segment: 'student', tickets: 9 }
    const enough = { segment: 'business', tickets: 10 }
    expect(shownOf([few, enough])).toEqual({ shown: [enough], withheld: ['student'] })
  })

  it('call five gaps fast at most, the fastest, and none of a handful of questions', () => {
    const rising = Array.from({ length: 7 }, (_, at) => ({
      id: `g${at}`,
      rank: at,
      trend: 2 + at,
      weeks: weeks(4, 8, 12),
    }))
    const small = { id: 'small', rank: 9, trend: 20, weeks: weeks(1, 4) }
    expect([...growingFast([...rising, small])]).toEqual(['g6', 'g5', 'g4', 'g3', 'g2'])
  })

  it.each([
    ['few', weeks(2, 1, 3, 5), 3],
    ['more', weeks(2, 2, 3, 5), 1.25],
    ['less', weeks(5, 3, 2, 2), 0.8],
    ['steady', weeks(3, 3, 3, 3), 1],
  ] as const)('tell the pace "%s"', (pace, counts, trend) => {
    expect(paceOf({ weeks: counts, trend })).toBe(pace)
  })
})

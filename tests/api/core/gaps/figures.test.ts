import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fewestShown, growingFast, paceOf, shownOf, withheldIn } from '#core/gaps/figures.ts'

const weeks = (...last: number[]) => [...Array.from({ length: 12 - last.length }, () => 0), ...last]

describe('figures of gaps', () => {
  const asked = (segment: string, tickets: number, low = 0.5) => ({ segment, tickets, low })

  it('are shown of a segment from ten questions on', () => {
    const shown = [asked('business', 10), asked('premium', 12)]
    expect(shownOf([asked('student', 9), asked('newcomer', 3), ...shown])).toEqual({
      shown,
      withheld: ['student', 'newcomer'],
    })
    expect(shownOf(shown)).toEqual({ shown, withheld: [] })
  })

  it('of one segment withheld alone are withheld with the next smallest, or the rest would tell them', () => {
    const of = [asked('business', 40), asked('student', 9), asked('premium', 25)]
    expect(shownOf(of)).toEqual({ shown: [asked('business', 40)], withheld: ['student', 'premium'] })
    expect(shownOf([asked('student', 9)])).toEqual({ shown: [], withheld: ['student'] })
    // Who clearly asks more is what the reader came for.
    const clear = asked('premium', 12, 2.5)
    expect(shownOf([asked('business', 40), asked('student', 9), clear])).toEqual({
      shown: [clear],
      withheld: ['business', 'student'],
    })
    expect(shownOf([asked('student', 9), clear]).shown).toEqual([])
  })

  it('leave no cell of a table that its row or column would tell', () => {
    expect(
      withheldIn([
        [30, 4, 50],
        [60, 20, 0],
        [90, 80, 70],
      ]),
    ).toEqual([
      [true, true, false],
      [true, true, false],
      [false, false, false],
    ])
    const counts = fc.oneof(fc.nat(30), fc.constant(0), fc.nat(1000))
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([height, width]) =>
        fc.array(fc.array(counts, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      )
    fc.assert(
      fc.property(tables, (table) => {
        const held = withheldIn(table)
        const lines = [...held, ...held[0]!.map((_, x) => held.map((row) => row[x]!))]
        for (const line of lines) if (line.length > 1) expect(line.filter(Boolean)).not.toHaveLength(1)
        table.forEach((row, y) => {
          row.forEach((n, x) => {
            if (n > 0 && n < fewestShown) expect(held[y]![x]).toBe(true)
          })
        })
        // Nothing withheld where nothing is small.
        const small = table.flat().some((n) => n > 0 && n < fewestShown)
        if (!small) expect(held.flat()).not.toContain(true)
      }),
    )
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

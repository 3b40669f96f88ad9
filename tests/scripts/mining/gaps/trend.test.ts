import { describe, expect, it } from 'vitest'
import { endOf, trendOf, weeksOf } from '#scripts/mining/gaps/trend.ts'

const day = 86_400_000
const end = endOf('2026-06-30')
const ago = (days: number) => end - days * day
/** `each` tickets in each of twelve weeks, and `more` besides in each of the last four. */
const weekly = (each: number, more = 0) =>
  Array.from({ length: 12 }, (_, week) =>
    Array.from({ length: each + (week < 4 ? more : 0) }, () => ago(week * 7 + 3)),
  ).flat()

describe('the trend', () => {
  it('is 1 when as many come lately as before', () => {
    expect(trendOf(weekly(5), end, ago(400))).toBeCloseTo(1, 12)
  })

  it('is the recent rate over the earlier one, both with three tickets added at a steady rate', () => {
    // 40 in the last four weeks, 40 in the eight before.
    expect(trendOf(weekly(5, 5), end, ago(400))).toBeCloseTo((40 + 1) / (1 / 3) / ((40 + 2) / (2 / 3)), 12)
  })

  it('looks at no more than the time there are tickets', () => {
    const lately = [ago(1), ago(4), ago(5), ago(8)]
    expect(trendOf(lately, end, ago(9))).toBeCloseTo(((1 + 1) * 3) / ((3 + 2) * 1.5), 12)
  })

  it('counts the last twelve weeks, the last ending today', () => {
    expect(weeksOf([ago(0.5), ago(6.9), ago(7.1), ago(90)], end)).toEqual([
      ...new Array<number>(10).fill(0),
      1,
      2,
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { dayOf, endOf, instantOf, trendOf, weeksOf } from '#scripts/mining/gaps/trend.ts'

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

  it('counts a ticket of the first moment of a week into it, and none from after the end or before the first week', () => {
    const week = (at: number) => weeksOf([at], end).indexOf(1)
    expect([
      week(end - 1),
      week(ago(7)),
      week(ago(7) - 1),
      week(ago(84)),
      week(ago(84) - 1),
      week(end),
    ]).toEqual([11, 11, 10, 0, -1, -1])
  })

  it('counts the first moment of the last four weeks as lately, and the first of twelve weeks as before', () => {
    const steady = (recent: number, earlier: number) => ((recent + 1) * 3) / ((earlier + 2) * 1.5)
    const of = (...instants: number[]) => trendOf(instants, end, ago(400))
    expect(of(ago(28))).toBeCloseTo(steady(1, 0), 12)
    expect(of(ago(28) - 1)).toBeCloseTo(steady(0, 1), 12)
    expect(of(ago(84))).toBeCloseTo(steady(0, 1), 12)
    expect(of(ago(84) - 1, end)).toBeCloseTo(steady(0, 0), 12)
    expect(of()).toBeCloseTo(1, 12)
  })

  it('takes a day at least, however short the time there are tickets', () => {
    expect(trendOf([ago(0.1), ago(0.5)], end, ago(0.2))).toBeCloseTo((2 * 3) / (3 * 1.5), 12)
  })
})

describe('a date', () => {
  it('is an instant, or none', () => {
    expect(instantOf('2026-06-30T12:00:00Z')).toBe(Date.UTC(2026, 5, 30, 12))
    expect([instantOf(undefined), instantOf('soon')]).toEqual([undefined, undefined])
  })

  it('ends with its day', () => {
    expect(endOf('2026-06-30T12:00:00Z')).toBe(Date.UTC(2026, 6, 1))
    expect([dayOf(end - 1), dayOf(end)]).toEqual(['2026-06-30', '2026-07-01'])
  })
})

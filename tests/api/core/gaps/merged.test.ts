import { expect, test } from 'vitest'
import { holderOf, withMerged } from '#core/gaps/merged.ts'

const gap = (id: string, volume: number, languages: Record<string, number>, weeks: number[]) => ({
  id,
  volume,
  languages,
  weeks,
})
const gaps = [
  gap('a', 10, { en: 10 }, [1, 2]),
  gap('b', 5, { tr: 5 }, [0, 3]),
  gap('c', 2, { en: 1, tr: 1 }, [1, 0]),
]

test('a gap has the questions of those that were merged into it, and of those merged into them', () => {
  const into = new Map([
    ['b', 'a'],
    ['c', 'b'],
  ])
  const [a, b, c] = withMerged(gaps, into)
  expect(a).toEqual(gap('a', 17, { en: 11, tr: 6 }, [2, 5]))
  expect([b, c]).toEqual([gaps[1], gaps[2]])
})

test('gaps merged in a circle, or into one that is gone, keep their own', () => {
  const circle = new Map([
    ['a', 'b'],
    ['b', 'a'],
    ['c', 'gone'],
  ])
  expect(withMerged(gaps, circle)).toEqual(gaps)
  expect(holderOf('a', circle)).toBe('a')
})

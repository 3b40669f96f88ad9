import { describe, expect, it } from 'vitest'
import { clearOnes } from '#scripts/mining/clustering/centroids.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { strengthOf } from '#scripts/mining/text/term-strength.ts'
import { vectorsOf, vocabularyOf } from '#scripts/mining/text/tf-idf.ts'
import { poolOf } from '#scripts/mining/topic-model/fit.ts'

const things = ['parcel', 'voucher', 'refund', 'password', 'invoice', 'sofa']
const asks = ['where is my', 'I cannot find the', 'please send me the', 'there is a problem with the']
const habits = ['kindly', 'honestly', 'frankly', 'basically', 'obviously', 'actually']

/** Questions about six things; the habit words say nothing about which. */
function questions(count: number): { text: string; thing: number }[] {
  const random = randomFrom(5)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: count }, (_, at) => {
    const thing = at % things.length
    return { text: `${any(habits)} ${any(asks)} ${things[thing]} ${things[thing]} today`, thing }
  })
}

describe('terms', () => {
  it('count more when near questions share them than when they are habits', () => {
    const texts = questions(240).map(({ text }) => text)
    const vocabulary = vocabularyOf(texts, 'en')
    const strength = strengthOf(vectorsOf(texts, vocabulary))
    const of = (word: string) => strength[vocabulary.columns.get(word)!]!
    for (const habit of ['kindli', 'frankli'])
      expect(of('voucher')).toBeGreaterThan(vocabulary.columns.has(habit) ? of(habit) : 0)
    expect(Math.max(...strength)).toBeLessThanOrEqual(1)
    expect(Math.min(...strength)).toBeGreaterThan(0)
  })
})

describe('what clearly belongs', () => {
  it('is near the most typical; three always do, and all of them when all are alike', () => {
    expect(clearOnes([1, 0.9, 0.85, 0.81, 0.79, 0.2])).toBe(4)
    expect(clearOnes([1, 0.1, 0.1, 0.1])).toBe(3)
    expect(clearOnes([0.5, 0.5])).toBe(2)
    expect(clearOnes([])).toBe(0)
  })
})

describe('more texts than topics are made from', () => {
  it('all find their topic, each once, with those that ask the same', () => {
    const asked = questions(900)
    const pool = poolOf({ language: 'en', count: asked.length, at: (at) => asked[at]!.text }, [], {
      most: 300,
    })
    expect(pool.sample.length).toBeLessThanOrEqual(300)
    expect(pool.sample.length).toBeGreaterThan(30)
    const placed = pool.members.flatMap(({ clear, near }) => [...clear, ...near])
    expect(placed.toSorted((a, b) => a - b)).toEqual(asked.map((_, at) => at))
    for (const { clear, near } of pool.members) {
      const counts = new Map<number, number>()
      for (const at of [...clear, ...near])
        counts.set(asked[at]!.thing, (counts.get(asked[at]!.thing) ?? 0) + 1)
      const all = clear.length + near.length
      if (all >= 10) expect(Math.max(...counts.values()) / all).toBeGreaterThan(0.9)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neighbourhoodsFor, topicsOf } from '#scripts/mining/clustering/cluster.ts'
import { adjustedRand, silhouette } from '#scripts/mining/clustering/granularity.ts'
import { normaliseRows } from '#scripts/mining/text/lsa.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'

describe('the adjusted Rand index of two divisions', () => {
  it('is 1 for the same division under other names, 0 where one of them divides nothing or everything', () => {
    expect(adjustedRand([0, 0, 1, 1], [7, 7, 3, 3])).toBe(1)
    expect(adjustedRand([0, 0, 0, 0], [0, 0, 1, 1])).toBe(0)
    expect(adjustedRand([0, 1, 2, 3], [0, 0, 1, 1])).toBe(0)
    expect(adjustedRand([0, 1, 2], [0, 1, 2])).toBe(0)
  })

  it('is what is together in both beyond chance', () => {
    // Two of the six pairs are together in one, three in the other, one in both; by chance that is also one.
    expect(adjustedRand([0, 0, 1, 1], [0, 0, 0, 1])).toBeCloseTo((1 - 1) / (2.5 - 1), 12)
    // Four of ten, four of ten, two in both; by chance 1.6.
    expect(adjustedRand([0, 0, 0, 1, 1], [0, 0, 1, 1, 1])).toBeCloseTo((2 - 1.6) / (4 - 1.6), 12)
  })

  it('is by chance alone 0 of few articles as of many', () => {
    const random = randomFrom(5)
    for (const articles of [3, 30]) {
      const articleOf = Array.from({ length: articles * 6 }, (_, passage) => passage % articles)
      const drawn = Array.from({ length: 200 }, () =>
        adjustedRand(
          articleOf.map(() => Math.floor(2 * random())),
          articleOf,
        ),
      )
      expect(Math.abs(drawn.reduce((sum, one) => sum + one, 0) / drawn.length)).toBeLessThan(0.02)
    }
  })
})

describe('the silhouette', () => {
  const points = Float32Array.from([1, 0, 1, 0, 0, 1, 0, 1])

  it('is 1 where groups are points apart, below 0 where each text is nearer to the other group', () => {
    expect(silhouette(points, { of: Int32Array.from([0, 0, 1, 1]), count: 2 }, 2)).toBeCloseTo(1, 6)
    expect(silhouette(points, { of: Int32Array.from([0, 1, 0, 1]), count: 2 }, 2)).toBeLessThan(0)
  })

  it('lies between −1 and 1 however many texts are equal, and however they are divided', () => {
    const row = fc.record({ kind: fc.nat(3), group: fc.nat(4) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), fc.integer(), (rows, seed) => {
        const random = randomFrom(seed)
        const dims = 7
        const kinds = Array.from({ length: 4 }, () => Array.from({ length: dims }, () => random() + 0.01))
        const points = Float32Array.from(rows.flatMap(({ kind }) => kinds[kind]!))
        normaliseRows(points, rows.length, dims)
        const names = [...new Set(rows.map(({ group }) => group))]
        const of = Int32Array.from(rows, ({ group }) => names.indexOf(group))
        expect(Math.abs(silhouette(points, { of, count: names.length }, dims))).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the number of topics', () => {
  // Four kinds of question in two pairs: each text lies near its kind, and each kind near the other of its pair.
  const random = randomFrom(11)
  const [rows, dims] = [60, 6]
  const kind = Array.from({ length: rows }, (_, row) => row % 4)
  const place = (own: number) => {
    const point = Array.from({ length: dims }, () => 0.3 * random())
    point[own]! += 0.8
    point[4 + (own >> 1)]! += 1.4
    return point
  }
  const points = Float32Array.from(kind.flatMap(place))
  normaliseRows(points, rows, dims)
  const articlesOf = (articleAt: (own: number) => number) => {
    const kinds = Array.from({ length: 16 }, (_, passage) => passage % 4)
    const own = Float32Array.from(kinds.flatMap(place))
    normaliseRows(own, kinds.length, dims)
    return { points: own, articleOf: kinds.map(articleAt) }
  }

  it('follows the articles: as many as they tell apart', () => {
    const fine = topicsOf(
      { points, dims, rows },
      articlesOf((own) => own),
    )
    expect(fine.count).toBe(4)
    const coarse = topicsOf(
      { points, dims, rows },
      articlesOf((own) => own >> 1),
    )
    expect(coarse.count).toBeLessThan(fine.count)
  })

  it('is the clearest where there are no articles', () => {
    expect(topicsOf({ points, dims, rows }, { points: new Float32Array(0), articleOf: [] }).count).toBe(4)
  })
})

describe('neighbourhoods', () => {
  it('grow with the set, double, and never hold more than there is', () => {
    expect(neighbourhoodsFor(800)).toEqual([3, 6, 12, 24])
    expect(neighbourhoodsFor(10_000)).toEqual([16, 32, 60])
    expect(neighbourhoodsFor(3)).toEqual([2])
  })
})

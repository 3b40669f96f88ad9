import { describe, expect, it } from 'vitest'
import { coverageOf, thresholdOf } from '#scripts/mining/clustering/coverage.ts'

describe('the threshold of coverage', () => {
  it('lies between two heaps, in the middle of the gap (Otsu)', () => {
    const scores = Float64Array.from([0.1, 0.12, 0.15, 0.7, 0.75, 0.8])
    expect(thresholdOf(scores, new Int32Array(6).fill(10))).toBeCloseTo((0.15 + 0.7) / 2, 12)
  })

  it('counts topics by their size: the gap that parts most tickets wins', () => {
    const scores = Float64Array.from([0, 0.4, 1])
    expect(thresholdOf(scores, Int32Array.from([1, 100, 100]))).toBeCloseTo(0.7, 12)
    expect(thresholdOf(scores, Int32Array.from([100, 100, 1]))).toBeCloseTo(0.2, 12)
  })

  it('moves with the scores: it is no fixed number', () => {
    const scores = Float64Array.from([0.01, 0.02, 0.08, 0.09])
    expect(thresholdOf(scores, new Int32Array(4).fill(1))).toBeCloseTo(0.05, 12)
  })
})

describe('coverage', () => {
  it('is high for the topic whose tickets are nearest to an article, and nothing for the other', () => {
    const space = Float32Array.from([1, 0, 1, 0, 0, 1, 0, 1])
    const { score, article } = coverageOf(
      space,
      { of: Int32Array.from([0, 0, 1, 1]), count: 2 },
      { points: Float32Array.from([1, 0]), articleOf: [0], dims: 2, near: 2 },
    )
    // All of the article's nearest tickets are of topic 0: a lift of 1 / (1 + 0.25), so 0.8 / 1.8.
    expect(score[0]).toBeCloseTo(0.8 / 1.8, 6)
    expect(score[1]).toBe(0)
    expect(article[0]).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { assign, fitOf } from '#scripts/mining/topic-model/assign.ts'

/** Two terms, each its own direction; topic 0 was trained on texts of the first, topic 1 on texts of both. */
const assigner = {
  vocabulary: {
    language: 'en',
    columns: new Map([
      ['parcel', 0],
      ['refund', 1],
    ]),
    idf: Float32Array.from([1, 1]),
  },
  ...{ basis: Float32Array.from([1, 0, 0, 1]), dims: 2, count: 2 },
  centres: Float32Array.from([1, 0, Math.SQRT1_2, Math.SQRT1_2]),
  space: Float32Array.from([1, 0, 0.8, 0.6, 0.6, 0.8]),
  topics: Int32Array.from([0, 1, 1]),
}
const said = ['parcel', 'parcel refund', 'refund', 'parcel umbrella', 'umbrella']
const texts = { language: 'en', count: said.length, at: (position: number) => said[position]! }
const positions = Int32Array.from(said, (_, at) => at)

describe('a text that topics were not trained on', () => {
  const { topics, likeness } = assign(texts, positions, assigner)

  it('is assigned to the topic whose mean is nearest, and is as like it as their cosine', () => {
    expect([...topics]).toEqual([0, 1, 1, 0, 0])
    expect([...likeness].map((one) => one.toFixed(3))).toEqual(['1.000', '1.000', '0.707', '1.000', '0.000'])
  })

  it('fits by its nearest trained text of that topic and by the share of its words that are known', () => {
    const fits = fitOf(texts, { positions, topics }, assigner)
    expect([...fits].map((one) => one.toFixed(3))).toEqual(['1.000', '0.990', '0.800', '0.707', '0.000'])
  })

  it('is not its own nearest text', () => {
    const own = Int32Array.from([0, 1, 2, 0, 0])
    const [alone, other] = fitOf(texts, { positions, topics, own }, assigner)
    expect(alone).toBe(0)
    expect(other).toBeCloseTo(0.99, 2)
  })
})

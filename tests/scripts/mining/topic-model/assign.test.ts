import { describe, expect, it } from 'vitest'
import { assign, fitOf, fitsOf } from '#scripts/mining/topic-model/assign.ts'

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

describe('how well a text fits at least', () => {
  /** Each trained text so many times. */
  const copied = (times: number, wordings = [0, 1, 2]) => {
    const rows = wordings.flatMap((row) => Array.from({ length: times }, () => row))
    const by = {
      ...assigner,
      space: Float32Array.from(rows.flatMap((row) => [...assigner.space.subarray(row * 2, row * 2 + 2)])),
      topics: Int32Array.from(rows, (row) => assigner.topics[row]!),
    }
    const forms = { language: 'en', count: rows.length, at: (position: number) => said[rows[position]!]! }
    return fitsOf(forms, Int32Array.from(rows.keys()), { by, clearShare: 0.5 })
  }

  it('is what other wordings do, however often each of them was sent', () => {
    expect(copied(1).least).toBeCloseTo(0.6)
    expect(copied(40)).toEqual(copied(1))
  })

  it('is what they do in the nearest topics where each has one wording', () => {
    // "parcel" beside (0.8, 0.6), and "parcel refund" beside (1, 0).
    expect(copied(40, [0, 1]).least).toBeCloseTo(Math.SQRT1_2)
  })
})

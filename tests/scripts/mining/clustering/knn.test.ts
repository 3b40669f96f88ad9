import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dot, greatest, neighboursOf } from '#scripts/mining/clustering/knn.ts'
import { normaliseRows } from '#scripts/mining/text/lsa.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'

function points(rows: number, dims: number): Float32Array {
  const random = randomFrom(5)
  const data = Float32Array.from({ length: rows * dims }, () => random())
  normaliseRows(data, rows, dims)
  return data
}

describe('nearest neighbours', () => {
  // Neither a multiple of the block of 64 nor of the rows that are multiplied at once.
  const [rows, dims, k] = [131, 7, 6]
  const data = points(rows, dims)

  it('are those that comparing every pair finds', () => {
    const { ids } = neighboursOf(data, rows, dims, k)
    for (let row = 0; row < rows; row++) {
      const slow = Array.from({ length: rows }, (_, other) => other)
        .filter((other) => other !== row)
        .map((other) => ({ other, cosine: dot(data, row * dims, data, other * dims, dims) }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, k)
        .map(({ other }) => other)
      expect([...ids.subarray(row * k, row * k + k)]).toEqual(slow)
    }
  })

  it('are missing where nothing has anything in common', () => {
    const { ids } = neighboursOf(Float32Array.from([1, 0, 0, 1]), 2, 2, 1)
    expect([...ids]).toEqual([-1, -1])
  })
})

it('the greatest values are those that sorting finds, of the ones above zero', () => {
  const value = fc.float({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.uniqueArray(value, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (values, k) => {
      const found = greatest(Float64Array.from(values), k).map((at) => values[at])
      const sorted = values.filter((one) => one > 0).sort((a, b) => b - a)
      expect(found).toEqual(sorted.slice(0, k))
    }),
  )
})

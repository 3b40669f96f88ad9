import { coreMembers } from '#scripts/mining/thresholds.ts'
import { dot } from './knn.ts'

const { clearlyFrom } = coreMembers

/** How like the other texts of its topic each row is: cosine to the mean of the others, 0 … 1. */
export function likenessOf(
  space: Float32Array,
  { of, count, dims }: { of: Int32Array; count: number; dims: number },
): Float32Array {
  const sums = new Float32Array(count * dims)
  of.forEach((topic, row) => {
    for (let d = 0; d < dims; d++) sums[topic * dims + d]! += space[row * dims + d]!
  })
  const squares = Float64Array.from({ length: count }, (_, c) => dot(sums, c * dims, sums, c * dims, dims))
  return Float32Array.from(of, (topic, row) => {
    const toAll = dot(space, row * dims, sums, topic * dims, dims)
    const others = squares[topic]! - 2 * toAll + 1
    return others > 1e-9 ? Math.max(0, (toAll - 1) / Math.sqrt(others)) : 0
  })
}

/** Of rows in falling order of likeness, how many clearly belong; never fewer than three, if there are three. */
export function clearOnes(likeness: readonly number[]): number {
  const clear = likeness.findIndex((one) => one < likeness[0]! * clearlyFrom)
  return clear < 0 ? likeness.length : Math.max(clear, Math.min(3, likeness.length))
}

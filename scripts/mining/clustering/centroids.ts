import { normaliseRows } from '#scripts/mining/text/lsa.ts'
import { common, coreMembers } from '#scripts/mining/thresholds.ts'
import { dot, type Grouping } from './knn.ts'

const { clearlyFrom } = coreMembers

/** Sums of the groups' rows: count × dims. */
export function sumsOf(space: Float32Array, { of, count }: Grouping, dims: number): Float32Array {
  const sums = new Float32Array(count * dims)
  of.forEach((group, row) => {
    for (let d = 0; d < dims; d++) sums[group * dims + d]! += space[row * dims + d]!
  })
  return sums
}

/** Directions of the groups' means, each of length one: count × dims. */
export function centresOf(space: Float32Array, grouping: Grouping, dims: number): Float32Array {
  const centres = sumsOf(space, grouping, dims)
  normaliseRows(centres, grouping.count, dims)
  return centres
}

/** How like the other texts of its topic each row is: cosine to the mean of the others, 0 … 1. */
export function likenessOf(space: Float32Array, grouping: Grouping, dims: number): Float32Array {
  const sums = sumsOf(space, grouping, dims)
  return Float32Array.from(grouping.of, (topic, row) => {
    const toAll = dot(space, row * dims, sums, topic * dims, dims)
    const others = dot(sums, topic * dims, sums, topic * dims, dims) - 2 * toAll + 1
    return others > 1e-9 ? Math.max(0, (toAll - 1) / Math.sqrt(others)) : 0
  })
}

/** Of rows in falling order of likeness, how many clearly belong; never fewer than a few. */
export function clearOnes(likeness: readonly number[]): number {
  const clear = likeness.findIndex((one) => one < likeness[0]! * clearlyFrom)
  return clear < 0 ? likeness.length : Math.max(clear, Math.min(common.few, likeness.length))
}

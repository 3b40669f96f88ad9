import { centresOf, sumsOf } from './centroids.ts'
import { dot, type Grouping } from './knn.ts'

/**
 * Leave-one-out silhouette by centroids (Rousseeuw 1987, simplified): how much nearer texts are to the rest of their own
 * group than to the next. −1 … 1.
 */
export function silhouette(points: Float32Array, grouping: Grouping, dims: number): number {
  const { of: labels, count } = grouping
  const sums = sumsOf(points, grouping, dims)
  const centres = centresOf(points, grouping, dims)
  let total = 0
  labels.forEach((own, row) => {
    const distance = (to: Float32Array, c: number) => 1 - dot(points, row * dims, to, c * dims, dims)
    const toOwn = 1 - distance(sums, own)
    const rest = Math.sqrt(Math.max(1e-12, dot(sums, own * dims, sums, own * dims, dims) - 2 * toOwn + 1))
    // Of equal texts the distance is 0, and rounding may leave it below; of a text alone it is 1.
    const a = Math.max(0, 1 - (toOwn - 1) / rest)
    let b = 2
    for (let c = 0; c < count; c++) if (c !== own) b = Math.min(b, Math.max(0, distance(centres, c)))
    total += (b - a) / Math.max(a, b, 1e-12)
  })
  return total / labels.length
}

/**
 * Adjusted Rand index of two divisions of the same things (Hubert and Arabie 1985): of the pairs that are together in one,
 * how many are together in the other, beyond chance. 1 for the same division, 0 as by chance, below it for less.
 */
export function adjustedRand(one: readonly number[], other: readonly number[]): number {
  const pairs = (count: number) => (count * (count - 1)) / 2
  const together = (labels: readonly (number | string)[]) =>
    [...Map.groupBy(labels, (label) => label).values()].reduce((sum, { length }) => sum + pairs(length), 0)
  const [a, b] = [together(one), together(other)]
  const chance = (a * b) / Math.max(1, pairs(one.length))
  const most = (a + b) / 2
  const both = together(one.map((label, at) => `${label} ${other[at]}`))
  return most === chance ? 0 : (both - chance) / (most - chance)
}

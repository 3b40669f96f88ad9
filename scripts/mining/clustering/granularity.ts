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
 * Pair-counting F1 of two divisions of the same things: of the pairs that are together in one, those that are together
 * in the other, by precision and recall. 0 … 1.
 */
export function pairF1(one: readonly number[], other: readonly number[]): number {
  const pairs = (labels: readonly (number | string)[]) => {
    let sum = 0
    for (const own of Map.groupBy(labels, (label) => label).values())
      sum += (own.length * (own.length - 1)) / 2
    return sum
  }
  const all = pairs(one) + pairs(other)
  return all === 0 ? 0 : (2 * pairs(one.map((label, at) => `${label} ${other[at]}`))) / all
}

import { dot, type Grouping } from './knn.ts'

/**
 * Leave-one-out silhouette by centroids (Rousseeuw 1987, simplified): how much nearer texts are to the rest of their own
 * group than to the next. −1 … 1.
 */
export function silhouette(points: Float32Array, { of: labels, count }: Grouping, dims: number): number {
  const rows = labels.length
  const sums = new Float32Array(count * dims)
  const sizes = new Int32Array(count)
  for (let row = 0; row < rows; row++) {
    sizes[labels[row]!]!++
    for (let d = 0; d < dims; d++) sums[labels[row]! * dims + d]! += points[row * dims + d]!
  }
  const norms = Float64Array.from(
    { length: count },
    (_, c) => Math.sqrt(dot(sums, c * dims, sums, c * dims, dims)) || 1,
  )
  let total = 0
  for (let row = 0; row < rows; row++) {
    const own = labels[row]!
    const toOwn = dot(points, row * dims, sums, own * dims, dims)
    const rest = Math.sqrt(Math.max(1e-12, norms[own]! ** 2 - 2 * toOwn + 1))
    // Of equal texts the distance is 0, and rounding may leave it below.
    const a = sizes[own]! > 1 ? Math.max(0, 1 - (toOwn - 1) / rest) : 1
    let b = 2
    for (let c = 0; c < count; c++) {
      if (c !== own)
        b = Math.min(b, Math.max(0, 1 - dot(points, row * dims, sums, c * dims, dims) / norms[c]!))
    }
    total += (b - a) / Math.max(a, b, 1e-12)
  }
  return total / rows
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

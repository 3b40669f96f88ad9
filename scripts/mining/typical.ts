import type { Sparse } from './sparse.ts'

/**
 * Rows of a topic, the most typical first: nearest to the mean of all by cosine. `cohesion` is the mean cosine, 0 …
 * 1: how much of one mind the topic is.
 */
export function typicalFirst(matrix: Sparse, rows: readonly number[]): { order: number[]; cohesion: number } {
  const centre = new Map<number, number>()
  for (const row of rows) {
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      centre.set(matrix.columns[p]!, (centre.get(matrix.columns[p]!) ?? 0) + matrix.values[p]!)
    }
  }
  let length = 0
  for (const value of centre.values()) length += value * value
  const scale = 1 / (Math.sqrt(length) || 1)
  const near = rows.map((row) => {
    let sum = 0
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      sum += matrix.values[p]! * centre.get(matrix.columns[p]!)!
    }
    return { row, cosine: sum * scale }
  })
  near.sort((a, b) => b.cosine - a.cosine || a.row - b.row)
  return {
    order: near.map(({ row }) => row),
    cohesion: near.reduce((sum, { cosine }) => sum + cosine, 0) / Math.max(1, rows.length),
  }
}

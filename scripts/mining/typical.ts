import type { Sparse } from './sparse.ts'

/** Rows of a topic, the most typical first: nearest to the mean of all by cosine. */
export function typicalFirst(matrix: Sparse, rows: readonly number[]): number[] {
  const centre = new Map<number, number>()
  for (const row of rows) {
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      centre.set(matrix.columns[p]!, (centre.get(matrix.columns[p]!) ?? 0) + matrix.values[p]!)
    }
  }
  const near = rows.map((row) => {
    let sum = 0
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      sum += matrix.values[p]! * centre.get(matrix.columns[p]!)!
    }
    return { row, cosine: sum }
  })
  near.sort((a, b) => b.cosine - a.cosine || a.row - b.row)
  return near.map(({ row }) => row)
}

/** Rows of term weights: row r holds columns[starts[r] … starts[r + 1] − 1] with their values. */
export interface Sparse {
  readonly rows: number
  readonly width: number
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
}

export function sparseFrom(rows: readonly ReadonlyMap<number, number>[], width: number): Sparse {
  const size = rows.reduce((sum, row) => sum + row.size, 0)
  const starts = new Int32Array(rows.length + 1)
  const columns = new Int32Array(size)
  const values = new Float32Array(size)
  let at = 0
  rows.forEach((row, r) => {
    for (const [column, value] of [...row].sort((a, b) => a[0] - b[0])) {
      columns[at] = column
      values[at++] = value
    }
    starts[r + 1] = at
  })
  return { rows: rows.length, width, starts, columns, values }
}

/** The same rows with each column multiplied by its factor and each row of length one again. */
export function scaled(matrix: Sparse, factors: Float64Array): Sparse {
  const values = matrix.values.slice()
  for (let row = 0; row < matrix.rows; row++) {
    let square = 0
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      values[p]! *= factors[matrix.columns[p]!]!
      square += values[p]! ** 2
    }
    if (square === 0) continue
    const scale = 1 / Math.sqrt(square)
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) values[p]! *= scale
  }
  return { ...matrix, values }
}

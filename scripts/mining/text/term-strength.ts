import { greatest } from '#scripts/mining/clustering/knn.ts'
import { termStrength } from '#scripts/mining/thresholds.ts'
import { type Sparse, scaled } from './sparse-matrix.ts'

const { neighbours, exponent, rounds } = termStrength
/** Texts whose neighbours are looked for, evenly spaced; more add nothing. */
const askedAtMost = 3000

/**
 * What each term counts for telling questions apart: how often a text's nearest texts have the term too, given that
 * the text has it (term strength; Wilbur and Sirotkin 1992). Words of a topic are shared by neighbours; words of
 * habit, however rare, are not. One factor a column, 0 … 1.
 */
export function strengthOf(matrix: Sparse): Float64Array {
  const spread = new Float64Array(matrix.width)
  for (const column of matrix.columns) spread[column]!++
  let factors = new Float64Array(matrix.width).fill(1)
  for (let round = 0; round < rounds; round++) {
    const { shared, pairs } = sharedTerms(scaled(matrix, factors))
    factors = factors.map((_, column) => {
      const chance = spread[column]! / matrix.rows
      // One text's worth of pairs at the chance rate, so that one lucky pair makes no term strong.
      return ((shared[column]! + neighbours * chance) / (pairs[column]! + neighbours)) ** exponent
    })
  }
  return factors
}

/** Per term: pairs of a text that has it and one of its neighbours, and those of them in which both have it. */
function sharedTerms(matrix: Sparse): { shared: Float64Array; pairs: Float64Array } {
  const { rows, width, starts, columns, values } = matrix
  const byTerm = transposed(matrix)
  const shared = new Float64Array(width)
  const pairs = new Float64Array(width)
  const products = new Float64Array(rows)
  const mark = new Int32Array(width).fill(-1)
  const step = Math.max(1, Math.ceil(rows / askedAtMost))
  for (let row = 0; row < rows; row += step) {
    products.fill(0)
    for (let p = starts[row]!; p < starts[row + 1]!; p++) {
      const column = columns[p]!
      const value = values[p]!
      mark[column] = row
      for (let q = byTerm.starts[column]!; q < byTerm.starts[column + 1]!; q++)
        products[byTerm.columns[q]!]! += value * byTerm.values[q]!
    }
    products[row] = 0
    for (const other of greatest(products, neighbours)) {
      for (let p = starts[row]!; p < starts[row + 1]!; p++) pairs[columns[p]!]!++
      for (let p = starts[other]!; p < starts[other + 1]!; p++)
        if (mark[columns[p]!] === row) shared[columns[p]!]!++
    }
  }
  return { shared, pairs }
}

function transposed({ rows, width, starts, columns, values }: Sparse): Sparse {
  const turned = new Int32Array(width + 1)
  for (const column of columns) turned[column + 1]!++
  for (let column = 0; column < width; column++) turned[column + 1]! += turned[column]!
  const fill = turned.slice(0, width)
  const at = new Int32Array(columns.length)
  const weights = new Float32Array(columns.length)
  for (let row = 0; row < rows; row++) {
    for (let p = starts[row]!; p < starts[row + 1]!; p++) {
      const place = fill[columns[p]!]!++
      at[place] = row
      weights[place] = values[p]!
    }
  }
  return { rows: width, width: rows, starts: turned, columns: at, values: weights }
}

import type { Sparse } from '#scripts/mining/text/sparse-matrix.ts'
import { naiveBayes } from '#scripts/mining/thresholds.ts'

const { smoothing } = naiveBayes

/**
 * Multinomial naive Bayes over rows of term weights: knows how likely a row is in each class. Every class is as likely
 * beforehand: with its size counted in, large classes swallow their neighbours.
 */
export interface Bayes {
  readonly classes: number
  readonly tables: BayesTables
  /** Log score of row `row` of `matrix` for every class, written to `out`. */
  score(matrix: Sparse, row: number, out: Float64Array): void
}

/** All that {@link Bayes} knows, as it can be kept. */
export interface BayesTables {
  /** Log of each term's smoothed weight in each class: terms × classes. */
  readonly mass: Float32Array
  /** Log of all the weight in each class. */
  readonly totals: Float64Array
  /** −∞ for a class without rows, otherwise 0. */
  readonly prior: Float64Array
}

export function learn(matrix: Sparse, labels: Int32Array, classes: number): Bayes {
  const mass = new Float32Array(matrix.width * classes)
  const totals = new Float64Array(classes)
  const sizes = new Float64Array(classes)
  for (let row = 0; row < matrix.rows; row++) {
    const label = labels[row]!
    if (label < 0) continue
    sizes[label]!++
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      mass[matrix.columns[p]! * classes + label]! += matrix.values[p]!
      totals[label]! += matrix.values[p]!
    }
  }
  for (let i = 0; i < mass.length; i++) mass[i] = Math.log(mass[i]! + smoothing)
  return bayesOf({
    mass,
    totals: totals.map((total) => Math.log(total + smoothing * matrix.width)),
    prior: sizes.map((size) => (size === 0 ? Number.NEGATIVE_INFINITY : 0)),
  })
}

export function bayesOf(tables: BayesTables): Bayes {
  const { mass, totals, prior } = tables
  const classes = prior.length
  return {
    classes,
    tables,
    score(rows, row, out) {
      out.fill(0)
      let weight = 0
      for (let p = rows.starts[row]!; p < rows.starts[row + 1]!; p++) {
        const value = rows.values[p]!
        const from = rows.columns[p]! * classes
        weight += value
        for (let c = 0; c < classes; c++) out[c]! += value * mass[from + c]!
      }
      for (let c = 0; c < classes; c++) out[c] = out[c]! - weight * totals[c]! + prior[c]!
    },
  }
}

/** The class with the greatest score, the first of equals. */
export function mostLikely(scores: Float64Array): number {
  let best = 0
  for (let c = 1; c < scores.length; c++) if (scores[c]! > scores[best]!) best = c
  return best
}

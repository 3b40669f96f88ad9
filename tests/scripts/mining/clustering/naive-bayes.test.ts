import { describe, expect, it } from 'vitest'
import { type Bayes, learn, mostLikely } from '#scripts/mining/clustering/naive-bayes.ts'
import { sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'

const matrix = sparseFrom(
  [
    new Map([[0, 1]]),
    new Map([
      [0, 0.5],
      [1, 0.5],
    ]),
    new Map([[2, 1]]),
  ],
  3,
)

/** The most likely class of each row. */
const classify = (bayes: Bayes): number[] =>
  Array.from({ length: matrix.rows }, (_, row) => {
    const scores = new Float64Array(bayes.classes)
    bayes.score(matrix, row, scores)
    return mostLikely(scores)
  })

describe('multinomial naive Bayes', () => {
  it('scores a row by the smoothed log share of its terms in each class, every class as likely before', () => {
    const bayes = learn(matrix, Int32Array.from([0, 0, 1]), 2)
    const scores = new Float64Array(2)
    bayes.score(matrix, 1, scores)
    // Of class 0, two rows: 1.5 of term 0 and 0.5 of term 1; of class 1 all is term 2. 0.05 is added to every term.
    const first = 0.5 * Math.log(1.55 / 2.15) + 0.5 * Math.log(0.55 / 2.15)
    const second = Math.log(0.05 / 1.15)
    expect(scores[0]).toBeCloseTo(first, 5)
    expect(scores[1]).toBeCloseTo(second, 5)
  })

  it('puts each row where its terms are, and leaves rows without a class out', () => {
    const bayes = learn(matrix, Int32Array.from([0, -1, 1]), 2)
    expect(classify(bayes)).toEqual([0, 0, 1])
  })

  it('puts nothing into a class that had no rows', () => {
    const bayes = learn(matrix, Int32Array.from([0, 0, 0]), 2)
    expect(classify(bayes)).toEqual([0, 0, 0])
  })
})

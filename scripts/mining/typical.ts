import type { Sparse } from './sparse.ts'

/** Of a topic's tenth most typical text, this share of its likeness makes a text clearly one of the topic. */
const clearlyFrom = 0.7

/** The sum of each topic's rows, by which any text's likeness to the topic is told. */
export interface Centres {
  /** 0 … 1: cosine of a row to the mean of its topic; of a row that made the mean, to the mean of the others. */
  likeness(matrix: Sparse, row: number, topic: number, isMember: boolean): number
}

export function centresOfTerms(matrix: Sparse, topics: Int32Array, count: number): Centres {
  const { rows, width, starts, columns, values } = matrix
  const sums = new Float32Array(width * count)
  for (let row = 0; row < rows; row++)
    for (let p = starts[row]!; p < starts[row + 1]!; p++)
      sums[columns[p]! * count + topics[row]!]! += values[p]!
  const squares = new Float64Array(count)
  sums.forEach((sum, at) => {
    squares[at % count]! += sum * sum
  })
  return {
    likeness(from, row, topic, isMember) {
      let product = 0
      for (let p = from.starts[row]!; p < from.starts[row + 1]!; p++)
        product += from.values[p]! * sums[from.columns[p]! * count + topic]!
      const square = isMember ? squares[topic]! - 2 * product + 1 : squares[topic]!
      return square > 1e-9 ? Math.max(0, (isMember ? product - 1 : product) / Math.sqrt(square)) : 0
    },
  }
}

/** Of rows in falling order of likeness, how many clearly belong; at least a third, and never fewer than three. */
export function clearOnes(likeness: readonly number[]): number {
  const high = likeness[Math.floor(likeness.length / 10)] ?? 0
  const clear = likeness.findIndex((one) => one < high * clearlyFrom)
  const least = Math.min(likeness.length, Math.max(3, Math.ceil(likeness.length / 3)))
  return clear < 0 ? likeness.length : Math.max(clear, least)
}

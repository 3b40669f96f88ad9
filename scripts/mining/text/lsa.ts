import { randomFrom } from './random.ts'
import type { Sparse } from './sparse-matrix.ts'

/**
 * Latent semantic analysis: the subspace of a sparse matrix's leading right singular vectors, by a randomised range
 * finder with power iterations (Halko, Martinsson and Tropp 2011, algorithm 4.4). Any basis of it will do: cosines of
 * projected rows do not change when it is rotated, so the singular vectors themselves are never computed.
 *
 * @returns width × dims, row-major; columns orthonormal, or zero where the matrix has no further direction
 */
export function basisOf(matrix: Sparse, most: number): { basis: Float32Array; dims: number } {
  const dims = Math.min(most, matrix.rows, matrix.width)
  const random = randomFrom(20_240_229)
  // Box and Muller: a normal number of two uniform ones.
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  let basis = Float32Array.from({ length: matrix.width * dims }, normal)
  for (let iteration = 0; iteration < 3; iteration++) {
    const left = times(matrix, basis, dims)
    orthonormalise(left, matrix.rows, dims)
    basis = transposedTimes(matrix, left, dims)
  }
  orthonormalise(basis, matrix.width, dims)
  return { basis, dims }
}

/** Rows projected on the basis, each of length one; a row with no known term stays zero. */
export function project(matrix: Sparse, basis: Float32Array, dims: number): Float32Array {
  const out = times(matrix, basis, dims)
  normaliseRows(out, matrix.rows, dims)
  return out
}

export function normaliseRows(data: Float32Array, rows: number, dims: number): void {
  for (let r = 0; r < rows; r++) {
    let sum = 0
    for (let i = r * dims; i < (r + 1) * dims; i++) sum += data[i]! * data[i]!
    if (sum === 0) continue
    const scale = 1 / Math.sqrt(sum)
    for (let i = r * dims; i < (r + 1) * dims; i++) data[i]! *= scale
  }
}

function times({ rows, starts, columns, values }: Sparse, right: Float32Array, k: number): Float32Array {
  const out = new Float32Array(rows * k)
  for (let r = 0; r < rows; r++) {
    const at = r * k
    for (let p = starts[r]!; p < starts[r + 1]!; p++) {
      const value = values[p]!
      const from = columns[p]! * k
      for (let i = 0; i < k; i++) out[at + i]! += value * right[from + i]!
    }
  }
  return out
}

function transposedTimes({ rows, width, starts, columns, values }: Sparse, left: Float32Array, k: number) {
  const out = new Float32Array(width * k)
  for (let r = 0; r < rows; r++) {
    const from = r * k
    for (let p = starts[r]!; p < starts[r + 1]!; p++) {
      const value = values[p]!
      const at = columns[p]! * k
      for (let i = 0; i < k; i++) out[at + i]! += value * left[from + i]!
    }
  }
  return out
}

/** Rows taken at once: each number of a k × k matrix is read once for all of them. */
const together = 4

/** Makes columns orthonormal through the Cholesky factor of their Gram matrix (CholeskyQR), in doubles. */
function orthonormalise(data: Float32Array, rows: number, k: number): void {
  const some = new Float64Array(together * k)
  const [r0, r1, r2, r3] = Array.from({ length: together }, (_, at) => some.subarray(at * k, (at + 1) * k))
  const eachBlock = (visit: (from: number) => void) => {
    for (let from = 0; from < rows * k; from += together * k) {
      some.fill(0).set(data.subarray(from, Math.min(from + together * k, rows * k)))
      visit(from)
    }
  }
  const gram = new Float64Array(k * k)
  eachBlock(() => {
    for (let i = 0; i < k; i++) {
      const [w, x, y, z] = [r0![i]!, r1![i]!, r2![i]!, r3![i]!]
      for (let j = i; j < k; j++) gram[i * k + j]! += w * r0![j]! + x * r1![j]! + y * r2![j]! + z * r3![j]!
    }
  })
  // Upper factor: gram = Rᵀ R. A column that depends on those before it gets nothing.
  const upper = new Float64Array(k * k)
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) {
      let sum = gram[i * k + j]!
      for (let m = 0; m < i; m++) sum -= upper[m * k + i]! * upper[m * k + j]!
      if (i === j) upper[i * k + i] = sum > 1e-10 * (gram[i * k + i]! || 1) ? Math.sqrt(sum) : 0
      else upper[i * k + j] = upper[i * k + i]! > 0 ? sum / upper[i * k + i]! : 0
    }
  }
  eachBlock((from) => {
    for (let j = 0; j < k; j++) {
      const scale = upper[j * k + j]! > 0 ? 1 / upper[j * k + j]! : 0
      for (let at = j; at < some.length; at += k) some[at]! *= scale
      const [w, x, y, z] = [r0![j]!, r1![j]!, r2![j]!, r3![j]!]
      for (let m = j + 1; m < k; m++) {
        const factor = upper[j * k + m]!
        r0![m]! -= w * factor
        r1![m]! -= x * factor
        r2![m]! -= y * factor
        r3![m]! -= z * factor
      }
    }
    data.set(some.subarray(0, Math.min(together * k, rows * k - from)), from)
  })
}

import { randomFrom } from './random.ts'
import type { Sparse } from './sparse-matrix.ts'

/**
 * The leading directions of a sparse matrix by a randomised range finder with two power iterations (Halko, Martinsson
 * and Tropp 2011). Returns width × dims, orthonormal columns, row-major.
 */
export function basisOf(matrix: Sparse, dims: number): { basis: Float32Array; dims: number } {
  const extra = 20
  const k = Math.min(dims + extra, matrix.rows, matrix.width)
  const random = randomFrom(20_240_229)
  let right: Float32Array = new Float32Array(matrix.width * k)
  for (let i = 0; i < right.length; i += 2) {
    // Box and Muller: two normal numbers of two uniform ones.
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    right[i] = radius * Math.cos(angle)
    if (i + 1 < right.length) right[i + 1] = radius * Math.sin(angle)
  }
  for (let iteration = 0; iteration < 3; iteration++) {
    const left = times(matrix, right, k)
    // Only the last basis must be exact; before, it keeps the columns from falling together. The short side is enough.
    orthonormalise(left, matrix.rows, k, iteration === 2 ? 2 : 1)
    right = transposedTimes(matrix, left, k)
  }
  // right = Aᵀ Q; its left singular vectors are A's right ones, by the small k × k Gram matrix.
  const gram = new Float64Array(k * k)
  for (let row = 0; row < matrix.width; row++) {
    const at = row * k
    for (let i = 0; i < k; i++) {
      const x = right[at + i]!
      if (x === 0) continue
      for (let j = i; j < k; j++) gram[i * k + j]! += x * right[at + j]!
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) gram[i * k + j] = gram[j * k + i]!
  const { values, vectors } = eigen(gram, k)
  const order = Array.from({ length: k }, (_, i) => i).sort((a, b) => values[b]! - values[a]!)
  const kept = order.slice(0, Math.min(dims, k)).filter((i) => values[i]! > 1e-9)
  const basis = new Float32Array(matrix.width * kept.length)
  for (let row = 0; row < matrix.width; row++) {
    kept.forEach((column, c) => {
      let sum = 0
      for (let i = 0; i < k; i++) sum += right[row * k + i]! * vectors[i * k + column]!
      basis[row * kept.length + c] = sum / Math.sqrt(values[column]!)
    })
  }
  return { basis, dims: kept.length }
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

function transposedTimes(
  { rows, width, starts, columns, values }: Sparse,
  left: Float32Array,
  k: number,
): Float32Array {
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

/** Makes columns orthonormal through the Cholesky factor of their Gram matrix; a second pass makes it accurate (CholeskyQR2). */
function orthonormalise(data: Float32Array, rows: number, k: number, passes: number): void {
  for (let pass = 0; pass < passes; pass++) {
    const gram = new Float64Array(k * k)
    for (let r = 0; r < rows; r++) {
      const at = r * k
      for (let i = 0; i < k; i++) {
        const x = data[at + i]!
        if (x === 0) continue
        for (let j = i; j < k; j++) gram[i * k + j]! += x * data[at + j]!
      }
    }
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
    for (let r = 0; r < rows; r++) {
      const at = r * k
      for (let j = 0; j < k; j++) {
        let sum = data[at + j]!
        for (let m = 0; m < j; m++) sum -= data[at + m]! * upper[m * k + j]!
        data[at + j] = upper[j * k + j]! > 0 ? sum / upper[j * k + j]! : 0
      }
    }
  }
}

/** Eigenvalues and vectors (columns) of a small symmetric matrix by cyclic Jacobi rotations. */
function eigen(matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix)
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  let scale = 0
  for (let i = 0; i < n; i++) scale += Math.abs(a[i * n + i]!)
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += Math.abs(a[p * n + q]!)
    if (off <= 1e-9 * scale) break
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q]!
        if (Math.abs(apq) < 1e-14 * scale) continue
        const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq)
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let i = 0; i < n; i++) {
          const x = a[i * n + p]!
          const y = a[i * n + q]!
          a[i * n + p] = c * x - s * y
          a[i * n + q] = s * x + c * y
        }
        for (let i = 0; i < n; i++) {
          const x = a[p * n + i]!
          const y = a[q * n + i]!
          a[p * n + i] = c * x - s * y
          a[q * n + i] = s * x + c * y
        }
        for (let i = 0; i < n; i++) {
          const x = v[i * n + p]!
          const y = v[i * n + q]!
          v[i * n + p] = c * x - s * y
          v[i * n + q] = s * x + c * y
        }
      }
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors: v }
}

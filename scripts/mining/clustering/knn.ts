/** Texts as rows of length one, row-major. */
export interface Points {
  readonly points: Float32Array
  readonly dims: number
}

/** The articles' passages as points, and the position of its article for each. */
export interface Passages {
  readonly points: Float32Array
  readonly articleOf: readonly number[]
}

/** Texts in groups. */
export interface Grouping {
  /** Group of each text, 0 … count − 1. */
  readonly of: Int32Array
  readonly count: number
}

/** The points of these rows, in their order. */
export function pointsAt(points: Float32Array, rows: ArrayLike<number>, dims: number): Float32Array {
  const some = new Float32Array(rows.length * dims)
  for (let at = 0; at < rows.length; at++)
    some.set(points.subarray(rows[at]! * dims, (rows[at]! + 1) * dims), at * dims)
  return some
}

/** For each row its k nearest rows by cosine, nearest first. */
export interface Neighbours {
  readonly k: number
  /** rows × k, −1 where there are fewer. */
  readonly ids: Int32Array
  readonly cosines: Float32Array
}

/** Positions of the k greatest values above zero, greatest first. */
export function greatest(values: Float64Array, k: number): number[] {
  const best: number[] = []
  let least = 0
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    if (value <= least) continue
    let place = best.length
    while (place > 0 && values[best[place - 1]!]! < value) place--
    best.splice(place, 0, at)
    if (best.length > k) best.pop()
    if (best.length === k) least = values[best[k - 1]!]!
  }
  return best
}

/** Rows multiplied at once, on either side. */
const tall = 2
const wide = 4

/** Exact nearest neighbours among rows of length one; memory rows × k, time rows² × dims / 2. */
export function neighboursOf(data: Float32Array, rows: number, dims: number, k: number): Neighbours {
  const ids = new Int32Array(rows * k).fill(-1)
  const cosines = new Float32Array(rows * k).fill(-2)
  const offer = (row: number, other: number, cosine: number): void => {
    let at = row * k + k - 1
    if (cosine <= cosines[at]!) return
    const first = row * k
    while (at > first && cosines[at - 1]! < cosine) {
      cosines[at] = cosines[at - 1]!
      ids[at] = ids[at - 1]!
      at--
    }
    cosines[at] = cosine
    ids[at] = other
  }
  // Two rows against four at a time: each number is read once for several products. Doubles, because reading
  // 32-bit floats costs a conversion each; rows are padded with zeros, which are nobody's neighbours.
  const padded = new Float64Array(Math.ceil(rows / wide) * wide * dims)
  padded.set(data.subarray(0, rows * dims))
  const products = new Float64Array(tall * wide)
  const block = 64
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(rows, from + block)
    for (let other = from; other < rows; other += block) {
      const end = Math.min(rows, other + block)
      for (let i = from; i < to; i += tall) {
        for (let j = other; j < end; j += wide) {
          if (j + wide <= i) continue
          multiply(padded, i * dims, j * dims, dims, products)
          for (let p = 0; p < products.length; p++) {
            const row = i + (p < wide ? 0 : 1)
            const column = j + (p < wide ? p : p - wide)
            const cosine = products[p]!
            if (cosine <= 0 || column <= row || column >= rows) continue
            if (cosine > cosines[row * k + k - 1]!) offer(row, column, cosine)
            if (cosine > cosines[column * k + k - 1]!) offer(column, row, cosine)
          }
        }
      }
    }
  }
  return { k, ids, cosines }
}

/** Scalar products of two rows from `a` on with four rows from `b` on. */
function multiply(data: Float64Array, a: number, b: number, dims: number, out: Float64Array): void {
  let [p0, p1, p2, p3, q0, q1, q2, q3] = [0, 0, 0, 0, 0, 0, 0, 0]
  const b1 = b + dims
  const b2 = b1 + dims
  const b3 = b2 + dims
  for (let d = 0; d < dims; d++) {
    const x = data[a + d]!
    const y = data[a + dims + d]!
    const u = data[b + d]!
    const v = data[b1 + d]!
    const w = data[b2 + d]!
    const z = data[b3 + d]!
    p0 += x * u
    p1 += x * v
    p2 += x * w
    p3 += x * z
    q0 += y * u
    q1 += y * v
    q2 += y * w
    q3 += y * z
  }
  out[0] = p0
  out[1] = p1
  out[2] = p2
  out[3] = p3
  out[4] = q0
  out[5] = q1
  out[6] = q2
  out[7] = q3
}

export function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, dims: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let i = 0
  for (; i + 3 < dims; i += 4) {
    s0 += a[atA + i]! * b[atB + i]!
    s1 += a[atA + i + 1]! * b[atB + i + 1]!
    s2 += a[atA + i + 2]! * b[atB + i + 2]!
    s3 += a[atA + i + 3]! * b[atB + i + 3]!
  }
  for (; i < dims; i++) s0 += a[atA + i]! * b[atB + i]!
  return s0 + s1 + s2 + s3
}

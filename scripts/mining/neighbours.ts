/** For each row its k nearest rows by cosine, nearest first. */
export interface Neighbours {
  readonly k: number
  /** rows × k, −1 where there are fewer. */
  readonly ids: Int32Array
  readonly cosines: Float32Array
}

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
  // Blocks keep both sides of the comparison in the processor's cache.
  const block = 64
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(rows, from + block)
    for (let other = from; other < rows; other += block) {
      const end = Math.min(rows, other + block)
      for (let i = from; i < to; i++) {
        for (let j = Math.max(i + 1, other); j < end; j++) {
          const cosine = dot(data, i * dims, data, j * dims, dims)
          if (cosine <= 0) continue
          if (cosine > cosines[i * k + k - 1]!) offer(i, j, cosine)
          if (cosine > cosines[j * k + k - 1]!) offer(j, i, cosine)
        }
      }
    }
  }
  return { k, ids, cosines }
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

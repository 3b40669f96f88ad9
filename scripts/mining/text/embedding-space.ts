/**
 * Where texts lie by somebody else's measure, made before mining begins: mining itself asks nobody. Texts are those
 * that mining reads: of tickets after cleaning, and of articles' passages.
 */
export interface GivenSpace {
  /** One row a text, row-major, of length one; all zero where a text has nothing in it. */
  readonly rows: Float32Array
  readonly dims: number
  /** Row of a text. */
  readonly of: ReadonlyMap<string, number>
}

/** Rows of these texts, one under the other; undefined when one of them is not in the space. */
export function rowsIn({ rows, dims, of }: GivenSpace, texts: readonly string[]): Float32Array | undefined {
  const out = new Float32Array(texts.length * dims)
  for (const [at, text] of texts.entries()) {
    const row = of.get(text)
    if (row === undefined) return undefined
    out.set(rows.subarray(row * dims, (row + 1) * dims), at * dims)
  }
  return out
}

/**
 * BM25's saturation and length normalisation. b is the usual value (Robertson and Zaragoza, 2009); k1 is above the
 * usual 1.2, because an article that keeps using a word is about it. Measured flat between 2 and 3 (tests/README.md).
 */
const k1 = 2.5
const b = 0.75

/** Which keys stand in which documents, how often, and what that is worth by BM25. Documents are numbers from 0. */
export interface Postings {
  /** The key's number, −1 for one that stands nowhere. */
  idOf(key: string): number
  /** The key of a number. */
  keyOf(id: number): string
  has(key: string): boolean
  /** 0 … about 6 in a thousand documents: how telling a key is. One that stands nowhere is the most telling. */
  rarity(key: string): number
  /** Calls `seen` with each document that has the key and what its count is worth there, 0 … {@link ceiling}. */
  score(key: string, seen: (document: number, score: number) => void): void
}

/** What postings are made of: plain data, which a file can hold. */
export interface PostingsData {
  /** By number. */
  readonly keys: readonly string[]
  /** Pairs of document and count of key `k`: `pairs[begins[k] … begins[k + 1] − 1]`. */
  readonly begins: Uint32Array
  readonly pairs: Uint32Array
  /** Length of each document beside the mean length. */
  readonly relative: Float32Array
  /** Documents that have any key. */
  readonly written: number
}

/** The most that a key of this rarity can score. */
export const ceiling = (rarity: number): number => rarity * (k1 + 1)

/** Weight of a key of this rarity that occurs `count` times in a document of this length, relative to the mean length. */
export const bm25 = (rarity: number, count: number, relativeLength: number): number =>
  (rarity * count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength))

/** How telling a key is that stands in `spread` of `documents`. */
export const rarityOf = (spread: number, documents: number): number =>
  Math.log(1 + (documents - spread + 0.5) / (spread + 0.5))

export interface PostingsBuilder {
  /** Counts a key that stands in a document; documents come in rising order. @returns the key's number */
  add(document: number, key: string, count: number): number
  build(): PostingsData
}

/** Postings that are built once and then lie in typed arrays: eight bytes a key and document. */
export function postingsBuilder(): PostingsBuilder {
  const ids = new Map<string, number>()
  const rows: number[][] = []
  const lengths: number[] = []
  let total = 0
  return {
    add(document, key, count) {
      let id = ids.get(key)
      if (id === undefined) {
        id = rows.push([]) - 1
        ids.set(key, id)
      }
      // Pairs of document and count.
      const row = rows[id]!
      if (row.at(-2) === document) row[row.length - 1]! += count
      else row.push(document, count)
      lengths[document] = (lengths[document] ?? 0) + count
      total += count
      return id
    },
    build() {
      const { begins, values } = layOut(rows)
      const written = Object.values(lengths).length
      const average = total / Math.max(1, written)
      const relative = Float32Array.from({ length: lengths.length }, (_, at) => (lengths[at] ?? 0) / average)
      return { keys: [...ids.keys()], begins, pairs: values, relative, written }
    },
  }
}

/** Rows of numbers one behind the other; row `r` is `values[begins[r] … begins[r + 1] − 1]`. */
export function layOut(rows: readonly (readonly number[])[]): { begins: Uint32Array; values: Uint32Array } {
  const begins = new Uint32Array(rows.length + 1)
  rows.forEach((row, at) => {
    begins[at + 1] = begins[at]! + row.length
  })
  const values = new Uint32Array(begins[rows.length]!)
  rows.forEach((row, at) => {
    values.set(row, begins[at])
  })
  return { begins, values }
}

/** Each text's place in the list. */
export const numbered = (texts: readonly string[]): ReadonlyMap<string, number> =>
  new Map(texts.map((text, at) => [text, at]))

export function postingsOf({ keys, begins, pairs, relative, written }: PostingsData): Postings {
  const ids = numbered(keys)
  const spreadOf = (key: string) => {
    const id = ids.get(key)
    return id === undefined ? 0 : (begins[id + 1]! - begins[id]!) / 2
  }
  const postings: Postings = {
    idOf: (key) => ids.get(key) ?? -1,
    keyOf: (id) => keys[id]!,
    has: (key) => ids.has(key),
    rarity: (key) => rarityOf(spreadOf(key), written),
    score(key, seen) {
      const id = ids.get(key)
      if (id === undefined) return
      const rarity = postings.rarity(key)
      for (let at = begins[id]!; at < begins[id + 1]!; at += 2) {
        const document = pairs[at]!
        seen(document, bm25(rarity, pairs[at + 1]!, relative[document]!))
      }
    },
  }
  return postings
}

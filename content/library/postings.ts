/**
 * BM25's saturation and length normalisation. b is the usual value (Robertson and Zaragoza, 2009); k1 is above the
 * usual 1.2, because an article that keeps using a word is about it. Measured flat between 2 and 3 (tests/README.md).
 */
const k1 = 2.5
const b = 0.75

/** Which keys stand in which documents, how often, and what that is worth by BM25. Documents are numbers from 0. */
export interface Postings {
  /** Counts a key that stands in a document; it makes the document longer by as much. */
  add(document: number, key: string, count: number): void
  has(key: string): boolean
  /** 0 … about 6 in a thousand documents: how telling a key is. One that stands nowhere is the most telling. */
  rarity(key: string): number
  /** The documents in which any of the keys stands, each scored by its best one. Keys come with their worth, 0 … 1. */
  best(keys: ReadonlyMap<string, number>): Map<number, number>
}

/** The most that a key of this rarity can score. */
export const ceiling = (rarity: number): number => rarity * (k1 + 1)

export function createPostings(): Postings {
  const rows = new Map<string, Map<number, number>>()
  const lengths = new Map<number, number>()
  let total = 0
  const rarity = (key: string): number => {
    const spread = rows.get(key)?.size ?? 0
    return Math.log(1 + (lengths.size - spread + 0.5) / (spread + 0.5))
  }
  return {
    add(document, key, count) {
      const row = rows.get(key) ?? new Map<number, number>()
      rows.set(key, row)
      row.set(document, (row.get(document) ?? 0) + count)
      lengths.set(document, (lengths.get(document) ?? 0) + count)
      total += count
    },
    has: (key) => rows.has(key),
    rarity,
    best(keys) {
      const scores = new Map<number, number>()
      const average = total / Math.max(1, lengths.size)
      for (const [key, worth] of keys) {
        const full = worth * rarity(key)
        for (const [document, count] of rows.get(key) ?? []) {
          const norm = k1 * (1 - b + (b * (lengths.get(document) ?? 0)) / average)
          const score = (full * count * (k1 + 1)) / (count + norm)
          if (score > (scores.get(document) ?? 0)) scores.set(document, score)
        }
      }
      return scores
    },
  }
}

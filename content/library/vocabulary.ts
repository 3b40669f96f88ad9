import { distance } from 'fastest-levenshtein'
import { bm25, rarityOf } from './postings.ts'

/** Letters in a part of a word. Four leaves most endings behind and still tells words apart. */
const partLength = 4

/** The spellings of a library and their parts: what forgives endings, typing errors and words run together. */
export interface Vocabulary {
  /** The terms a spelling stands for, empty for one that stands nowhere. */
  termsOf(spelling: string): readonly string[]
  /** Spellings of at most one wrong letter from four letters, two from eight; the last word may be unfinished. */
  near(spelling: string, last: boolean): string[]
  /** Scores a document by the parts of words it shares with these spellings. */
  scoreParts(spellings: Iterable<string>): (document: number) => number
}

export interface VocabularyBuilder {
  /** @param count how often it stands there; 0 for a word whose parts do not count. Documents come in rising order. */
  add(document: number, spelling: string, term: string, count: number): void
  build(documents: number): Vocabulary
}

export function createVocabulary(): VocabularyBuilder {
  const ids = new Map<string, number>()
  const terms: string[][] = []
  /** Of each document, pairs of spelling and count. */
  const rows: Map<number, number>[] = []
  return {
    add(document, spelling, term, count) {
      let id = ids.get(spelling)
      if (id === undefined) {
        id = terms.push([]) - 1
        ids.set(spelling, id)
      }
      const own = terms[id]!
      if (!own.includes(term)) own.push(term)
      if (count === 0) return
      rows[document] ??= new Map()
      rows[document].set(id, (rows[document].get(id) ?? 0) + count)
    },
    build: (documents) => freeze(ids, terms, rows, documents),
  }
}

function freeze(
  ids: ReadonlyMap<string, number>,
  terms: readonly (readonly string[])[],
  rows: readonly Map<number, number>[],
  documents: number,
): Vocabulary {
  const spellings = [...ids.keys()]
  const sorted = spellings.toSorted()
  /** By first letter and length: an error seldom is in the first letter. */
  const alike = Map.groupBy(spellings, (spelling) => spelling[0] + String(spelling.length))
  /** Part → the spellings that have it, once for each time. */
  const having = new Map<string, number[]>()
  const partsOfId = spellings.map((spelling, id) => {
    const parts = partsOf(spelling)
    for (const part of parts) {
      const list = having.get(part)
      if (list) list.push(id)
      else having.set(part, [id])
    }
    return parts
  })
  const { begins, pairs, lengths, average, spread, written } = layOut(rows, documents, partsOfId)
  return {
    termsOf: (spelling) => terms[ids.get(spelling) ?? -1] ?? [],
    near(word, last) {
      const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
      const near: string[] = []
      for (let length = word.length - allowed; length <= word.length + allowed; length++) {
        for (const spelling of alike.get(word[0] + String(length)) ?? [])
          if (distance(spelling, word) <= allowed) near.push(spelling)
      }
      return near.length === 0 && last && word.length >= 3 ? beginningWith(sorted, word) : near
    },
    scoreParts(asked) {
      const wanted = [...new Set([...asked].flatMap(partsOf))].filter((part) => having.has(part))
      const rarities = wanted.map((part) => rarityOf(spread.get(part) ?? 0, written))
      /** Spelling → the wanted parts it has. */
      const has = new Map<number, number[]>()
      wanted.forEach((part, at) => {
        for (const id of having.get(part)!) {
          const list = has.get(id)
          if (list) list.push(at)
          else has.set(id, [at])
        }
      })
      const counts = new Float64Array(wanted.length)
      return (document) => {
        counts.fill(0)
        for (let at = begins[document]!; at < begins[document + 1]!; at += 2) {
          const parts = has.get(pairs[at]!)
          if (parts) for (const part of parts) counts[part]! += pairs[at + 1]!
        }
        const length = lengths[document]! / average
        let sum = 0
        counts.forEach((count, part) => {
          if (count > 0) sum += bm25(rarities[part]!, count, length)
        })
        return sum
      }
    },
  }
}

/** Each document's spellings and counts in one array, its length in parts, and in how many documents each part is. */
function layOut(
  rows: readonly Map<number, number>[],
  documents: number,
  partsOfId: readonly (readonly string[])[],
) {
  const begins = new Uint32Array(documents + 1)
  const lengths = new Float64Array(documents)
  const spread = new Map<string, number>()
  const last = new Map<string, number>()
  let written = 0
  for (let document = 0; document < documents; document++) {
    const row = rows[document]
    begins[document + 1] = begins[document]! + 2 * (row?.size ?? 0)
    for (const [id, count] of row ?? []) {
      const parts = partsOfId[id]!
      lengths[document]! += count * parts.length
      for (const part of parts) {
        if (last.get(part) === document) continue
        last.set(part, document)
        spread.set(part, (spread.get(part) ?? 0) + 1)
      }
    }
    if (lengths[document]! > 0) written++
  }
  const pairs = new Uint32Array(begins[documents]!)
  rows.forEach((row, document) => {
    let at = begins[document]!
    for (const [id, count] of row) {
      pairs[at++] = id
      pairs[at++] = count
    }
  })
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, written)
  return { begins, pairs, lengths, average, spread, written }
}

function beginningWith(sorted: readonly string[], start: string): string[] {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle]! < start) from = middle + 1
    else to = middle
  }
  const found: string[] = []
  for (; sorted[from]?.startsWith(start); from++) found.push(sorted[from]!)
  return found
}

/** "card" → "^car", "card": every run of letters, the beginning marked. */
function partsOf(word: string): string[] {
  const marked = `^${word}`
  return Array.from({ length: Math.max(0, marked.length - partLength + 1) }, (_, at) =>
    marked.slice(at, at + partLength),
  )
}

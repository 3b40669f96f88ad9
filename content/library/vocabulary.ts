import { distance } from 'fastest-levenshtein'
import { bm25, layOut, numbered, rarityOf } from './postings.ts'

/** Letters in a part of a word. Four leaves most endings behind and still tells words apart. */
const partLength = 4

/** The spellings of a library and their parts: what forgives endings, typing errors and words run together. */
export interface Vocabulary {
  /** Numbers of the terms a spelling stands for, empty for one that stands nowhere. */
  termsOf(spelling: string): Uint32Array
  /** Spellings of at most one wrong letter from four letters, two from eight; the last word may be unfinished. */
  near(spelling: string, last: boolean): string[]
  /** Scores each of these documents by the parts of words it shares with these spellings. */
  scoreParts(spellings: Iterable<string>, documents: readonly number[]): Float64Array
}

/** What a vocabulary is made of: plain data, which a file can hold. Spellings, terms and parts are numbers. */
export interface VocabularyData {
  readonly spellings: readonly string[]
  /** Terms of spelling `s`: `terms[termBegins[s] … termBegins[s + 1] − 1]`. */
  readonly terms: Uint32Array
  readonly termBegins: Uint32Array
  readonly parts: readonly string[]
  /** Spellings that have part `p`, once for each time: `having[havingBegins[p] … havingBegins[p + 1] − 1]`. */
  readonly having: Uint32Array
  readonly havingBegins: Uint32Array
  /** In how many documents a part stands. */
  readonly spread: Uint32Array
  /** Pairs of spelling and count of document `d`: `pairs[begins[d] … begins[d + 1] − 1]`. */
  readonly pairs: Uint32Array
  readonly begins: Uint32Array
  /** Of each document, in parts, and their mean. */
  readonly lengths: Float64Array
  readonly average: number
  /** Documents that have any part. */
  readonly written: number
}

export interface VocabularyBuilder {
  /** @param count how often it stands there; 0 for a word whose parts do not count. Documents come in rising order. */
  add(document: number, spelling: string, term: number, count: number): void
  build(documents: number): VocabularyData
}

export function createVocabulary(): VocabularyBuilder {
  const ids = new Map<string, number>()
  const terms: number[][] = []
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
    build: (documents) => freeze([...ids.keys()], terms, rows, documents),
  }
}

function freeze(
  spellings: readonly string[],
  terms: readonly (readonly number[])[],
  rows: readonly Map<number, number>[],
  documents: number,
): VocabularyData {
  const parts = new Map<string, number>()
  const having: number[][] = []
  const partsOfSpelling = spellings.map((spelling, id) =>
    partsOf(spelling).map((part) => {
      let number = parts.get(part)
      if (number === undefined) {
        number = having.push([]) - 1
        parts.set(part, number)
      }
      having[number]!.push(id)
      return number
    }),
  )
  const lengths = new Float64Array(documents)
  const spread = new Uint32Array(parts.size)
  const last = new Int32Array(parts.size).fill(-1)
  let written = 0
  for (let document = 0; document < documents; document++) {
    for (const [id, count] of rows[document] ?? []) {
      const own = partsOfSpelling[id]!
      lengths[document]! += count * own.length
      for (const part of own) {
        if (last[part] === document) continue
        last[part] = document
        spread[part]!++
      }
    }
    if (lengths[document]! > 0) written++
  }
  const termRows = layOut(terms)
  const havingRows = layOut(having)
  const pairs = layOut(Array.from({ length: documents }, (_, at) => [...(rows[at] ?? [])].flat()))
  return {
    ...{ spellings, terms: termRows.values, termBegins: termRows.begins },
    ...{ parts: [...parts.keys()], having: havingRows.values, havingBegins: havingRows.begins, spread },
    ...{ pairs: pairs.values, begins: pairs.begins, lengths, written },
    average: lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, written),
  }
}

const none = new Uint32Array(0)

export function vocabularyOf(data: VocabularyData): Vocabulary {
  const { spellings, terms, termBegins, having, havingBegins, spread, pairs, begins, lengths } = data
  const ids = numbered(spellings)
  const parts = numbered(data.parts)
  let alike: ReadonlyMap<string, readonly string[]> | undefined
  let sorted: readonly string[] | undefined
  /** Of each spelling the first of its asked parts in the search at hand; −1 between searches. */
  const firsts = new Int32Array(spellings.length).fill(-1)
  return {
    termsOf(spelling) {
      const id = ids.get(spelling)
      return id === undefined ? none : terms.subarray(termBegins[id], termBegins[id + 1])
    },
    near(word, last) {
      // An error seldom is in the first letter.
      alike ??= Map.groupBy(spellings, (spelling) => spelling[0] + String(spelling.length))
      const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
      const near: string[] = []
      for (let length = word.length - allowed; length <= word.length + allowed; length++) {
        for (const spelling of alike.get(word[0] + String(length)) ?? [])
          if (distance(spelling, word) <= allowed) near.push(spelling)
      }
      if (near.length > 0 || !last || word.length < 3) return near
      sorted ??= spellings.toSorted()
      return beginningWith(sorted, word)
    },
    scoreParts(asked, documents) {
      const wanted = new Set([...asked].flatMap(partsOf).flatMap((part) => parts.get(part) ?? []))
      const rarities = Float64Array.from(wanted, (part) => rarityOf(spread[part]!, data.written))
      /** The asked parts of each spelling, as lists: what is at `at`, and where the spelling's next one is, −1 for none. */
      const slots: number[] = []
      const nexts: number[] = []
      const touched: number[] = []
      let slot = 0
      for (const part of wanted) {
        for (let at = havingBegins[part]!; at < havingBegins[part + 1]!; at++) {
          const spelling = having[at]!
          nexts.push(firsts[spelling]!)
          firsts[spelling] = slots.push(slot) - 1
          touched.push(spelling)
        }
        slot++
      }
      const counts = new Float64Array(wanted.size)
      const scores = new Float64Array(documents.length)
      for (let one = 0; one < documents.length; one++) {
        const document = documents[one]!
        counts.fill(0)
        for (let at = begins[document]!; at < begins[document + 1]!; at += 2) {
          for (let place = firsts[pairs[at]!]!; place >= 0; place = nexts[place]!)
            counts[slots[place]!]! += pairs[at + 1]!
        }
        const length = lengths[document]! / data.average
        let sum = 0
        for (let part = 0; part < counts.length; part++)
          if (counts[part]! > 0) sum += bm25(rarities[part]!, counts[part]!, length)
        scores[one] = sum
      }
      for (const spelling of touched) firsts[spelling] = -1
      return scores
    },
  }
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

import { byCodePoint } from './code-points.ts'
import { samplesKept, type TermCount, type TokenRow } from './contract.ts'

/** Slots a table begins with; a power of two. */
const firstSlots = 1 << 16
const nobody = -1

/**
 * Counts of (term, segment, week) in columns of numbers instead of objects: 50 bytes a count beside terms and ids, and
 * nothing in it that the garbage collector has to look at. Terms, and pairs of segment and week, are numbered; a
 * count is found by its two numbers.
 */
export class CountTable {
  readonly #terms = new Map<string, number>()
  readonly #termTexts: string[] = []
  readonly #pairs = new Map<string, Map<string, number>>()
  readonly #pairTexts: { segment: string; week: string }[] = []
  /** Id of each row. */
  readonly #ids: string[] = []
  /** Whether ids came in order: then the first rows of a count are its smallest ids. */
  #ascending = true
  readonly #days = new Map<string, number>()
  readonly #dayTexts: string[] = []
  /** Number of the count plus one, 0 = free. */
  #slots = new Int32Array(firstSlots)
  #termOf = new Int32Array(firstSlots / 2)
  #pairOf = new Int32Array(firstSlots / 2)
  #df = new Int32Array(firstSlots / 2)
  /** Row that was counted last: a token that comes twice in it counts once. */
  #lastRow = new Int32Array(firstSlots / 2)
  #first = new Int32Array(firstSlots / 2)
  /** Rows of the smallest ids, {@link samplesKept} places a count. */
  #samples = new Int32Array((firstSlots / 2) * samplesKept)
  #count = 0
  #letters = 0

  /** Counts so far. */
  get size(): number {
    return this.#count
  }

  /** Letters of terms and ids that are held. */
  get letters(): number {
    return this.#letters
  }

  add({ id, segment, week, day = week, tokens }: TokenRow): void {
    const row = this.#ids.length
    if (this.#ascending && row > 0) this.#ascending = byCodePoint(this.#ids[row - 1]!, id) <= 0
    this.#ids.push(id)
    this.#letters += id.length
    const pair = this.#pair(segment, week)
    const dayNumber = this.#day(day)
    for (const token of tokens) this.#see(this.#term(token), pair, row, dayNumber)
  }

  /** All counts by term, segment and week. */
  *inOrder(): Generator<TermCount> {
    const termRank = ranks(this.#termTexts, byCodePoint)
    const pairRank = ranks(
      this.#pairTexts,
      (a, b) => byCodePoint(a.segment, b.segment) || byCodePoint(a.week, b.week),
    )
    // Two counting sorts, the less important key first: each keeps the order of equals.
    const all = Int32Array.from({ length: this.#count }, (_, at) => at)
    const byPair = sortedBy(all, (at) => pairRank[this.#pairOf[at]!]!, pairRank.length)
    for (const at of sortedBy(byPair, (at) => termRank[this.#termOf[at]!]!, termRank.length)) {
      const { segment, week } = this.#pairTexts[this.#pairOf[at]!]!
      const df = this.#df[at]!
      const samples: string[] = []
      for (let i = 0; i < Math.min(df, samplesKept); i++)
        samples.push(this.#ids[this.#samples[at * samplesKept + i]!]!)
      yield {
        term: this.#termTexts[this.#termOf[at]!]!,
        segment,
        week,
        df,
        first_seen: this.#dayTexts[this.#first[at]!]!,
        samples,
      }
    }
  }

  #pair(segment: string, week: string): number {
    let weeks = this.#pairs.get(segment)
    if (weeks === undefined) {
      weeks = new Map()
      this.#pairs.set(segment, weeks)
    }
    let pair = weeks.get(week)
    if (pair === undefined) {
      pair = this.#pairTexts.length
      this.#pairTexts.push({ segment, week })
      weeks.set(week, pair)
    }
    return pair
  }

  #day(text: string): number {
    let day = this.#days.get(text)
    if (day === undefined) {
      day = this.#dayTexts.push(text) - 1
      this.#days.set(text, day)
    }
    return day
  }

  #term(text: string): number {
    let term = this.#terms.get(text)
    if (term === undefined) {
      term = this.#termTexts.length
      // A copy: a piece of a text would keep the whole text in memory.
      const own = Buffer.from(text).toString()
      this.#termTexts.push(own)
      this.#terms.set(own, term)
      this.#letters += own.length
    }
    return term
  }

  #see(term: number, pair: number, row: number, day: number): void {
    let slot = this.#slot(term, pair)
    let at = this.#slots[slot]! - 1
    if (at < 0) {
      if (this.#count * 2 >= this.#slots.length) {
        this.#grow()
        slot = this.#slot(term, pair)
      }
      at = this.#count++
      this.#slots[slot] = this.#count
      this.#termOf[at] = term
      this.#pairOf[at] = pair
      this.#first[at] = day
      this.#lastRow[at] = nobody
    }
    if (this.#lastRow[at] === row) return
    this.#lastRow[at] = row
    const df = this.#df[at]!++
    if (day !== this.#first[at] && this.#dayTexts[day]! < this.#dayTexts[this.#first[at]!]!)
      this.#first[at] = day
    if (df < samplesKept || !this.#ascending) this.#keep(at * samplesKept, Math.min(df, samplesKept), row)
  }

  /** Puts a row among those with the smallest ids, when its id is one; `held` of them are there. */
  #keep(from: number, held: number, row: number): void {
    const samples = this.#samples
    let place = from + held
    while (place > from && byCodePoint(this.#ids[row]!, this.#ids[samples[place - 1]!]!) < 0) {
      if (place < from + samplesKept) samples[place] = samples[place - 1]!
      place--
    }
    if (place < from + samplesKept) samples[place] = row
  }

  /** Where the count is, or would be. */
  #slot(term: number, pair: number): number {
    const mask = this.#slots.length - 1
    let hash = Math.imul(term, 0x9e3779b1) ^ Math.imul(pair, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const at = this.#slots[slot]! - 1
      if (at < 0 || (this.#termOf[at] === term && this.#pairOf[at] === pair)) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    this.#termOf = doubled(this.#termOf)
    this.#pairOf = doubled(this.#pairOf)
    this.#df = doubled(this.#df)
    this.#lastRow = doubled(this.#lastRow)
    this.#first = doubled(this.#first)
    this.#samples = doubled(this.#samples)
    for (let at = 0; at < this.#count; at++)
      this.#slots[this.#slot(this.#termOf[at]!, this.#pairOf[at]!)] = at + 1
  }
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const into = new Int32Array(from.length * 2)
  into.set(from)
  return into
}

/** Place of each value when they are in order. */
function ranks<T>(values: readonly T[], compare: (a: T, b: T) => number): Int32Array {
  const order = values.map((_, at) => at).sort((a, b) => compare(values[a]!, values[b]!))
  const rank = new Int32Array(values.length)
  order.forEach((value, place) => {
    rank[value] = place
  })
  return rank
}

/** The entries by key 0 … keys − 1; equals stay as they were. */
function sortedBy(entries: Int32Array, key: (entry: number) => number, keys: number): Int32Array {
  const starts = new Int32Array(keys + 1)
  for (const entry of entries) starts[key(entry) + 1]!++
  for (let at = 0; at < keys; at++) starts[at + 1]! += starts[at]!
  const out = new Int32Array(entries.length)
  for (const entry of entries) out[starts[key(entry)]!++] = entry
  return out
}

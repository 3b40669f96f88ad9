import { byCodePoint } from './code-points.ts'
import { samplesKept, type TermCount, type TokenRow } from './contract.ts'

/** Slots a table begins with; a power of two. */
const firstSlots = 1 << 16

/**
 * Counts of (term, segment, week) in columns instead of objects: about 60 bytes a count beside its term and ids.
 * Terms, and pairs of segment and week, are numbered; a count is found by its two numbers.
 */
export class CountTable {
  readonly #terms = new Map<string, number>()
  readonly #termTexts: string[] = []
  readonly #pairs = new Map<string, Map<string, number>>()
  readonly #pairTexts: { segment: string; week: string }[] = []
  /** Number of the count plus one, 0 = free. */
  #slots = new Int32Array(firstSlots)
  #termOf = new Int32Array(firstSlots / 2)
  #pairOf = new Int32Array(firstSlots / 2)
  #df = new Uint32Array(firstSlots / 2)
  /** Row that was counted last: a token that comes twice in it counts once. */
  #lastRow = new Uint32Array(firstSlots / 2)
  readonly #first: string[] = []
  /** {@link samplesKept} places a count. */
  readonly #samples: (string | undefined)[] = []
  #count = 0
  #rows = 0
  #letters = 0

  /** Counts so far. */
  get size(): number {
    return this.#count
  }

  /** Letters of terms and ids that are held, at most. */
  get letters(): number {
    return this.#letters
  }

  add({ id, segment, week, day = week, tokens }: TokenRow): void {
    const pair = this.#pair(segment, week)
    this.#rows++
    this.#letters += id.length
    for (const token of tokens) this.#see(this.#term(token), pair, id, day)
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
      const from = at * samplesKept
      const df = this.#df[at]!
      yield {
        term: this.#termTexts[this.#termOf[at]!]!,
        segment,
        week,
        df,
        first_seen: this.#first[at]!,
        samples: this.#samples.slice(from, from + Math.min(df, samplesKept)) as string[],
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

  #see(term: number, pair: number, id: string, day: string): void {
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
      this.#first.push(day)
      for (let i = 0; i < samplesKept; i++) this.#samples.push(undefined)
    } else if (this.#lastRow[at] === this.#rows) return
    this.#lastRow[at] = this.#rows
    this.#df[at]!++
    if (day < this.#first[at]!) this.#first[at] = day
    this.#keep(at * samplesKept, id)
  }

  /** Puts an id among the smallest ones, when it is one. */
  #keep(from: number, id: string): void {
    const samples = this.#samples
    let place = from + samplesKept
    while (place > from) {
      const before = samples[place - 1]
      if (before !== undefined && byCodePoint(before, id) <= 0) break
      place--
      if (place + 1 < from + samplesKept) samples[place + 1] = before
    }
    if (place < from + samplesKept) samples[place] = id
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
    const slots = this.#slots.length * 2
    this.#termOf = grown(this.#termOf, new Int32Array(slots / 2))
    this.#pairOf = grown(this.#pairOf, new Int32Array(slots / 2))
    this.#df = grown(this.#df, new Uint32Array(slots / 2))
    this.#lastRow = grown(this.#lastRow, new Uint32Array(slots / 2))
    this.#slots = new Int32Array(slots)
    for (let at = 0; at < this.#count; at++)
      this.#slots[this.#slot(this.#termOf[at]!, this.#pairOf[at]!)] = at + 1
  }
}

function grown<T extends Int32Array | Uint32Array>(from: T, into: T): T {
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

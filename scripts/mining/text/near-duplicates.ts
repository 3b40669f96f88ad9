import { fold, tokens } from '#content/language/index.ts'
import { nearDuplicates, terms } from '#scripts/mining/thresholds.ts'
import { markOf } from './hash.ts'

const { alike } = nearDuplicates
/** Characters of a run; a mistyped letter spoils as many runs, a missing word its own. */
const run = terms.shortest
/** Texts looked at for each place, at most: more copies than this of everything leave places empty. */
const lookedAtPerPlace = 4
/** Smallest hashes in bands (Broder 1997): of copies at 0.9, 99.8 % agree in at least one band. */
const bands = 5
const perBand = 3

/** Texts of one language; one is made when it is asked for. */
export interface Texts {
  readonly language: string
  readonly count: number
  readonly at: (position: number) => string
}

/**
 * Positions of at most `most` texts of which none is nearly a copy of another, rising. Chosen by what they
 * say, those with the smallest hash first: order does not matter, and as texts come in most of the chosen stay. Copies
 * would be each other's nearest texts, and a question that came a hundred times would be a topic of its own.
 */
export function differentOnes({ count, at, language }: Texts, most: number): Int32Array {
  const hashes = Uint32Array.from({ length: count }, (_, position) => hashOf(at(position)))
  const last = hashes.toSorted()[Math.min(count, lookedAtPerPlace * most) - 1]!
  const candidates = Array.from(hashes.keys())
    .filter((position) => hashes[position]! <= last)
    .sort((a, b) => hashes[a]! - hashes[b]! || a - b)
  const chosen: { position: number; runs: Set<number> }[] = []
  const buckets = new Map<number, number[]>()
  for (const position of candidates) {
    if (chosen.length === most) break
    const runs = runsOf(at(position), language)
    const keys = bandsOf(runs)
    const near = new Set(keys.flatMap((key) => buckets.get(key) ?? []))
    if ([...near].some((one) => likeness(chosen[one]!.runs, runs) >= alike)) continue
    for (const key of keys) {
      const bucket = buckets.get(key)
      if (bucket) bucket.push(chosen.length)
      else buckets.set(key, [chosen.length])
    }
    chosen.push({ position, runs })
  }
  return Int32Array.from(chosen, ({ position }) => position).sort()
}

/** Texts of a language that topics are trained on; the others are assigned. The cost grows with the square. */
export const trainedOn = 10_000

/** Positions of the texts that topics are trained on: all of them, or different ones when they are more than `most`. */
export function sampleFor(texts: Texts, most = trainedOn): Int32Array {
  return texts.count > most
    ? differentOnes(texts, most)
    : Int32Array.from({ length: texts.count }, (_, at) => at)
}

/** Hashes of a text's runs of letters within words. */
function runsOf(text: string, language: string): Set<number> {
  const runs = new Set<number>()
  for (const word of tokens(text, language)) {
    const padded = `<${fold(word)}>`
    for (let from = 0; from + run <= padded.length; from++) {
      runs.add(hashOf(padded.slice(from, from + run)))
    }
  }
  return runs
}

const hashOf = (text: string): number => markOf(text) >>> 0

function bandsOf(runs: ReadonlySet<number>): number[] {
  return Array.from({ length: bands }, (_, band) => {
    let key = band
    for (let hash = 0; hash < perBand; hash++) {
      const salt = mixed(band * perBand + hash + 1)
      let least = 0xffffffff
      for (const one of runs) {
        const value = mixed(one ^ salt)
        if (value < least) least = value
      }
      key = mixed(key ^ least)
    }
    return key
  })
}

/** An integer hash in which every bit depends on every bit (MurmurHash3's finaliser, Appleby). */
function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Shared of all: Jaccard, 0 … 1. */
function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0
  for (const one of a) if (b.has(one)) shared++
  const all = a.size + b.size - shared
  return all === 0 ? 1 : shared / all
}

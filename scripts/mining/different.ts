import { fold, tokens } from '#content/language/index.ts'
import { randomFrom } from './random.ts'
import { sampleOf } from './sample.ts'

/** Letters of a run; a mistyped letter spoils three runs, a missing word its own. */
const run = 3
/** Two texts that share so much of what either has are copies: forms, alarms, the same question sent again. */
const alike = 0.7
/** Texts looked at for each place, at most: more copies than this of everything leave places empty. */
const lookedAtPerPlace = 4
/** Smallest hashes in bands (MinHash, Broder 1997): of copies at 0.7, 99.6 % agree in at least one band of three. */
const bands = 13
const perBand = 3

/**
 * Positions of at most `most` texts of which none is nearly a copy of another, rising; always the same ones. Copies
 * would be each other's nearest texts, and a question that came a hundred times would be a topic of its own.
 */
export function differentOnes(
  { count, at, language }: { count: number; at: (position: number) => string; language: string },
  most: number,
): Int32Array {
  const candidates = sampleOf(count, lookedAtPerPlace * most)
  shuffle(candidates)
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

/** Hashes of a text's runs of letters within words. */
function runsOf(text: string, language: string): Set<number> {
  const runs = new Set<number>()
  for (const word of tokens(text, language)) {
    const padded = `<${fold(word)}>`
    for (let from = 0; from + run <= padded.length; from++) {
      let hash = 0x811c9dc5
      for (let i = from; i < from + run; i++) hash = Math.imul(hash ^ padded.charCodeAt(i), 0x01000193)
      runs.add(hash >>> 0)
    }
  }
  return runs
}

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

function shuffle(positions: Int32Array): void {
  const random = randomFrom(20_260_302)
  for (let i = positions.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = positions[i]!
    positions[i] = positions[j]!
    positions[j] = held
  }
}

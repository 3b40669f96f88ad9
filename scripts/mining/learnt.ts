import { type Bayes, type BayesTables, bayesOf } from './bayes.ts'
import { dot } from './neighbours.ts'
import type { Sparse } from './sparse.ts'
import { project } from './svd.ts'
import type { Vocabulary } from './vectors.ts'

/** A text is doubtful when it is less like its topic than all but this share of the texts the topics were made from. */
const doubtfulShare = 0.05

/** What tells a text its topic. */
export interface Tells {
  readonly vocabulary: Vocabulary
  readonly bayes: Bayes
  /** Directions of the topics' means, count × dims. */
  readonly centres: Float32Array
  readonly dims: number
  /** Topics. */
  readonly count: number
  /** Where texts lie, each of length one; `rows` are their terms. */
  readonly pointsAt: (texts: readonly string[], rows: Sparse) => Float32Array
}

/** Texts by id, with the mark of their words. Sorted by id. */
export interface Marked {
  readonly ids: readonly string[]
  readonly marks: Float64Array
  /** Topic of each. */
  readonly topics: Int32Array
  /** How like their topic they are, −1 … 1. */
  readonly likeness: Float32Array
}

/** Texts that topics were made from. */
export interface MadeFrom extends Marked {
  /** Their points, smoothed with their neighbours: ids × dims. */
  readonly space: Float32Array
}

/** Texts that were told their topic by their words. */
export interface ToldTexts extends Marked {
  /** 0 told when the topics were made · 1 since then · 2 since then, and no topic suits it well. */
  readonly since: Uint8Array
}

/**
 * What mining has learnt of one language, to tell new texts by: the topics stay as they are, whatever comes. Articles
 * are no part of it, so they may change from day to day.
 */
export interface Learnt {
  readonly language: string
  /** Day that counted as now when the topics were made, `YYYY-MM-DD`. */
  readonly made: string
  /** Texts there were when the topics were made. */
  readonly base: number
  readonly vocabulary: Vocabulary
  readonly basis: Float32Array
  readonly dims: number
  readonly tables: BayesTables
  readonly centres: Float32Array
  /** Per topic: a text less like it than this is doubtful. */
  readonly doubtful: Float32Array
  readonly from: MadeFrom
  readonly told: ToldTexts
}

/** What was learnt of each language, by its code. */
export type MiningModel = ReadonlyMap<string, Learnt>

export function tellsBy({ vocabulary, tables, centres, basis, dims }: Learnt): Tells {
  const bayes = bayesOf(tables)
  return {
    ...{ vocabulary, bayes, centres, dims, count: bayes.classes },
    pointsAt: (_, rows) => project(rows, basis, dims),
  }
}

/**
 * Per topic the likeness below which a text is doubtful. What is usual differs from topic to topic, how far texts stray
 * from it is taken from all topics together: most are too small to tell their own.
 *
 * @param points the texts' own points, not smoothed: those of new texts are not either
 */
export function doubtfulBelow(
  points: Float32Array,
  topics: Int32Array,
  { centres, count, dims }: Pick<Tells, 'centres' | 'count' | 'dims'>,
): Float32Array {
  const likeness = Float32Array.from(topics, (topic, row) =>
    dot(points, row * dims, centres, topic * dims, dims),
  )
  const own: number[][] = Array.from({ length: count }, () => [])
  topics.forEach((topic, row) => {
    own[topic]!.push(likeness[row]!)
  })
  const usual = Float32Array.from(own, (list) => list.sort((a, b) => a - b)[list.length >> 1] ?? 0)
  const shares = likeness.map((one, row) => one / Math.max(1e-6, usual[topics[row]!]!)).sort()
  const bar = shares[Math.floor(doubtfulShare * shares.length)] ?? 0
  return usual.map((one) => one * bar)
}

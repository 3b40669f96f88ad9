import { type Bayes, type BayesTables, bayesOf } from '#scripts/mining/clustering/naive-bayes.ts'
import { project } from '#scripts/mining/text/lsa.ts'
import type { Sparse } from '#scripts/mining/text/sparse-matrix.ts'
import type { Vocabulary } from '#scripts/mining/text/tf-idf.ts'

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

/** What is known of the texts that topics were made from: by it searches are assigned theirs. */
export interface Known {
  readonly tells: Tells
  /** Their points, one after the other; undefined in a given space, where other texts have no place. */
  readonly space: Float32Array | undefined
  /** Topic of each. */
  readonly topics: Int32Array
  readonly fits: Fits
}

/** Texts by id, with the mark of their words. Sorted by mark, then id. */
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

/** Texts that were assigned their topic by their words. */
export interface AssignedTexts extends Marked {
  /** 0 assigned when the topics were made · 1 since then · 2 since then, and it is novel. */
  readonly since: Uint8Array
}

/**
 * What mining has trained of one language, to assign new texts by: the topics stay as they are, whatever comes, and whatever
 * becomes of the articles they are compared with.
 */
export interface Trained {
  readonly language: string
  /** Day that counted as now when the topics were made, `YYYY-MM-DD`. */
  readonly made: string
  /** Texts there were when the topics were made. */
  readonly base: number
  /** Texts that are gone since, or say something else. */
  readonly gone: number
  /** Marks of the articles there were, rising: they helped to part answered topics from others. */
  readonly articles: Float64Array
  readonly vocabulary: Vocabulary
  readonly basis: Float32Array
  readonly dims: number
  readonly tables: BayesTables
  readonly centres: Float32Array
  /** A text less familiar than this is novel. */
  readonly novel: number
  readonly from: MadeFrom
  readonly assigned: AssignedTexts
  /** {@link Known.fits} */
  readonly fits: Fits
  /** Searches: topic −1 where they fit none; likeness is {@link fitOf}. */
  readonly searches: Marked
}

/** What was trained of each language, by its code, and of its searches, by {@link searchesKey}. */
export type MiningModel = ReadonlyMap<string, Trained>

export const searchesKey = (language: string): string => `${language} searches`

export function tellsBy({ vocabulary, tables, centres, basis, dims }: Trained): Tells {
  const bayes = bayesOf(tables)
  return {
    ...{ vocabulary, bayes, centres, dims, count: bayes.classes },
    pointsAt: (_, rows) => project(rows, basis, dims),
  }
}

/** What is usual of `fitOf` among the texts that topics were made from. */
export interface Fits {
  /** Below this a text does not fit the topic it was assigned to. */
  readonly least: number
  /** From this on it clearly belongs: so that as many of those texts do as of their topics' texts at large. */
  readonly clear: number
}

import type { Vocabulary } from '#scripts/mining/text/tf-idf.ts'

/** What assigns a text its topic: the terms it is read by, the space they span, and where topics lie in it. */
export interface Assigner {
  readonly vocabulary: Vocabulary
  /** Directions of the term space: terms × dims. */
  readonly basis: Float32Array
  readonly dims: number
  /** Directions of the topics' means: topics × dims. */
  readonly centres: Float32Array
  readonly count: number
  /** Points of the texts that topics were trained on, one after the other, and the topic of each. */
  readonly space: Float32Array
  readonly topics: Int32Array
  readonly fits: Fits
}

/** What is usual of `fitOf` among the texts that topics were trained on. */
export interface Fits {
  /** Below this a text is novel: it does not fit the topic it was assigned to. */
  readonly least: number
  /** From this on it clearly belongs: so that as many of those texts do as of their topics' texts at large. */
  readonly clear: number
}

/** Texts by id, with the hash of their words. */
export interface Marked {
  readonly ids: readonly string[]
  readonly marks: Float64Array
}

/**
 * What mining has trained of one language, to assign new texts by: the topics stay as they are, whatever comes, and whatever
 * becomes of the articles they are compared with.
 */
export interface Trained extends Assigner {
  readonly language: string
  /** Day that counted as now, `YYYY-MM-DD`. */
  readonly made: string
  /** Marks of all texts and of all articles there were, rising: how much came and went since. */
  readonly texts: Float64Array
  readonly articles: Float64Array
  /** The texts that topics were trained on. */
  readonly from: Marked
  /** How like their topic these are, 0 … 1. */
  readonly likeness: Float32Array
}

/** What was trained of each language, by its code. */
export type MiningModel = ReadonlyMap<string, Trained>

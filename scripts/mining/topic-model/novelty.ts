import { dot } from '#scripts/mining/clustering/knn.ts'
import { sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'
import { knownShare, vectorizer } from '#scripts/mining/text/tf-idf.ts'
import { novelty } from '#scripts/mining/thresholds.ts'
import type { Fits, Known, Tells } from './topic-model.ts'

const { strangeShare, asked } = novelty

type Texts = { readonly at: (position: number) => string }

/** What a text can be familiar to: texts that topics were made from, as rows of length one. */
export interface Seen {
  readonly tells: Tells
  readonly space: Float32Array
}

/** Below this a text is novel: what is usual among the texts themselves, each left out in turn. */
export function novelBelow(texts: Texts, sample: Int32Array, seen: Seen): number {
  const rows = evenRows(sample.length)
  const positions = rows.map((row) => sample[row]!)
  const usual = familiarity(texts, positions, seen, rows).sort()
  return usual[Math.floor(strangeShare * usual.length)] ?? 0
}

/**
 * How well these texts are known, 0 … 1: likeness to the nearest text that topics were made from, times the root of the
 * share of its words that any of them has. Of the ways to tell questions of topics that were not there before, this separated
 * best (tests/README.md); how sure naive Bayes is, or how near the topic's middle lies, tell less.
 */
export function familiarity(
  texts: Texts,
  positions: Int32Array,
  { tells: { vocabulary, pointsAt, dims }, space }: Seen,
  /** Rows that the texts themselves have in `space`: they are not asked. */
  own?: Int32Array,
): Float32Array {
  const rowOf = vectorizer(vocabulary)
  const rows = space.length / Math.max(1, dims)
  return Float32Array.from(positions, (position, at) => {
    const text = texts.at(position)
    const point = pointsAt([text], sparseFrom([rowOf(text)], vocabulary.idf.length))
    let nearest = 0
    for (let row = 0; row < rows; row++) {
      if (row !== own?.[at]) nearest = Math.max(nearest, dot(point, 0, space, row * dims, dims))
    }
    return nearest * Math.sqrt(knownShare(text, vocabulary))
  })
}

/** @param clearShare of the texts that topics were made from, those that clearly belong */
export function fitsOf(
  texts: Texts,
  sample: Int32Array,
  { known, clearShare }: { known: Omit<Known, 'fits'>; clearShare: number },
): Fits {
  const rows = evenRows(sample.length)
  const usual = fitOf(texts, {
    ...{ positions: rows.map((row) => sample[row]!), topics: rows.map((row) => known.topics[row]!) },
    ...{ known, own: rows },
  }).sort()
  const at = (share: number) => usual[Math.min(usual.length - 1, Math.floor(share * usual.length))] ?? 0
  const least = at(strangeShare)
  return { least, clear: Math.max(least, at(1 - clearShare)) }
}

/**
 * How well texts fit the topics they were assigned to, 0 … 1: as {@link familiarity}, but to texts of that topic only, which
 * tells as well (tests/README.md) and takes a hundredth of the time. In a given space, where texts assigned later have no
 * place, by their words alone.
 *
 * @param own rows that the texts themselves have in the space: they are not asked
 */
export function fitOf(
  texts: Texts,
  {
    positions,
    topics,
    known: { tells, space, topics: placed },
    own,
  }: {
    positions: Int32Array
    topics: Int32Array
    known: Omit<Known, 'fits'>
    own?: Int32Array | undefined
  },
): Float32Array {
  const { vocabulary, pointsAt, dims, count } = tells
  const rowOf = vectorizer(vocabulary)
  const rowsIn: number[][] = Array.from({ length: count }, () => [])
  placed.forEach((topic, row) => {
    rowsIn[topic]!.push(row)
  })
  return Float32Array.from(positions, (position, at) => {
    const text = texts.at(position)
    const words = Math.sqrt(knownShare(text, vocabulary))
    if (space === undefined) return words
    const point = pointsAt([text], sparseFrom([rowOf(text)], vocabulary.idf.length))
    let nearest = 0
    for (const row of rowsIn[topics[at]!]!) {
      if (row !== own?.[at]) nearest = Math.max(nearest, dot(point, 0, space, row * dims, dims))
    }
    return nearest * words
  })
}

/** Rows of so many, evenly spaced, that stand for all. */
function evenRows(length: number): Int32Array {
  const step = Math.max(1, Math.ceil(length / asked))
  return Int32Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step)
}

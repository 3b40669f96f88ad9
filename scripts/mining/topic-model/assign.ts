import type { Progress } from '#scripts/mining/clustering/cluster.ts'
import { dot, greatest, pointsAt } from '#scripts/mining/clustering/knn.ts'
import { project } from '#scripts/mining/text/lsa.ts'
import { differentOnes, type Texts } from '#scripts/mining/text/near-duplicates.ts'
import { sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'
import { knownShare, vectorizer } from '#scripts/mining/text/tf-idf.ts'
import { novelty } from '#scripts/mining/thresholds.ts'
import type { Assigner, Fits } from './topic-model.ts'

const { strangeShare } = novelty
/** Trained texts that are compared with the others, evenly spaced, to know what is usual. */
const asked = 500
/** Texts that are assigned at once. */
const batch = 1000

/** Texts that were assigned their topic. */
export interface Assigned {
  /** Positions, rising. */
  readonly positions: Int32Array
  readonly topics: Int32Array
  /** Cosine to the mean of the topic. */
  readonly likeness: Float32Array
}

/** Assigns texts to topics that were trained on others: to the nearest mean (Rocchio 1971). */
export function assign(
  texts: Texts,
  positions: Int32Array,
  { vocabulary, basis, centres, dims, count }: Omit<Assigner, 'fits'>,
  progress: Progress = () => {},
): Assigned {
  const topics = new Int32Array(positions.length)
  const likeness = new Float32Array(positions.length)
  const rowOf = vectorizer(vocabulary)
  for (let from = 0; from < positions.length; from += batch) {
    const some = Array.from(positions.subarray(from, from + batch), (at) => rowOf(texts.at(at)))
    const points = project(sparseFrom(some, vocabulary.idf.length), basis, dims)
    for (let row = 0; row < some.length; row++) {
      let most = Number.NEGATIVE_INFINITY
      for (let topic = 0; topic < count; topic++) {
        const cosine = dot(points, row * dims, centres, topic * dims, dims)
        if (cosine <= most) continue
        most = cosine
        topics[from + row] = topic
      }
      likeness[from + row] = most
    }
    progress('the rest', from, positions.length)
  }
  return { positions, topics, likeness }
}

/**
 * Novelty detection by the nearest neighbour: how well texts fit the topics they were assigned to, 0 … 1. Cosine to the
 * nearest text that the topic was trained on, times the root of the share of its words that the vocabulary has.
 *
 * @param own rows that the texts themselves have in the space: they are not their own neighbours
 */
export function fitOf(
  texts: Texts,
  { positions, topics, own }: Pick<Assigned, 'positions' | 'topics'> & { readonly own?: Int32Array },
  { vocabulary, basis, dims, count, space, topics: placed }: Omit<Assigner, 'fits'>,
): Float32Array {
  const rowOf = vectorizer(vocabulary)
  const rowsIn: number[][] = Array.from({ length: count }, () => [])
  placed.forEach((topic, row) => {
    rowsIn[topic]!.push(row)
  })
  return Float32Array.from(positions, (position, at) => {
    const text = texts.at(position)
    const point = project(sparseFrom([rowOf(text)], vocabulary.idf.length), basis, dims)
    let nearest = 0
    for (const row of rowsIn[topics[at]!]!)
      if (row !== own?.[at]) nearest = Math.max(nearest, dot(point, 0, space, row * dims, dims))
    return nearest * Math.sqrt(knownShare(text, vocabulary))
  })
}

/**
 * What is usual of {@link fitOf}, by other wordings alone: a copy fits its copies whatever its topic is like. The only
 * wording of its topic is taken for one of the nearest other wording's, as it would be if it came now.
 *
 * @param clearShare of the texts that topics were trained on, those that clearly belong
 */
export function fitsOf(
  texts: Texts,
  sample: Int32Array,
  { by, clearShare }: { readonly by: Omit<Assigner, 'fits'>; readonly clearShare: number },
): Fits {
  const { dims } = by
  const sampled = { ...texts, count: sample.length, at: (row: number) => texts.at(sample[row]!) }
  const rows = differentOnes(sampled, sample.length)
  const space = pointsAt(by.space, rows, dims)
  const topics = rows.map((row) => by.topics[row]!)
  const wordings = Map.groupBy(topics, (topic) => topic)
  const nearestOther = (own: number) => {
    const cosines = Float64Array.from(rows, (_, row) =>
      row === own ? 0 : dot(space, own * dims, space, row * dims, dims),
    )
    return greatest(cosines, 1)[0] ?? own
  }
  // Rows that stand for all, evenly spaced.
  const step = Math.max(1, Math.ceil(rows.length / asked))
  const own = Int32Array.from({ length: Math.ceil(rows.length / step) }, (_, at) => at * step)
  const usual = fitOf(
    texts,
    {
      positions: own.map((row) => sample[rows[row]!]!),
      topics: own.map((row) => topics[wordings.get(topics[row]!)!.length > 1 ? row : nearestOther(row)]!),
      own,
    },
    { ...by, space, topics },
  ).sort()
  const at = (share: number) => usual[Math.min(usual.length - 1, Math.floor(share * usual.length))] ?? 0
  const least = at(strangeShare)
  return { least, clear: Math.max(least, at(1 - clearShare)) }
}

import { normaliseRows } from '#scripts/mining/text/lsa.ts'
import { clustering, common } from '#scripts/mining/thresholds.ts'
import { centresOf } from './centroids.ts'
import { adjustedRand, silhouette } from './granularity.ts'
import {
  dot,
  type Grouping,
  greatest,
  type Neighbours,
  neighboursOf,
  type Passages,
  type Points,
} from './knn.ts'
import { communitiesOf, graphOf, renumber } from './louvain.ts'

export interface Topics extends Grouping {
  /** Rows in the space of topics, length one, row-major; smoothed with their neighbours. */
  readonly space: Float32Array
}

export type Progress = (stage: string, done: number, total: number) => void

/** Neighbours of a text at most: time and memory grow with them. */
const most = 60

/** Sizes of neighbourhood by which a set of this many texts is divided, rising. */
export function neighbourhoodsFor(texts: number): number[] {
  const { factor, power, doublings } = clustering
  const least = Math.max(common.few, Math.round(factor * texts ** power))
  const sizes = Array.from({ length: doublings + 1 }, (_, i) => Math.min(texts - 1, most, least * 2 ** i))
  return [...new Set(sizes.map((size) => Math.max(1, size)))]
}

/**
 * Groups texts by Louvain communities of a kNN graph, at several sizes of neighbourhood and resolutions, and takes the
 * division with the greatest sum of two figures: how clear it is (silhouette), and how far it is as fine as the library:
 * passages of one article together, those of different articles apart (adjusted Rand index, so that few articles say no
 * more than they can: by chance alone, passages of three fall together as often as not).
 *
 * @param points rows × dims, each row of length one
 */
export function topicsOf(
  { points, dims, rows }: Points & { readonly rows: number },
  passages: Passages,
  progress: Progress = () => {},
): Topics {
  const sizes = neighbourhoodsFor(rows)
  const widest = neighboursOf(points, rows, dims, sizes.at(-1)!)
  let best: Topics = { of: new Int32Array(rows), count: 1, space: points }
  let greatestFit = Number.NEGATIVE_INFINITY
  sizes.forEach((neighbours, at) => {
    progress('communities', at, sizes.length)
    const near = nearestOf(widest, rows, neighbours)
    let space = points
    for (let round = 0; round < clustering.smoothings; round++) space = smooth(space, near, rows, dims)
    const graph = graphOf(neighboursOf(space, rows, dims, neighbours), rows)
    for (const resolution of clustering.resolutions) {
      const { names: of, count } = renumber(communitiesOf(graph, resolution))
      const fit =
        silhouette(points, { of, count }, dims) + likeArticles(space, { of, count }, { ...passages, dims })
      if (fit <= greatestFit) continue
      greatestFit = fit
      best = { of, count, space }
    }
  })
  return best
}

/** The first k of each row's neighbours. */
function nearestOf({ k: most, ids, cosines }: Neighbours, rows: number, k: number): Neighbours {
  if (k === most) return { k, ids, cosines }
  const at = (i: number) => Math.floor(i / k) * most + (i % k)
  return {
    k,
    ids: Int32Array.from({ length: rows * k }, (_, i) => ids[at(i)]!),
    cosines: Float32Array.from({ length: rows * k }, (_, i) => cosines[at(i)]!),
  }
}

/** Agreement of a division with the articles, at most 1; 0 of every division where no article has two passages. */
function likeArticles(
  space: Float32Array,
  grouping: Grouping,
  { points, articleOf, dims }: Passages & { readonly dims: number },
): number {
  const centres = centresOf(space, grouping, dims)
  const cosines = new Float64Array(grouping.count)
  const groups = articleOf.map((_, passage) => {
    for (let group = 0; group < grouping.count; group++)
      cosines[group] = dot(centres, group * dims, points, passage * dims, dims)
    return greatest(cosines, 1)[0] ?? 0
  })
  return adjustedRand(groups, articleOf)
}

/** Half itself, half the mean of its neighbours: moves paraphrases of one question towards each other. */
function smooth(space: Float32Array, { k, ids }: Neighbours, rows: number, dims: number): Float32Array {
  const out = new Float32Array(space.length)
  for (let row = 0; row < rows; row++) {
    let count = 0
    for (let i = row * k; i < row * k + k; i++) {
      if (ids[i]! < 0) continue
      count++
      const from = ids[i]! * dims
      for (let d = 0; d < dims; d++) out[row * dims + d]! += space[from + d]!
    }
    const share = count > 0 ? 0.5 / count : 0
    for (let d = 0; d < dims; d++)
      out[row * dims + d] = out[row * dims + d]! * share + space[row * dims + d]! * 0.5
  }
  normaliseRows(out, rows, dims)
  return out
}

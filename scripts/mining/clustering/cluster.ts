import { normaliseRows } from '#scripts/mining/text/lsa.ts'
import type { Sparse } from '#scripts/mining/text/sparse-matrix.ts'
import { dot, type Grouping, type Neighbours, neighboursAgain, neighboursOf, type Points } from './knn.ts'
import { communitiesOf, graphOf, renumber } from './louvain.ts'
import { classify, learn } from './naive-bayes.ts'

/**
 * Neighbours a text is joined to: about a third of the topics' size, which is not known but grows with the number of
 * texts, and less than it does, since more texts have more topics too. 800 texts: 3, 3,000: 8, 15,000: 20.
 */
const neighboursAt = { factor: 1 / 16, power: 0.6, fewest: 3 } as const
/** Of itself and its neighbours, a text is moved between them so often. */
const smoothings = 2
/** From coarse to fine. */
const resolutions = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32]
/** Of divisions nearly as clear as the clearest, the coarsest: fewer, larger topics are read sooner. */
const nearlyAsClear = 0.97
/** Groups rest when fewer than this share of the texts move. */
const restless = 0.005
const mostRounds = 20

export interface Topics extends Grouping {
  /** Rows in the space of topics, length one, row-major; smoothed with their neighbours. */
  readonly space: Float32Array
}

export type Progress = (stage: string, done: number, total: number) => void

/** Neighbours that a set of this size is asked for. */
export function neighboursFor(texts: number): number {
  const { factor, power, fewest } = neighboursAt
  return Math.max(1, Math.min(texts - 1, Math.max(fewest, Math.round(factor * texts ** power))))
}

/**
 * Groups texts into topics without being told how many there are.
 *
 * @param matrix the texts' terms, for naive Bayes
 * @param points the same texts as points, row-major, each of length one
 */
export function topicsOf(matrix: Sparse, { points, dims }: Points, progress: Progress = () => {}): Topics {
  const { rows } = matrix
  progress('neighbours', 1, 4)
  const near = neighboursOf(points, rows, dims, neighboursFor(rows))
  let space = points
  for (let round = 0; round < smoothings; round++) space = smooth(space, near, rows, dims)
  const graph = graphOf(neighboursAgain(space, rows, dims, near), rows)
  progress('communities', 2, 4)
  const divisions = resolutions.map((resolution) => {
    const { names, count } = renumber(communitiesOf(graph, resolution))
    return { labels: names, count, clearness: clearness(space, names, count, dims) }
  })
  const best = Math.max(...divisions.map((division) => division.clearness))
  const chosen = divisions.find(({ clearness }) => clearness >= best * nearlyAsClear) ?? divisions[0]!
  progress('reassign', 3, 4)
  return { ...settled(matrix, { of: chosen.labels, count: chosen.count }), space }
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

/** Leave-one-out silhouette by centroids: how much nearer texts are to the rest of their own group than to the next. −1 … 1. */
function clearness(space: Float32Array, labels: Int32Array, count: number, dims: number): number {
  const rows = labels.length
  const sums = new Float32Array(count * dims)
  const sizes = new Int32Array(count)
  for (let row = 0; row < rows; row++) {
    sizes[labels[row]!]!++
    for (let d = 0; d < dims; d++) sums[labels[row]! * dims + d]! += space[row * dims + d]!
  }
  const norms = Float64Array.from(
    { length: count },
    (_, c) => Math.sqrt(dot(sums, c * dims, sums, c * dims, dims)) || 1,
  )
  let total = 0
  for (let row = 0; row < rows; row++) {
    const own = labels[row]!
    const toOwn = dot(space, row * dims, sums, own * dims, dims)
    const rest = Math.sqrt(Math.max(1e-12, norms[own]! ** 2 - 2 * toOwn + 1))
    const a = sizes[own]! > 1 ? 1 - (toOwn - 1) / rest : 1
    let b = 2
    for (let c = 0; c < count; c++) {
      if (c !== own) b = Math.min(b, 1 - dot(space, row * dims, sums, c * dims, dims) / norms[c]!)
    }
    total += (b - a) / Math.max(a, b, 1e-12)
  }
  return total / rows
}

/** Puts each text where its words say, and learns again, until the groups rest; those that lost all texts are gone. */
export function settled(matrix: Sparse, grouping: Grouping): Grouping {
  let current = grouping.of
  for (let round = 0; round < mostRounds; round++) {
    const next = classify(learn(matrix, current, grouping.count), matrix)
    let moved = 0
    for (let row = 0; row < next.length; row++) if (next[row] !== current[row]) moved++
    current = next
    if (moved < restless * matrix.rows) break
  }
  const { names, count } = renumber(current)
  return { of: names, count }
}

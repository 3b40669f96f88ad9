import { type Sparse, stack } from '#scripts/mining/text/sparse-matrix.ts'
import { dot, type Grouping, type Points } from './knn.ts'
import { renumber } from './louvain.ts'
import { classify, learn } from './naive-bayes.ts'

/** Tickets an article may claim at first, as a multiple of the middle topic: one article often answers two topics. */
const claim = 2
/** With fewer tickets a topic the nearest ones of an article are too few to learn its words from. */
const fewestATopic = 30
/** Learning again ends when fewer than this share of the tickets move. */
const settled = 0.005
const mostRounds = 12

export interface Seeding {
  readonly matrix: Sparse
  readonly topics: Grouping
  readonly passageRows: Sparse
  /** Position of its article for each passage. */
  readonly articleOf: readonly number[]
  /** For each article the tickets nearer to it than to any other, nearest first: {@link nearestTickets}. */
  readonly near: readonly (readonly number[])[]
}

/**
 * Groups once more with the articles as classes of their own: each claims the tickets nearest to it, the others keep
 * their topic, and naive Bayes settles who belongs where while the passages stay with their article. Questions that
 * an article answers leave the groups of those that none does, which become purer.
 */
export function seedArticles({ matrix, topics, passageRows, articleOf, near }: Seeding): Grouping {
  const { rows } = matrix
  const articles = near.length
  if (articles === 0 || rows < fewestATopic * topics.count) return topics
  const labels = new Int32Array(rows + articleOf.length)
  topics.of.forEach((topic, row) => {
    labels[row] = articles + topic
  })
  const sizes = new Int32Array(topics.count)
  for (const topic of topics.of) sizes[topic]!++
  const middle = sizes.toSorted()[sizes.length >> 1] ?? 0
  near.forEach((tickets, article) => {
    for (const row of tickets.slice(0, claim * middle)) labels[row] = article
  })
  articleOf.forEach((article, p) => {
    labels[rows + p] = article
  })
  const all = stack(matrix, passageRows)
  let current: Int32Array = labels
  for (let round = 0; round < mostRounds; round++) {
    const next = classify(learn(all, current, articles + topics.count), all)
    articleOf.forEach((article, p) => {
      next[rows + p] = article
    })
    let moved = 0
    for (let row = 0; row < rows; row++) if (next[row] !== current[row]) moved++
    current = next
    if (moved < settled * rows) break
  }
  const { names, count } = renumber(current.subarray(0, rows))
  return { of: names, count }
}

/**
 * For each article the tickets nearer to it than to any other, nearest first.
 *
 * @param articleOf position of its article for each passage
 */
export function nearestTickets(
  tickets: Points,
  passages: Points,
  articleOf: readonly number[],
  articles: number,
): number[][] {
  const { points, dims } = tickets
  const near: { row: number; cosine: number }[][] = Array.from({ length: articles }, () => [])
  for (let row = 0; row < points.length / dims; row++) {
    let best = -1
    let most = 0
    for (let p = 0; p < articleOf.length; p++) {
      const cosine = dot(points, row * dims, passages.points, p * dims, dims)
      if (cosine > most) {
        most = cosine
        best = articleOf[p]!
      }
    }
    if (best >= 0) near[best]!.push({ row, cosine: most })
  }
  return near.map((rows) => rows.sort((a, b) => b.cosine - a.cosine || a.row - b.row).map(({ row }) => row))
}

import { coverage as thresholds } from '#scripts/mining/thresholds.ts'
import { centresOf } from './centroids.ts'
import { dot, type Grouping, greatest, type Passages } from './knn.ts'

const { benefitOfDoubt } = thresholds

export interface Coverage {
  /** 0 … 1 per topic: how well the nearest article answers it; one half is as by chance. */
  readonly score: Float64Array
  /** Position of the nearest article per topic, −1 when there is none. */
  readonly article: Int32Array
  /** Row of its nearest passage. */
  readonly passage: Int32Array
}

interface Drawing extends Passages {
  readonly dims: number
  /** Tickets nearest to a passage that say which topic it draws. */
  readonly near: number
}

/**
 * How well articles answer topics, by lift: how much more often than by chance the tickets nearest to an article's
 * passages are this topic's, of all topics of middle size. An article that is a little like everything answers nothing;
 * likeness alone, however it was measured, could not tell that. Of articles with equal lift the likest is named.
 */
export function coverageOf(
  space: Float32Array,
  topics: Grouping,
  { points: passages, articleOf, dims, near }: Drawing,
): Coverage {
  const { of, count } = topics
  const articles = Math.max(-1, ...articleOf) + 1
  const passagesOf = sizesOf(articleOf, articles)
  const draw = new Float64Array(count * articles)
  const cosines = new Float64Array(of.length)
  articleOf.forEach((article, p) => {
    for (let row = 0; row < of.length; row++) cosines[row] = dot(space, row * dims, passages, p * dims, dims)
    const drawn = greatest(cosines, near)
    const all = drawn.reduce((sum, row) => sum + cosines[row]!, 0)
    for (const row of drawn)
      draw[of[row]! * articles + article]! += cosines[row]! / all / passagesOf[article]!
  })
  const sizes = sizesOf(of, count)
  const centres = centresOf(space, topics, dims)
  const score = new Float64Array(count)
  const article = new Int32Array(count).fill(-1)
  const passage = new Int32Array(count).fill(-1)
  for (let topic = 0; topic < count; topic++) {
    const size = (sizes[topic]! * count) / of.length + benefitOfDoubt
    let [most, likest] = [-1, -1]
    articleOf.forEach((a, p) => {
      const lift = draw[topic * articles + a]! / size
      const cosine = dot(centres, topic * dims, passages, p * dims, dims)
      if (lift < most || (lift === most && cosine <= likest)) return
      most = lift
      likest = cosine
      score[topic] = lift / (lift + 1)
      article[topic] = a
      passage[topic] = p
    })
  }
  return { score, article, passage }
}

function sizesOf(labels: Iterable<number>, count: number): Int32Array {
  const sizes = new Int32Array(count)
  for (const label of labels) sizes[label]!++
  return sizes
}

/** The score that best parts topics into answered and not, each topic counting by its size (Otsu 1979). */
export function thresholdOf(scores: Float64Array, sizes: Int32Array): number {
  const order = Array.from(scores, (score, topic) => ({ score, size: sizes[topic]! })).sort(
    (a, b) => a.score - b.score,
  )
  const total = order.reduce((sum, { size }) => sum + size, 0)
  const mean = order.reduce((sum, { score, size }) => sum + score * size, 0)
  let weight = 0
  let sum = 0
  let best = -1
  let threshold = 0
  for (let i = 0; i + 1 < order.length; i++) {
    weight += order[i]!.size
    sum += order[i]!.score * order[i]!.size
    const rest = total - weight
    if (rest === 0) break
    const between = weight * rest * (sum / weight - (mean - sum) / rest) ** 2
    if (between > best) {
      best = between
      threshold = (order[i]!.score + order[i + 1]!.score) / 2
    }
  }
  return threshold
}

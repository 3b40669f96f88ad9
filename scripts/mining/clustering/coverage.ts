import { coverage as thresholds } from '#scripts/mining/thresholds.ts'
import { dot } from './knn.ts'

const { benefitOfDoubt, halfAnswered, likenessWorth } = thresholds

export interface PassageRow {
  /** Position of its article. */
  readonly article: number
}

export interface Coverage {
  /** 0 … 1 per topic: how well the nearest article answers it. */
  readonly score: Float64Array
  /** Position of the nearest article per topic, −1 when there is none. */
  readonly article: Int32Array
  /** Row of its nearest passage. */
  readonly passage: Int32Array
}

/**
 * How well articles answer topics, decided per topic by draw: how much more often than by chance the tickets nearest
 * to an article's passages are this topic's. An article that is a little like everything answers nothing; likeness
 * alone, however it was measured, could not tell that.
 */
export function coverageOf({
  space,
  topics,
  count,
  passages,
  passageRows,
  articles,
  dims,
  near,
}: {
  space: Float32Array
  topics: Int32Array
  count: number
  passages: Float32Array
  passageRows: readonly PassageRow[]
  articles: number
  dims: number
  /** Tickets nearest to a passage that say which topic it draws. */
  near: number
}): Coverage {
  const sizes = new Int32Array(count)
  for (const topic of topics) sizes[topic]!++
  const draw = drawOf({
    drawn: nearestOf({ space, topics, passages, dims, near }),
    passageRows,
    sizes,
    articles,
  })
  const centres = centresOf(space, topics, count, dims)
  const likeness = new Float64Array(count * articles).fill(-1)
  const passageOf = new Int32Array(count * articles).fill(-1)
  passageRows.forEach(({ article }, p) => {
    for (let topic = 0; topic < count; topic++) {
      const cosine = dot(centres, topic * dims, passages, p * dims, dims)
      const at = topic * articles + article
      if (cosine <= likeness[at]!) continue
      likeness[at] = cosine
      passageOf[at] = p
    }
  })
  const score = new Float64Array(count)
  const article = new Int32Array(count).fill(-1)
  const passage = new Int32Array(count).fill(-1)
  for (let topic = 0; topic < count; topic++) {
    let most = Number.NEGATIVE_INFINITY
    for (let a = 0; a < articles; a++) {
      const at = topic * articles + a
      const worth = draw[at]! + likenessWorth * likeness[at]!
      if (worth <= most) continue
      most = worth
      score[topic] = draw[at]! / (draw[at]! + halfAnswered)
      article[topic] = a
      passage[topic] = passageOf[at]!
    }
  }
  return { score, article, passage }
}

function nearestOf({
  space,
  topics,
  passages,
  dims,
  near,
}: {
  space: Float32Array
  topics: Int32Array
  passages: Float32Array
  dims: number
  near: number
}): Nearest {
  const count = dims > 0 ? passages.length / dims : 0
  const drawn = new Nearest(count, near)
  topics.forEach((topic, row) => {
    for (let p = 0; p < count; p++) drawn.offer(p, topic, dot(space, row * dims, passages, p * dims, dims))
  })
  return drawn
}

/** The nearest tickets of each passage, as their topics and cosines. */
class Nearest {
  readonly topics: Int32Array
  readonly cosines: Float32Array
  readonly k: number

  constructor(passages: number, k: number) {
    this.k = k
    this.topics = new Int32Array(passages * k).fill(-1)
    this.cosines = new Float32Array(passages * k)
  }

  offer(passage: number, topic: number, cosine: number): void {
    const first = passage * this.k
    let at = first + this.k - 1
    if (cosine <= this.cosines[at]!) return
    for (; at > first && this.cosines[at - 1]! < cosine; at--) {
      this.cosines[at] = this.cosines[at - 1]!
      this.topics[at] = this.topics[at - 1]!
    }
    this.cosines[at] = cosine
    this.topics[at] = topic
  }
}

/**
 * Topics × articles: the share of an article's passages that a topic's tickets are nearest to, over the topic's share
 * of all tickets. 0 … the number of topics; 1 = as by chance, of a topic of middle size.
 */
function drawOf({
  drawn: { k, topics, cosines },
  passageRows,
  sizes,
  articles,
}: {
  drawn: Nearest
  passageRows: readonly PassageRow[]
  sizes: Int32Array
  articles: number
}): Float64Array {
  const passagesOf = new Float64Array(articles)
  for (const { article } of passageRows) passagesOf[article]!++
  const draw = new Float64Array(sizes.length * articles)
  passageRows.forEach(({ article }, p) => {
    const own = cosines.subarray(p * k, p * k + k)
    const all = own.reduce((sum, cosine) => sum + cosine, 0) || 1
    own.forEach((cosine, i) => {
      const topic = topics[p * k + i]!
      if (topic >= 0) draw[topic * articles + article]! += cosine / all / passagesOf[article]!
    })
  })
  const middle = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length)
  return draw.map((share, at) => share / (sizes[Math.floor(at / articles)]! / middle + benefitOfDoubt))
}

/** Directions of the topics' means, each of length one, row-major. */
export function centresOf(
  space: Float32Array,
  topics: Int32Array,
  count: number,
  dims: number,
): Float32Array {
  const centres = new Float32Array(count * dims)
  for (let row = 0; row < topics.length; row++) {
    for (let d = 0; d < dims; d++) centres[topics[row]! * dims + d]! += space[row * dims + d]!
  }
  for (let c = 0; c < count; c++) {
    const length = Math.sqrt(dot(centres, c * dims, centres, c * dims, dims)) || 1
    for (let d = 0; d < dims; d++) centres[c * dims + d]! /= length
  }
  return centres
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

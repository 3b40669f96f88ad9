import { dot } from './neighbours.ts'

/** What each sign of an answer counts; measured on covered and uncovered topics (scripts/README.md). */
const signs = { centre: 0.35, tickets: 0.4, share: 0.25 }

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
 * How well articles answer topics, decided per topic: the topic's centre to the article's nearest passage, the mean
 * over its tickets of their nearest passage in the article, and the share of the article's passages that themselves
 * belong to the topic.
 */
export function coverageOf({
  space,
  topics,
  count,
  passages,
  passageRows,
  passageTopics,
  articles,
  dims,
}: {
  space: Float32Array
  topics: Int32Array
  count: number
  passages: Float32Array
  passageRows: readonly PassageRow[]
  passageTopics: Int32Array
  articles: number
  dims: number
}): Coverage {
  const centres = centresOf(space, topics, count, dims)
  const sizes = new Int32Array(count)
  const nearest = new Float64Array(count * articles)
  const best = new Float64Array(articles)
  for (let row = 0; row < topics.length; row++) {
    const topic = topics[row]!
    sizes[topic]!++
    best.fill(0)
    for (let p = 0; p < passageRows.length; p++) {
      const cosine = dot(space, row * dims, passages, p * dims, dims)
      const article = passageRows[p]!.article
      if (cosine > best[article]!) best[article] = cosine
    }
    for (let a = 0; a < articles; a++) nearest[topic * articles + a]! += best[a]!
  }
  const centre = new Float64Array(count * articles)
  const passageOf = new Int32Array(count * articles).fill(-1)
  const inTopic = new Float64Array(count * articles)
  const passagesOf = new Float64Array(articles)
  passageRows.forEach(({ article }, p) => {
    passagesOf[article]!++
    inTopic[passageTopics[p]! * articles + article]!++
    for (let topic = 0; topic < count; topic++) {
      const cosine = dot(centres, topic * dims, passages, p * dims, dims)
      const at = topic * articles + article
      if (cosine > centre[at]! || passageOf[at]! < 0) {
        centre[at] = Math.max(0, cosine)
        passageOf[at] = p
      }
    }
  })
  const score = new Float64Array(count)
  const article = new Int32Array(count).fill(-1)
  const passage = new Int32Array(count).fill(-1)
  for (let topic = 0; topic < count; topic++) {
    for (let a = 0; a < articles; a++) {
      const at = topic * articles + a
      const value =
        signs.centre * centre[at]! +
        (signs.tickets * nearest[at]!) / Math.max(1, sizes[topic]!) +
        (signs.share * inTopic[at]!) / Math.max(1, passagesOf[a]!)
      if (value > score[topic]! || article[topic]! < 0) {
        score[topic] = value
        article[topic] = a
        passage[topic] = passageOf[at]!
      }
    }
  }
  return { score, article, passage }
}

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

import { describe, expect, it } from 'vitest'
import { asBroadAsArticles } from '#scripts/mining/clustering/merge-by-articles.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'

const topics = 8
const parts = 3
const texts = 12
const dims = 60

/**
 * Eight topics, each in three groups of twelve texts: a direction for the topic, one for the group, one of the text's own.
 * An article for each of the first six topics, near to texts of all its groups.
 */
function divided() {
  const random = randomFrom(3)
  const of = Int32Array.from({ length: topics * parts * texts }, (_, row) => Math.floor(row / texts))
  const points = new Float32Array(of.length * dims)
  of.forEach((group, row) => {
    const point = Float64Array.from({ length: dims }, () => 0.15 * (random() - 0.5))
    point[Math.floor(group / parts)]! += 0.6
    point[topics + group]! += 0.6
    const length = Math.hypot(...point)
    for (let d = 0; d < dims; d++) points[row * dims + d] = point[d]! / length
  })
  return { grouping: { of, count: topics * parts }, points: { points, dims } }
}

const topicOf = (group: number) => Math.floor(group / parts)
/** For each of so many articles the rows of its topic, or of its first group, those of all groups in turn. */
const nearest = (of: Int32Array, articles: number, belongs: (group: number, article: number) => boolean) =>
  Array.from({ length: articles }, (_, article) =>
    Array.from(of.keys())
      .filter((row) => belongs(of[row]!, article))
      .sort((a, b) => (a % texts) - (b % texts)),
  )

describe('groups of tickets', () => {
  it('become as broad as articles are, and those that none answers become broader with them', () => {
    const { grouping, points } = divided()
    const near = nearest(grouping.of, 6, (group, article) => topicOf(group) === article)
    const { of, count } = asBroadAsArticles(grouping, points, near)
    const pairs = new Set(Array.from(of, (name, row) => `${topicOf(grouping.of[row]!)} ${name}`))
    expect(pairs.size, 'none holds two topics').toBe(count)
    for (let topic = 0; topic < 6; topic++)
      expect([...pairs].filter((pair) => pair.startsWith(`${topic} `))).toHaveLength(1)
    expect(count, 'those that no article answers, two of three parts at least').toBeLessThanOrEqual(
      topics + 2,
    )
  })

  it('stay as they are where each has an article of its own', () => {
    const { grouping, points } = divided()
    const near = nearest(grouping.of, 18, (group, article) => group === article)
    expect(asBroadAsArticles(grouping, points, near)).toBe(grouping)
  })

  it('stay as they are when there are too few articles to tell', () => {
    const { grouping, points } = divided()
    const near = nearest(grouping.of, 4, (group, article) => topicOf(group) === article)
    expect(asBroadAsArticles(grouping, points, near)).toBe(grouping)
    expect(asBroadAsArticles(grouping, points, [])).toBe(grouping)
  })
})

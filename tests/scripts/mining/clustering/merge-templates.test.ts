import { describe, expect, it } from 'vitest'
import { joinPhrasings } from '#scripts/mining/clustering/merge-templates.ts'
import { meaningPoints } from '#scripts/mining/text/concepts.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'

const dims = 24
const texts = 10

/**
 * Six groups, two to each of three topics, `texts` texts each: a direction for the topic, one for the way it is put, and
 * one of the text's own, with these weights.
 */
function put(weights: { topic: number; way: number; own: number }) {
  const random = randomFrom(5)
  const of = Int32Array.from({ length: 6 * texts }, (_, row) => Math.floor(row / texts))
  const points = new Float32Array(of.length * dims)
  of.forEach((group, row) => {
    const point = Float64Array.from({ length: dims }, () => random() - 0.5)
    const length = Math.hypot(...point)
    for (let d = 0; d < dims; d++) point[d]! *= weights.own / length
    point[Math.floor(group / 2)]! += weights.topic
    point[3 + group]! += weights.way
    const all = Math.hypot(...point)
    for (let d = 0; d < dims; d++) points[row * dims + d] = point[d]! / all
  })
  return { terms: { points, dims }, grouping: { of, count: 6 } }
}

const topicOf = (group: number) => Math.floor(group / 2)
const unknown = () => ({ points: new Float32Array(0), dims: 0 })
const forms = { topic: 0.75, way: 0.6, own: 0.35 }

/** Every pair of groups that share a name, as topics. */
const joinedTopics = (names: Int32Array, of: Int32Array) =>
  new Set(Array.from(names, (name, row) => `${topicOf(of[row]!)} ${name}`))

describe('groups of texts', () => {
  it('that are as alike as forms and templates are join those of the same topic', () => {
    const { terms, grouping } = put(forms)
    const { of, count } = joinPhrasings(grouping, terms, unknown)
    expect(count).toBe(3)
    expect(joinedTopics(of, grouping.of).size).toBe(3)
  })

  it('join also those that have no word in common, by what they mean', () => {
    const { terms, grouping } = put({ ...forms, topic: 0 })
    const points = new Float32Array(grouping.of.length * 3)
    grouping.of.forEach((group, row) => {
      points[row * 3 + topicOf(group)] = 1
    })
    const { of, count } = joinPhrasings(grouping, terms, () => ({ points, dims: 3 }))
    expect(count).toBe(3)
    expect(joinedTopics(of, grouping.of).size).toBe(3)
    expect(joinPhrasings(grouping, terms, unknown).count).toBe(6)
  })

  it('in which people use their own words stay as they are', () => {
    const { terms, grouping } = put({ topic: 0.6, way: 0.5, own: 0.8 })
    expect(joinPhrasings(grouping, terms, unknown)).toBe(grouping)
  })

  it('of one text each stay as they are: nothing says how alike they are within', () => {
    const { terms } = put(forms)
    const of = Int32Array.from({ length: 6 * texts }, (_, row) => row)
    expect(joinPhrasings({ of, count: of.length }, terms, unknown).count).toBe(of.length)
  })
})

describe('meanings of texts', () => {
  it('are rows of length one, near where the same is meant; all zero where nothing is known', () => {
    const { points, dims } = meaningPoints(
      ['The parcel is late', 'my package has not turned up', 'Forgot my password', 'xyzzy'],
      'en',
    )
    const row = (at: number) => points.subarray(at * dims, (at + 1) * dims)
    const dot = (a: number, b: number) => row(a).reduce((sum, value, d) => sum + value * row(b)[d]!, 0)
    expect(dot(0, 0)).toBeCloseTo(1)
    expect(dot(0, 1)).toBeGreaterThan(dot(0, 2))
    expect(row(3).every((value) => value === 0)).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { joinPhrasings } from '#scripts/mining/phrasings.ts'
import { randomFrom } from '#scripts/mining/random.ts'

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
  return { points, groups: { of, count: 6, dims } }
}

const topicOf = (group: number) => Math.floor(group / 2)

describe('groups of texts', () => {
  it('that are as alike as forms and templates are join those of the same topic', () => {
    const { points, groups } = put({ topic: 0.75, way: 0.6, own: 0.35 })
    const { names, count } = joinPhrasings(points, groups)
    const together = new Set(Array.from(names, (name, row) => `${topicOf(groups.of[row]!)} ${name}`))
    expect(count).toBe(3)
    expect(together.size).toBe(3)
  })

  it('in which people use their own words stay as they are', () => {
    const { points, groups } = put({ topic: 0.6, way: 0.5, own: 0.8 })
    expect(joinPhrasings(points, groups)).toEqual({ names: groups.of, count: 6 })
  })

  it('of one text each stay as they are: nothing says how alike they are within', () => {
    const { points } = put({ topic: 0.75, way: 0.6, own: 0.35 })
    const of = Int32Array.from({ length: 6 * texts }, (_, row) => row)
    expect(joinPhrasings(points, { of, count: of.length, dims }).count).toBe(of.length)
  })
})

import { describe, expect, test } from 'vitest'
import { didItWork, type WeeklyCounts } from '#core/gaps/did-it-work.ts'

/** Weeks of a topic that is `share` of all tickets, of which `left` remain after the article. */
function weeks({
  before = 12,
  after = 8,
  size = 400,
  share = 0.05,
  left = 1,
  trend = 0,
  noise = (mean: number) => mean,
}) {
  const all = Array.from({ length: before + after }, (_, week) => {
    const others = typeof size === 'number' ? size : 400
    const mean = others * share * Math.exp(trend * (week - before)) * (week < before ? 1 : left)
    return { topic: Math.round(noise(mean)), others }
  })
  const topic = all.map((one) => one.topic)
  return { topic, others: all.map((one) => one.others), before } satisfies WeeklyCounts
}

/** Mulberry32, and Knuth's Poisson numbers from it. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
function poissonWith(next: () => number) {
  return (mean: number) => {
    let count = 0
    for (let product = next(); product > Math.exp(-mean); product *= next()) count++
    return count
  }
}

describe('whether an article worked', () => {
  test('is a ratio of known size: half of the tickets are left', () => {
    const effect = didItWork(weeks({ left: 0.5 }))
    expect(effect.verdict).toBe('working')
    expect(effect.ratio).toBeCloseTo(0.5, 1)
    expect(effect.low).toBeLessThan(0.5)
    expect(effect.high).toBeGreaterThan(0.5)
    expect(effect.expected.at(-1)).toBeCloseTo(20, 0)
  })

  test('is not a matter of there being fewer tickets at all', () => {
    const quiet = weeks({ share: 0.1 })
    const half = (count: number, week: number) => (week < quiet.before ? count : count / 2)
    const effect = didItWork({ ...quiet, topic: quiet.topic.map(half), others: quiet.others.map(half) })
    expect(effect.ratio).toBeCloseTo(1, 1)
    expect(effect.verdict).toBe('not working')
  })

  test('is not a matter of a topic that was going away by itself', () => {
    const effect = didItWork(weeks({ size: 4000, before: 26, trend: -0.05 }))
    expect(effect.ratio).toBeGreaterThan(0.8)
    expect(effect.verdict).not.toBe('working')
  })

  test('is not said before four weeks, of few tickets, or without a before', () => {
    for (const one of [
      weeks({ after: 3, left: 0 }),
      weeks({ share: 0.001, left: 0 }),
      weeks({ before: 3, left: 0 }),
    ])
      expect(didItWork(one)).toMatchObject({ verdict: 'too early', ratio: null })
  })

  test('that leaves no ticket at all is said, with an interval that ends', () => {
    const effect = didItWork(weeks({ left: 0 }))
    expect(effect.verdict).toBe('working')
    expect(effect.high).toBeLessThan(0.3)
  })

  test('is claimed wrongly of at most one article in twenty, and found of nearly all that halve their topic', () => {
    const noise = poissonWith(random(7))
    const runs = 400
    const verdicts = (left: number) =>
      Array.from({ length: runs }, () => didItWork(weeks({ left, noise, after: 12 })).verdict)
    const share = (all: string[], verdict: string) => all.filter((one) => one === verdict).length / runs
    const nothing = verdicts(1)
    expect(share(nothing, 'working')).toBeLessThanOrEqual(0.05)
    expect(share(nothing, 'not working')).toBeGreaterThan(0.4)
    expect(share(verdicts(0.5), 'working')).toBeGreaterThan(0.9)
    expect(share(verdicts(0.5), 'not working')).toBeLessThanOrEqual(0.05)
  })
})

import { describe, expect, it } from 'vitest'
import { type HealthData, type SegmentAsk, segmentHealth } from '#scripts/segments/health.ts'
import { noon } from '#tests/support/api.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const ask = (customers: number, usual: number): SegmentAsk => ({
  segment: 'traveller',
  customers,
  of: 200,
  usual,
})
const customers = (travellers: number, others: number, unknown = 0) => [
  ...Array.from({ length: travellers }, () => ({ trips: 4 })),
  ...Array.from({ length: others }, () => ({ trips: 1 })),
  ...Array.from({ length: unknown }, () => ({ plan: 'free' })),
]
const data = (more: Partial<HealthData> = {}): HealthData => ({
  ...{ library: tinyLibrary(), customers: [], readers: [], asks: [], now: noon, ...more },
})
const of = (more: Partial<HealthData>, segment = 'traveller') =>
  Object.fromEntries(
    segmentHealth(segment, data(more)).map(({ criterion, met, says }) => [criterion, { met, says }]),
  )

describe('the health of a segment', () => {
  it('is measurable when its traits are known of half of the customers', () => {
    expect(of({ customers: customers(60, 40, 25) })['measurable']).toEqual({
      ...{ met: true, says: '80 % of 125 customers have what its rule asks for: trips (from 50 %).' },
    })
    expect(of({ customers: customers(10, 10, 80) })['measurable']?.met).toBe(false)
    expect(of({})['measurable']?.met).toBeUndefined()
  })

  it('is measurable by one of the alternatives of its rule', () => {
    const library = tinyLibrary()
    const who = { $or: [{ trips: { $gte: 3 } }, { plan: 'business', joined_days: { $lte: 9 } }] }
    const segments = library.segments.map((one) => ({ ...one, who }))
    const found = of({ library: { ...library, segments }, customers: customers(30, 30, 40) })
    expect(found['measurable']).toEqual({
      ...{
        met: true,
        says: '60 % of 100 customers have what its rule asks for: trips, plan, joined_days (from 50 %).',
      },
    })
  })

  it('is accessible by readers who were in it, and substantial by its customers', () => {
    const readers = Array.from({ length: 30 }, (_, at) => (at < 12 ? ['traveller'] : []))
    expect(of({ readers })['accessible']?.met).toBe(true)
    expect(of({ readers: readers.slice(3) })['accessible']?.met).toBe(false)
    expect(of({ customers: customers(49, 100) })['substantial']?.met).toBe(false)
    expect(of({ customers: customers(50, 100) })['substantial']).toEqual({
      ...{ met: true, says: '50 of 150 customers, 33 % (from 50).' },
    })
  })

  it('is differentiable when it asks other things, by more than chance', () => {
    const same = [ask(20, 0.1), ask(41, 0.2), ask(59, 0.3)]
    const other = [ask(60, 0.1), ask(40, 0.2), ask(20, 0.3)]
    expect(of({ asks: same })['differentiable']?.met).toBe(false)
    // χ² = 40²/20 + 0 + 40²/60 = 106.7 over 120 expected: w = 0.94.
    expect(of({ asks: other })['differentiable']).toMatchObject({
      met: true,
      says: expect.stringContaining('w = 0.94'),
    })
    expect(of({ asks: [ask(3, 0.01)] })['differentiable']?.met).toBeUndefined()
  })

  it('is actionable with an owner, articles and a channel', () => {
    expect(of({})['actionable']).toMatchObject({
      met: false,
      says: expect.stringContaining('lacks an owner'),
    })
    const library = tinyLibrary()
    const segments = library.segments.map((one) => ({ ...one, owner: 'travel@tiny.example' }))
    expect(of({ library: { ...library, segments } })['actionable']?.met).toBe(true)
  })
})

import { expect, it } from 'vitest'
import type { InsightsAnswer, SegmentAnswer } from '#api/routes/staff/answers.ts'
import { searches } from '#api/storage/app-schema.ts'
import { staffHouse } from './staff-house.ts'

it('shows searches that end in reading by segment, with n and interval, and withholds fewer than ten', async () => {
  const { ask, signedIn, store } = await staffHouse()
  const manager = await signedIn('manager')
  const at = Date.parse('2026-11-10T10:00:00Z')
  const search = (segments: string[], opened: string | null) => ({
    at,
    query: 'parcel',
    locale: 'en',
    total: 2,
    shown: true,
    segments,
    opened,
  })
  const rows = [
    ...Array.from({ length: 20 }, (_, n) =>
      search(['business'], n < 15 ? 'parcels/where-is-my-parcel' : null),
    ),
    ...Array.from({ length: 9 }, () => search([], 'parcels/where-is-my-parcel')),
    { ...search(['business'], null), refinedAt: at + 1 },
    { ...search(['business'], null), at: at - 200 * 86_400_000 },
  ]
  await store.write([store.db.insert(searches).values(rows)])
  const { shares } = (await (await ask('GET', '/insights', undefined, manager)).json()) as InsightsAnswer
  expect(shares).toEqual([
    {
      metric: 'found',
      group: 'business',
      label: 'Business',
      of: 20,
      share: { value: 0.75, low: expect.closeTo(0.531, 3), high: expect.closeTo(0.888, 3) },
    },
    { metric: 'found', group: '', label: '', of: 0, share: null },
  ])
  expect((await ask('GET', '/insights?by=mood', undefined, manager)).status).toBe(422)

  const agent = await signedIn('agent')
  const segment = (await (await ask('GET', '/segments/business', undefined, agent)).json()) as SegmentAnswer
  expect(segment).toMatchObject({
    profile: { label: 'Business', needs: ['invoices'] },
    shares: [{ metric: 'found', of: 20 }],
    gaps: [{ id: 'g1', lift: 2.5, tickets: 20 }],
    articles: [{ title: 'Where is my parcel?' }],
  })
})

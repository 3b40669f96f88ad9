import { expect, it } from 'vitest'
import type { InsightsAnswer, SegmentAnswer } from '#api/routes/staff/answers.ts'
import { attempts, searches } from '#api/storage/app-schema.ts'
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

it('says what the hold-out tells: one search a reader, and neither strangers nor readers who chose', async () => {
  const { ask, signedIn, store } = await staffHouse()
  const manager = await signedIn('manager')
  const at = Date.parse('2026-11-10T10:00:00Z')
  const search = (visitor: string | null, opened: boolean, filters = {}, segments = ['business']) => ({
    ...{ at, query: 'parcel', locale: 'en', total: 2, shown: true, segments, filters, visitor },
    opened: opened ? 'parcels/where-is-my-parcel' : null,
  })
  const holdout = async () =>
    ((await (await ask('GET', '/insights', undefined, manager)).json()) as InsightsAnswer).holdout
  const own = Array.from({ length: 70 }, (_, n) => search(`own-${n}`, n < 56))
  const usual = Array.from({ length: 80 }, (_, n) => search(`usual-${n}`, n < 48, { heldOut: true }))
  await store.write([store.db.insert(searches).values([...own, ...usual.slice(0, 9)])])
  expect(await holdout()).toBeNull()
  const others = [
    search(null, false),
    search('chose', false, { choice: 'business' }),
    search('chose-usual', false, { choice: null }),
    search('in-none', false, {}, []),
    // Their first search found nothing; the latest counts.
    search('usual-79', true, { heldOut: true }),
    search('usual-79', false, { heldOut: true }),
  ]
  await store.write([store.db.insert(searches).values([...usual.slice(9), ...others])])
  expect(await holdout()).toMatchObject({
    own: { of: 70, share: { value: 0.8 } },
    usual: { of: 80, share: { value: 0.6 } },
    difference: {
      value: expect.closeTo(0.2, 3),
      low: expect.closeTo(0.0524, 4),
      high: expect.closeTo(0.3339, 4),
    },
  })
})

it('counts what became of contact forms that offered articles: explicit, implicit and failed deflection', async () => {
  const { ask, signedIn, store } = await staffHouse()
  const manager = await signedIn('manager')
  const at = Date.parse('2026-11-10T10:00:00Z')
  const article = 'parcels/where-is-my-parcel'
  const rows = Array.from({ length: 20 }, (_, n) => ({
    key: `k${n}`,
    at,
    locale: 'en',
    segments: [],
    opened: n < 12 ? article : null,
    answered: n < 4 ? article : null,
    sentAt: n >= 10 ? at + 1 : null,
  }))
  await store.write([store.db.insert(attempts).values(rows)])
  const { shares } = (await (await ask('GET', '/insights', undefined, manager)).json()) as InsightsAnswer
  expect(shares.map(({ metric, of, share }) => [metric, of, share?.value])).toEqual([
    ['explicit', 20, 0.2],
    ['implicit', 20, 0.3],
    ['failed', 20, 0.5],
  ])
})

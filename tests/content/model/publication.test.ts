import { expect, test } from 'vitest'
import { instantOf, isDue, shownAt } from '#content/model/publication.ts'

test.each([
  ['2026-12-01', 'Europe/Istanbul', '2026-11-30T21:00:00Z'],
  ['2026-12-01 9:30', 'Europe/Warsaw', '2026-12-01T08:30:00Z'],
  ['2026-07-01T09:30', 'Europe/Warsaw', '2026-07-01T07:30:00Z'],
  ['2026-12-01T09:30:15Z', 'Europe/Warsaw', '2026-12-01T09:30:15Z'],
  ['2026-12-01T09:30:00.000Z', 'UTC', '2026-12-01T09:30:00Z'],
  ['2026-12-01 09:30 +05:30', 'UTC', '2026-12-01T04:00:00Z'],
  ['2026-12-01T09:30-0800', 'UTC', '2026-12-01T17:30:00Z'],
  // Clocks go from 02:00 to 03:00.
  ['2026-03-29 02:30', 'Europe/Warsaw', '2026-03-29T01:30:00Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(instantOf(text, zone)).toBe(Date.parse(instant))
})

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-12-01 24:00',
  '1 December 2026',
  '12/01/2026',
  '2026-12',
  'soon',
  '',
])('%j is no day and no time', (text) => {
  expect(instantOf(text, 'UTC')).toBeUndefined()
})

test('a moment is shown as the site’s clocks show it, whatever offset it was written with', () => {
  expect(shownAt('2026-12-01T09:30:00Z', 'Europe/Istanbul')).toBe('2026-12-01T12:30')
  expect(shownAt('2026-12-01', 'Europe/Istanbul')).toBe('2026-12-01T00:00')
})

test('an article is due when its moment has come, and a draft never is', () => {
  const clock = (now: string) => ({ now: new Date(now), zone: 'Europe/Istanbul' })
  const dated = { draft: false, publish_at: '2026-12-01', expires_at: '2026-12-08 12:00' }
  const waiting = { ...dated, held: 'scheduled' } as const
  expect(isDue(waiting, clock('2026-11-30T20:59:59Z'))).toBe(false)
  expect(isDue(waiting, clock('2026-11-30T21:00:00Z'))).toBe(true)
  expect(isDue(dated, clock('2026-12-08T08:59:59Z'))).toBe(false)
  expect(isDue(dated, clock('2026-12-08T09:00:00Z'))).toBe(true)
  expect(isDue({ ...dated, draft: true, held: 'draft' }, clock('2027-01-01T00:00:00Z'))).toBe(false)
})

import { expect, test } from 'vitest'
import { instant } from '#scripts/sources/instant.ts'

test.each([
  ['2026-11-15T09:30:00Z', '2026-11-15T09:30:00Z'],
  ['2026-11-15T09:30:00.123+03:00', '2026-11-15T06:30:00Z'],
  ['2026-11-15 09:30', '2026-11-15T09:30:00Z'],
  ['2026-11-15 09:30:00 UTC', '2026-11-15T09:30:00Z'],
  ['15.11.2026 09:30', '2026-11-15T09:30:00Z'],
  ['31/12/2025', '2025-12-31T00:00:00Z'],
  ['12/31/2025', '2025-12-31T00:00:00Z'],
  [1_763_199_000, '2025-11-15T09:30:00Z'],
  ['1763199000000', '2025-11-15T09:30:00Z'],
])('reads %j', (value, expected) => {
  expect(instant(value, 'created')).toBe(expected)
})

test.each([
  ['03/04/2026', 'two ways'],
  ['2026-02-31', 'no date'],
  ['', 'no date'],
  [null, 'no date'],
  ['1850-01-01', 'outside'],
  ['yesterday', 'no date'],
])('refuses %j', (value, reason) => {
  expect(instant(value, 'created')).toMatchObject({
    column: 'created',
    reason: expect.stringContaining(reason),
  })
})

import { expect, test } from 'vitest'
import { type DateReading, instant } from '#scripts/import/dates.ts'

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
  ['1763199000.25', '2025-11-15T09:30:00Z'],
  ['2026/11/05', '2026-11-05T00:00:00Z'],
  ['31/12/2025, 9:05 PM', '2025-12-31T21:05:00Z'],
  ['12/31/2025 12:05 am', '2025-12-31T00:05:00Z'],
  ['05/05/2026', '2026-05-05T00:00:00Z'],
  ['3 Apr 2026', '2026-04-03T00:00:00Z'],
  ['April 3, 2026 10:30 AM', '2026-04-03T10:30:00Z'],
  ['3 Nisan 2026 10:30', '2026-04-03T10:30:00Z'],
  ['3 kwietnia 2026', '2026-04-03T00:00:00Z'],
  ['3. März 2026', '2026-03-03T00:00:00Z'],
  ['3 de abril de 2026', '2026-04-03T00:00:00Z'],
  ['3 févr. 2026', '2026-02-03T00:00:00Z'],
  ['2026-11-15 09:30:00 +0530', '2026-11-15T04:00:00Z'],
  ['2026-11-15 09:30:00 +0000 UTC', '2026-11-15T09:30:00Z'],
  ['2026-11-15 09:30:00 +0300 +03', '2026-11-15T06:30:00Z'],
  ['12-NOV-2026 09.30.00.000000 PM', '2026-11-12T21:30:00Z'],
  ['15/11/2026 09h30', '2026-11-15T09:30:00Z'],
  ['12 novembre 2026 à 9h05', '2026-11-12T09:05:00Z'],
  ['2026年11月15日 09:30', '2026-11-15T09:30:00Z'],
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
  ['03/04/26', 'two ways'],
  ['03-04-2026 10:00', '--dates dmy'],
  ['2026-11-15 25:00', 'no date'],
  ['2026-11-15 10:61', 'no date'],
  ['13/13/2026', 'no date'],
  ['31 Feb 2026', 'no date'],
])('refuses %j', (value, reason) => {
  expect(instant(value, 'created')).toMatchObject({
    column: 'created',
    reason: expect.stringContaining(reason),
  })
})

test.each<[string, DateReading, string]>([
  ['03/04/2026', { dates: 'dmy' }, '2026-04-03T00:00:00Z'],
  ['03/04/2026', { dates: 'mdy' }, '2026-03-04T00:00:00Z'],
  ['03/04/26', { dates: 'dmy' }, '2026-04-03T00:00:00Z'],
  ['26-04-03', { dates: 'ymd' }, '2026-04-03T00:00:00Z'],
  ['2026-04-03', { dates: 'mdy' }, '2026-04-03T00:00:00Z'],
  ['2026-07-01 12:00', { zone: 'Europe/Istanbul' }, '2026-07-01T09:00:00Z'],
  ['2026-07-01 12:00Z', { zone: 'Europe/Istanbul' }, '2026-07-01T12:00:00Z'],
  ['2026-07-01 12:00', { zone: 'Europe/Warsaw' }, '2026-07-01T10:00:00Z'],
  // 29 March 2026: Warsaw's clocks go from 02:00 to 03:00, so 02:30 is not; it is read as 03:30.
  ['2026-03-29 01:59', { zone: 'Europe/Warsaw' }, '2026-03-29T00:59:00Z'],
  ['2026-03-29 02:30', { zone: 'Europe/Warsaw' }, '2026-03-29T01:30:00Z'],
  ['2026-03-29 03:30', { zone: 'Europe/Warsaw' }, '2026-03-29T01:30:00Z'],
  // 25 October 2026: from 03:00 back to 02:00, so 02:30 comes twice; the first is meant.
  ['2026-10-25 02:30', { zone: 'Europe/Warsaw' }, '2026-10-25T00:30:00Z'],
  ['2026-10-25 03:00', { zone: 'Europe/Warsaw' }, '2026-10-25T02:00:00Z'],
  // West of Greenwich, and by half an hour.
  ['2026-03-08 02:30', { zone: 'America/New_York' }, '2026-03-08T07:30:00Z'],
  ['2026-11-01 01:30', { zone: 'America/New_York' }, '2026-11-01T05:30:00Z'],
  ['2026-10-04 02:15', { zone: 'Australia/Lord_Howe' }, '2026-10-03T15:45:00Z'],
])('reads %j with %j', (value, reading, expected) => {
  expect(instant(value, 'created', reading)).toBe(expected)
})

test('says of a date that contradicts the order given that there is none', () => {
  expect(instant('25/03/2026', 'created', { dates: 'mdy' })).toMatchObject({ column: 'created' })
})

test.each([
  ['11/15/2026, 9:30:00\u202fAM', '2026-11-15T09:30:00Z'],
  ['12/Nov/26 9:30 AM', '2026-11-12T09:30:00Z'],
  ['Sun Nov 15 2026 09:30:00 GMT+0300 (GMT+03:00)', '2026-11-15T06:30:00Z'],
  ['2026-11-15T09:30+03:00[Europe/Istanbul]', '2026-11-15T06:30:00Z'],
  ['2026-11-15 09:30 CET', '2026-11-15T08:30:00Z'],
  ['20261115T093000Z', '2026-11-15T09:30:00Z'],
])('reads %s as programs write it', (text, expected) => {
  expect(instant(text, 'created_at', { dates: 'mdy' })).toBe(expected)
})

import { describe, expect, test } from 'vitest'
import type { TokenRow } from '#scripts/counting/contract.ts'
import { mondayOf, tokenRow } from '#scripts/counting/contract.ts'
import { nodeEngine } from '#scripts/counting/node.ts'
import { SeenRows } from '#scripts/counting/seen-rows.ts'
import { formats } from '#scripts/counting/written.ts'
import { properties } from './properties.ts'
import { countsOf } from './token-rows.ts'

describe('for all rows', () => {
  test.each(Object.entries(properties))('%s', (_, holds) => holds(100))
})

const good: TokenRow = { id: '1', segment: '', week: '2026-11-16', day: '2026-11-22', tokens: ['kart'] }

describe('a row', () => {
  test.each([
    ['2026-11-15', '2026-11-09'],
    ['2026-11-16', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2027-01-01', '2026-12-28'],
    ['2028-02-29', '2028-02-28'],
    ['1970-01-04', undefined],
    ['2026-02-29', undefined],
    ['2026-1-1', undefined],
  ])('of %s is of the week of %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday)
  })

  test('keeps the contract', () => {
    expect(tokenRow(good)).toBe(good)
    const { day: _, ...without } = good
    expect(tokenRow({ ...without, tokens: [] })).toEqual({ ...without, tokens: [] })
  })

  test.each([
    [[], 'not an object'],
    [{ ...good, id: 5 }, '"id"'],
    [{ ...good, id: '' }, '"id"'],
    [{ ...good, id: 'a\0' }, '"id"'],
    [{ ...good, segment: null }, '"segment"'],
    [{ ...good, week: '2026-11-17' }, 'a Monday such as'],
    [{ ...good, day: '2026-11-23' }, 'a day of the week of 2026-11-16'],
    [{ ...good, day: '2026-11-15' }, 'a day of the week of 2026-11-16'],
    [{ ...good, tokens: 'kart' }, '"tokens"'],
    [{ ...good, tokens: ['\ud800'] }, '"tokens"'],
    [{ ...good, tokens: [''] }, '"tokens"'],
    [{ ...good, customer: 'x' }, 'There is no field "customer"'],
  ])('%j breaks it, and is told why', (row, why) => {
    expect(tokenRow(row)).toContain(why)
  })
})

test('a document that comes twice in a segment is refused by name, not counted twice', async () => {
  const rows = [good, { ...good, segment: 'business' }, { ...good, tokens: ['fee'] }]
  await expect(countsOf(nodeEngine(), rows)).rejects.toThrow('The document "1" comes twice for everybody')
  expect((await countsOf(nodeEngine(), rows.slice(0, 2))).map(({ df }) => df)).toEqual([1, 1])
})

test('a hundred thousand rows are told apart, and each is known again', () => {
  const seen = new SeenRows()
  const fresh = () =>
    Array.from({ length: 100_000 }, (_, at) => seen.add(`ticket:${at >> 1}`, at % 2 ? 'a' : ''))
  expect(fresh().filter(Boolean)).toHaveLength(100_000)
  expect(fresh().filter(Boolean)).toHaveLength(0)
})

test('counts are written as lines or for a spreadsheet, where nothing is a formula', async () => {
  const rows = [{ ...good, tokens: ['=1+1', 'çok "iyi"'] }]
  const [first, second] = await countsOf(nodeEngine(), rows)
  expect(formats.ndjson.row(second!)).toBe(
    '{"term":"çok \\"iyi\\"","segment":"","week":"2026-11-16","df":1,"first_seen":"2026-11-22","samples":["1"]}\n',
  )
  expect(formats.csv.header).toBe(
    '"term","segment","week","df","first_seen","sample_1","sample_2","sample_3"\r\n',
  )
  expect(formats.csv.row(first!)).toBe(`"'=1+1","","2026-11-16","1","2026-11-22","1","",""\r\n`)
})

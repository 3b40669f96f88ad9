import { expect, it } from 'vitest'
import { csvCell, csvOf } from '#core/csv.ts'

it('quotes every cell, doubles quotes within, and ends every line in CRLF', () => {
  expect(csvOf([['Gap', 'Tickets'], ['a "lost" card', 12], ['']])).toBe(
    '"Gap","Tickets"\r\n"a ""lost"" card","12"\r\n""\r\n',
  )
  expect(csvOf([])).toBe('')
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
  'runs nothing as a formula: %j is text',
  (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`)
  },
)

it('removes NUL, and does not let it hide a formula', () => {
  expect(csvCell('\0=1+1')).toBe(`"'=1+1"`)
  expect(csvCell('\0card')).toBe(`"'card"`)
  expect(csvCell('a\0b')).toBe('"ab"')
})

it('leaves numbers, also below zero, and signs within a text as they are', () => {
  expect([csvCell(-1), csvCell(0), csvCell('a=b')]).toEqual(['"-1"', '"0"', '"a=b"'])
})

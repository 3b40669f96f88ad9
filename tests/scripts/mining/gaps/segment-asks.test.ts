import { describe, expect, test } from 'vitest'
import { type AskingTicket, segmentAsks } from '#scripts/mining/gaps/segment-asks.ts'

const ticket = (id: string, customer: string | undefined, segments: string[], day = '2026-05-01') =>
  ({ id, customer, segments, createdAt: `${day}T08:00:00Z`, language: 'en' }) satisfies AskingTicket

const topics = [
  { id: 'en-1', language: 'en' },
  { id: 'tr-1', language: 'tr' },
]

function asks(tickets: AskingTicket[], articleOf: Record<string, string>, gap: string[] = []) {
  return segmentAsks({
    ...{ tickets, topics },
    groups: new Map(tickets.map(({ id, language }) => [id, `${language}-1`])),
    found: new Map(tickets.map(({ id }) => [id, articleOf[id] ?? null])),
    gaps: gap.length > 0 ? [{ id: 'g1', ticketIds: gap }] : [],
  })
}

describe('what each segment asks', () => {
  test('is counted in customers, not in tickets, beside the share that is usual', () => {
    const tickets = [
      ticket('1', 'ann', ['freelancer'], '2026-05-03'),
      ticket('2', 'ann', ['freelancer'], '2026-05-01'),
      ticket('3', 'bob', ['freelancer'], '2026-05-02'),
      ticket('4', 'eve', ['student']),
      ticket('5', 'dan', ['student']),
    ]
    expect(asks(tickets, { 1: 'tax/vat', 2: 'tax/vat', 4: 'tax/vat' })).toEqual([
      {
        ...{ segment: 'freelancer', locale: 'en', article: 'tax/vat', gap: null, customers: 1, of: 2 },
        ...{ usual: 2 / 4, firstDay: '2026-05-01', lastDay: '2026-05-03' },
      },
      {
        ...{ segment: 'student', locale: 'en', article: 'tax/vat', gap: null, customers: 1, of: 2 },
        ...{ usual: 2 / 4, firstDay: '2026-05-01', lastDay: '2026-05-01' },
      },
    ])
  })

  test('has rows for gaps beside those for articles', () => {
    const tickets = [ticket('1', 'ann', ['student']), ticket('2', 'bob', ['student'])]
    expect(asks(tickets, {}, ['1', 'search:7'])).toMatchObject([
      { segment: 'student', article: null, gap: 'g1', customers: 1, of: 2, usual: 1 / 2 },
    ])
  })

  test('keeps languages apart: each is measured by those who wrote in it', () => {
    const tickets = [
      ticket('1', 'ann', ['student']),
      { ...ticket('2', 'bob', ['student']), language: 'tr' },
      { ...ticket('3', 'can', ['student']), language: 'tr' },
    ]
    const rows = asks(tickets, { 1: 'tax/vat', 2: 'tax/vat' })
    expect(rows.map(({ locale, customers, of }) => [locale, customers, of])).toEqual([
      ['en', 1, 1],
      ['tr', 1, 2],
    ])
  })

  test('counts a customer in every segment they wrote from, and one without a name each time', () => {
    const tickets = [
      ticket('1', 'ann', ['student']),
      ticket('2', 'ann', ['freelancer']),
      ticket('3', undefined, ['student']),
      ticket('4', undefined, ['student']),
    ]
    const rows = asks(tickets, { 1: 'a/b', 2: 'a/b', 3: 'a/b', 4: 'a/b' })
    expect(rows.map(({ segment, customers, usual }) => [segment, customers, usual])).toEqual([
      ['freelancer', 1, 1],
      ['student', 3, 1],
    ])
  })

  test('leaves out searches, votes and flags', () => {
    const search: AskingTicket = { ...ticket('1', 'ann', ['student']), signal: 'search' }
    expect(asks([search], { 1: 'a/b' })).toEqual([])
  })

  test('does not depend on the order of tickets', () => {
    const tickets = [
      ticket('1', 'ann', ['student', 'freelancer']),
      ticket('2', 'bob', ['student']),
      ticket('3', 'ann', ['student']),
    ]
    const articles = { 1: 'a/b', 2: 'a/b', 3: 'c/d' }
    expect(asks(tickets.toReversed(), articles, ['2'])).toEqual(asks(tickets, articles, ['2']))
  })
})

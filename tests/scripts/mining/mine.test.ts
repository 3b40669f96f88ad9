import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mine } from '#scripts/mining/mine.ts'
import { randomFrom } from '#scripts/mining/text/random.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'

/** A web shop: parcels are answered, gift cards are not. */
const asks = {
  parcel: [
    'Where is my parcel',
    'My parcel has not arrived yet',
    'When will the parcel be delivered',
    'The parcel is late, where is it now',
  ],
  gift: [
    'How do I use a gift card',
    'My gift card code is refused',
    'Can a gift card expire',
    'The gift card has no money left on it',
  ],
  shoes: [
    'How can I return shoes',
    'Shoes are too small, can I return them',
    'I want to send the shoes back',
    'Return of shoes that do not fit',
  ],
}
const articles: MiningArticle[] = [
  {
    id: 'orders/parcel',
    locale: 'en',
    title: 'Where is my parcel?',
    passages: [
      'When a parcel is late or has not arrived, look where it is now: it is delivered within four days.',
    ],
  },
  {
    id: 'orders/return',
    locale: 'en',
    title: 'Return shoes',
    passages: ['Shoes that are too small or do not fit can be sent back. How to return them.'],
  },
]
const ends = ['please', 'today', 'thanks', 'any idea', 'again', 'for me', 'this week', 'really']

function shop(each: number, seed = 5): MiningTicket[] {
  const random = randomFrom(seed)
  return Object.entries(asks).flatMap(([topic, texts]) =>
    Array.from({ length: each }, (_, at): MiningTicket => {
      const text = `${texts[at % texts.length]} ${ends[Math.floor(random() * ends.length)]}`
      return {
        ...{ id: `${topic}-${String(at).padStart(3, '0')}`, text, language: 'en', channel: 'mail' },
        segments: topic === 'gift' ? ['giver'] : random() < 0.2 ? ['giver'] : ['buyer'],
        createdAt: `2026-0${1 + (at % 3)}-1${at % 10}T08:00:00Z`,
        customer: `c${at}`,
      }
    }),
  )
}

describe('mine', () => {
  it('puts what no article answers first, with its evidence', () => {
    const { gaps, coverage } = mine(shop(20), articles)
    const [first] = gaps
    expect(first!.ticketIds.filter((id) => id.startsWith('gift')).length / first!.volume).toBeGreaterThan(0.8)
    expect(first!.kind).toBe('missing')
    expect(first!.title).toMatch(/gift card/i)
    expect(first!.keywords.join(' ')).toContain('gift')
    expect(first!.segments[0]).toMatchObject({ segment: 'giver' })
    expect(first!.segments[0]!.lift).toBeGreaterThan(1)
    expect(first!.weeks).toHaveLength(12)
    expect(coverage.get('parcel-000')).toBe('orders/parcel')
  })

  it('gives the same bytes for the same tickets in any order', () => {
    const tickets = shop(12)
    const text = (list: MiningTicket[]) => {
      const { groups, coverage, ...rest } = mine(list, articles)
      return JSON.stringify([rest, [...groups].sort(), [...coverage].sort()])
    }
    expect(text([...tickets].reverse())).toBe(text(tickets))
  })

  it('finds the same gaps whatever the tickets are called and in whatever order they come', () => {
    const tickets = shop(12)
    const found = (list: readonly MiningTicket[]) => {
      const texts = new Map(list.map(({ id, text }) => [id, text]))
      return mine(list, articles).gaps.map(({ title, keywords, kind, ticketIds }) => ({
        ...{ title, keywords, kind },
        texts: ticketIds.map((id) => texts.get(id)).sort(),
      }))
    }
    const wanted = found(tickets)
    const order = fc.shuffledSubarray([...tickets.keys()], { minLength: tickets.length })
    fc.assert(
      fc.property(order, order, (places, names) => {
        const others = places.map((at) => ({ ...tickets[at]!, id: `t${names[at]}` }))
        expect(found(others)).toEqual(wanted)
      }),
      { numRuns: 4 },
    )
  })

  it('calls it missing, not answered elsewhere, when there is no article in the language customers write in', () => {
    const texts = [
      'Gdzie jest moja paczka',
      'Paczka nie przyszła',
      'Kiedy będzie paczka',
      'Paczka jest spóźniona',
    ]
    const tickets = texts.flatMap((text, at) =>
      [1, 2].map((n) => ({ id: `${at}-${n}`, text, language: 'pl' })),
    )
    const { gaps } = mine(tickets, articles)
    expect(gaps.length).toBeGreaterThan(0)
    for (const { kind } of gaps) expect(kind).toBe('missing')
  })

  it('takes anything, from nothing to very little, and loses no ticket', () => {
    const ticket = fc.record({
      text: fc.oneof(fc.string(), fc.constantFrom('hello there', 'card', '', '  ', '123')),
    })
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 12 }), fc.boolean(), (list, withArticles) => {
        const tickets = list.map((entry, at) => ({ id: String(at), ...entry }))
        const { groups, coverage, gaps, leftOut = {} } = mine(tickets, withArticles ? articles : [])
        const nothing = Object.values(leftOut).reduce((sum, n) => sum + n, 0)
        expect(groups.size + nothing).toBe(tickets.length)
        expect(coverage.size).toBe(groups.size)
        const named = gaps.flatMap(({ ticketIds }) => ticketIds)
        expect(new Set(named).size).toBe(named.length)
        expect(JSON.stringify(gaps)).not.toContain('null,null')
      }),
      { numRuns: 60 },
    )
  })

  it('takes tickets without dates, segments or customers', () => {
    const bare = shop(8).map(({ id, text }) => ({ id, text }))
    const { gaps } = mine(bare, articles)
    expect(gaps.length).toBeGreaterThan(0)
    for (const gap of gaps) {
      expect(gap).toMatchObject({ firstSeen: null, segments: [], channels: {} })
      expect(gap.trend).toBeCloseTo(1)
      expect(gap.customers).toBe(gap.volume)
    }
  })
})

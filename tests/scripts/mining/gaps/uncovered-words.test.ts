import { describe, expect, it } from 'vitest'
import { uncoveredWords } from '#scripts/mining/gaps/uncovered-words.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'

const articles: MiningArticle[] = [
  { id: 'cards/freeze', locale: 'en', title: 'Freeze your card', passages: ['When a card is lost.'] },
]
const ask = (texts: readonly string[], language = 'en', from = 0) =>
  texts.map(
    (text, at): MiningTicket => ({
      ...{ id: `${language}${from + at}`, text, language, customer: `c${from + at}` },
      segments: text.includes('cheque') ? ['student'] : ['home'],
    }),
  )
const cheques = ask([
  'please pay in cheques',
  'a cheque please',
  'cheques',
  'cheque at a branch',
  'my cheque',
  'cheque',
])
const cards = ask(
  ['please freeze my lost card', 'my card please', 'card lost please', 'please card'],
  'en',
  50,
)
const find = (tickets: readonly MiningTicket[], language = 'en') =>
  uncoveredWords({
    ...{ articles, tickets: new Map([[language, tickets]]), textOf: ({ text }) => text },
    gaps: [{ ticketIds: cheques.map(({ id }) => id) }],
    enough: { minTickets: 3, minCustomers: 3 },
  })

describe('words no article has', () => {
  it('are whole, as most customers spell them, with who uses them and in which gaps', () => {
    const [first, ...rest] = find([...cheques, ...cards])
    expect(first).toMatchObject({ word: 'cheque', language: 'en', tickets: 6, customers: 6, gaps: [0] })
    expect(first?.segments[0]).toMatchObject({ segment: 'student', tickets: 6 })
    expect(rest).toEqual([])
  })

  it('are none of courtesy, none that hold sentences together, and none that are everywhere', () => {
    expect(find([...cheques, ...cards]).map(({ word }) => word)).not.toContain('please')
  })

  it('are not listed where nothing is written, or where the language is not known', () => {
    expect(find(ask(['czek', 'czek', 'czek', 'czek'], 'pl'), 'pl')).toEqual([])
  })
})

import { expect, it } from 'vitest'
import { siteSchema } from '#content/model/site.ts'
import { flaggedSettings, settingsFor } from '#scripts/mining/io/flags.ts'
import { changesInWords, termsInWords } from '#scripts/mining/io/summary.ts'

it('how much must be asked: flags, then site.yaml, then five tickets of three people in sixty days', () => {
  const plain = siteSchema.parse({})
  const own = siteSchema.parse({ mining: { min_tickets: 12, days: 30 } })
  expect(settingsFor(plain, {})).toEqual({ minTickets: 5, minCustomers: 3, days: 60 })
  expect(settingsFor(own, { days: 90 })).toEqual({ minTickets: 12, minCustomers: 3, days: 90 })
})

it('flags that are no numbers are named, with what they could be', () => {
  expect(flaggedSettings({ 'min-tickets': '8', days: '14' })).toEqual({ minTickets: 8, days: 14 })
  expect(flaggedSettings({ 'min-tickets': '0' })).toContain('--min-tickets 0')
  expect(flaggedSettings({ 'min-customers': 'many' })).toContain('whole number from 1')
  expect(flaggedSettings({ days: '99999' })).toContain('1 to 3650')
})

it('what became of gaps is said with their titles', () => {
  const titles = new Map([
    ['g12', 'Where is my card?'],
    ['g7', 'Card lost in the post'],
  ])
  expect(
    changesInWords(
      [
        { what: 'merged', gap: 'g12', of: ['g7'] },
        { what: 'split', gap: 'g3', into: ['g3', 'g9'] },
        { what: 'returned', gap: 'g4' },
        { what: 'gone', gap: 'g5', article: 'cards/pin' },
      ],
      (id) => titles.get(id),
    ),
  ).toEqual([
    'g12 “Where is my card?” now holds g7 “Card lost in the post”',
    'g3 split into g3, g9',
    'g4 is back',
    'g5 is no longer a gap: cards/pin answers it',
  ])
})

it('words searched in vain are said in one line', () => {
  const term = (name: string, searches: number) => {
    return { term: name, language: 'en', searches, customers: 3, lastSeen: null }
  }
  const many = Array.from({ length: 10 }, (_, at) => term(`w${at}`, 20 - at))
  expect(termsInWords([term('crypto', 6), term('loan', 5)])).toBe(
    'Searched in vain, and in no topic: crypto (6×), loan (5×)',
  )
  expect(termsInWords(many)).toMatch(/w7 \(13×\) and 2 more$/)
})

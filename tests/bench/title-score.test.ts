import { expect, it } from 'vitest'
import { titlesRight } from './title-score.ts'

const ticket = (id: string, text: string) => ({ id, text, body: text })
const tickets = [
  ticket('1', 'Hello there,\nWhere is my new card? What should I do?'),
  ticket('2', 'My card has not come. What should I do?'),
  ticket('3', 'I lost my card! What should I do?'),
  ticket('4', 'Card lost, please block it. What should I do?'),
  ticket('5', 'The top-up failed. What should I do?'),
]
const labels = new Map([
  ...['1', '2'].map((id) => [id, 'arrival'] as const),
  ...['3', '4'].map((id) => [id, 'lost'] as const),
  ['5', 'top-up'] as const,
])
const right = (...lines: readonly (readonly [title: string, ...ids: string[]])[]) =>
  titlesRight(
    lines.map(([title, ...ticketIds]) => ({ title, ticketIds })),
    tickets,
    { labels },
  )

it('takes a sentence of a ticket of the topic, whatever its capitals and marks', () => {
  expect(right(['Where is my new card', '1', '2'])).toBe(1)
  expect(right(['i LOST my card.', '3', '4', '2'])).toBe(1)
})

it('refuses a sentence of another topic, one that nobody wrote and one that people write whatever they ask', () => {
  expect(right(['I lost my card', '1', '2'])).toBe(0)
  expect(right(['The card arrival', '1', '2'])).toBe(0)
  expect(right(['What should I do?', '1', '2'])).toBe(0)
})

it('refuses a greeting, and the title of a line above', () => {
  expect(right(['Hello there, where is my new card', '1', '2'])).toBe(0)
  expect(right(['Where is my new card', '1'], ['Where is my new card?', '2'])).toBe(0.5)
})

it('says nothing of lines without titles', () => {
  expect(titlesRight([{ ticketIds: ['1'] }], tickets, { labels })).toBeUndefined()
})

import { expect, test } from 'vitest'
import { exchangeOf, latest, type Message } from '#scripts/import/desks/conversation.ts'

const question: Message = { by: 'customer', text: 'Where is my card?', at: '2026-11-01T10:00:00Z' }
const more: Message = { by: 'customer', text: 'Hello?', at: '2026-11-02T10:00:00Z' }
const answer: Message = { by: 'agent', text: 'On its way.', at: '2026-11-03T10:00:00Z' }

test('the question is the first thing the customer wrote, from whichever end the messages are listed', () => {
  expect(exchangeOf([question, more, answer])).toEqual({ question: question.text, answers: [answer.text] })
  expect(exchangeOf([answer, more, question]).question).toBe(question.text)
})

test('where a message has no time, their order stands', () => {
  expect(exchangeOf([more, { ...question, at: undefined }]).question).toBe(more.text)
})

test('notes, empty messages and what a system says are neither question nor answer', () => {
  const quiet: Message[] = [
    { by: 'agent', note: true, text: 'call her' },
    { by: 'customer', text: '  ' },
    { by: 'system', text: 'Conversation was reopened' },
  ]
  expect(exchangeOf(quiet)).toEqual({ question: undefined, answers: [] })
})

test('the latest of times is found, however each is written', () => {
  expect(latest('2026-11-01T10:00:00Z', 1_793_620_800, undefined, 'soon')).toBe(1_793_620_800)
  expect(latest(1_793_527_200, '2026-11-03T10:00:00Z')).toBe('2026-11-03T10:00:00Z')
  expect(latest('soon', null)).toBeUndefined()
})

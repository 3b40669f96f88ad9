import { expect, test } from 'vitest'
import { ticketIn } from '#site/staff/embed-message.ts'

test('a ticket is read from our own message and from what Chatwoot sends its apps', () => {
  expect(ticketIn({ kindred: 'ticket', who: ' elif@example.com ', text: 'Hello' })).toEqual({
    who: 'elif@example.com',
    text: 'Hello',
  })
  const messages = [
    { message_type: 0, content: 'My card is lost' },
    { message_type: 0, content: 'Are you there?' },
    { message_type: 1, content: 'One moment' },
  ]
  const data = { contact: { email: 'elif@example.com' }, conversation: { messages }, currentAgent: {} }
  const chatwoot = { event: 'appContext', data }
  const ticket = { who: 'elif@example.com', text: 'Are you there?' }
  expect(ticketIn(JSON.stringify(chatwoot))).toEqual(ticket)
  expect(ticketIn(chatwoot)).toEqual(ticket)
  const number = { ...chatwoot, data: { contact: { email: null, identifier: 1002 } } }
  expect(ticketIn(number)).toEqual({ who: '1002', text: '' })
})

test.each([
  undefined,
  null,
  7,
  '',
  'webpackHotUpdate',
  '{',
  {},
  [],
  { event: 'appContext' },
  { event: 'other', data: {} },
])('any other message is no ticket: %j', (data) => {
  expect(ticketIn(data)).toBeUndefined()
})

test('what is no text in a ticket is left out, and what is too long is cut', () => {
  const odd = ticketIn({ kindred: 'ticket', who: { toString: () => 'x' }, text: 'a'.repeat(30_000) })
  expect(odd?.who).toBe('')
  expect(odd?.text).toHaveLength(20_000)
})

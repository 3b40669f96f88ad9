import { expect, test } from 'vitest'
import { despiteAnswer } from '#scripts/mining/gaps/failing-article.ts'
import { joinMessages, messageTicket } from '#scripts/mining/io/messages.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'

const at = Date.UTC(2026, 10, 20, 10)
const message = (id: string, customer: string | null, text: string, read: string[] = []) =>
  messageTicket({
    ...{ id, at, text, locale: 'en', segments: ['traveller'], customer, visitor: null, read },
    ...{ delivered: at, expired: null },
  })
const ticket = (id: string, customer: string, text: string, createdAt: string): MiningTicket => ({
  ...{ id, customer, text, createdAt, language: 'en' },
})

test('a message that came back with the desk’s export is one question, and keeps what was read before', () => {
  const asked = joinMessages(
    [
      ticket('t1', 'anna', 'Sent by the form: my new card has not arrived', '2026-11-20T10:00:05Z'),
      ticket('t2', 'anna', 'How do I change my PIN?', '2026-11-20T10:01:00Z'),
      ticket('t3', 'eve', 'My new card has not arrived', '2026-11-20T10:00:05Z'),
      ticket('t4', 'bob', 'My transfer is late', '2026-12-20T10:00:05Z'),
    ],
    [
      message('m1', 'anna', 'My new card has not arrived', ['cards/card-has-not-arrived']),
      message('m2', null, 'My new card has not arrived'),
      message('m3', 'bob', 'My transfer is late'),
    ],
  )
  expect(asked.map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4', 'message:m2', 'message:m3'])
  expect(asked.map(({ readBefore }) => readBefore)[0]).toEqual(['cards/card-has-not-arrived'])
})

test('an article does not help when people write to us right after reading it', () => {
  const article = { id: 'cards/lost', locale: 'en', title: 'Lost card', passages: [], updated: '2026-11-01' }
  const written = ['a', 'b', 'c'].map((who) => message(who, who, 'my card is lost', ['cards/lost']))
  const settings = { minTickets: 5, minCustomers: 3, days: 60 }
  const found = (tickets: readonly MiningTicket[]) =>
    despiteAnswer({
      ...{ article, tickets, all: tickets, votes: undefined, flags: 0, middle: 4, end: at, settings },
    } as unknown as Parameters<typeof despiteAnswer>[0])
  expect(found(written)).toEqual({
    kind: 'not helping',
    reasons: [
      { text: '{readers} people wrote to us within half an hour of reading it.', with: { readers: 3 } },
    ],
  })
  expect(found(written.slice(1))).toBeUndefined()
  expect(found(written.map(({ readBefore: _, ...one }) => one))).toBeUndefined()
})

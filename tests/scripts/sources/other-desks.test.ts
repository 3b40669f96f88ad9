import { describe, expect, test } from 'vitest'
import { accept } from '#scripts/sources/accept.ts'
import { freshdesk } from '#scripts/sources/freshdesk.ts'
import { sources } from '#scripts/sources/index.ts'
import { intercom } from '#scripts/sources/intercom.ts'
import { isReject, type Source } from '#scripts/sources/source.ts'

function row(source: Source, record: object) {
  const raw = source.ticket(record as Record<string, unknown>)
  if (isReject(raw)) return raw
  const traits = [{ id: 'plan', type: 'string' as const, signed: true }]
  return accept(raw, { source: source.name, secret: new Uint8Array(32), traits, locales: ['en', 'tr'] })
}

describe('Freshdesk', () => {
  const ticket = {
    ...{
      id: 7,
      subject: 'Card',
      description: '<div>Where is my <b>card</b>?</div>',
      status: 5,
      priority: 3,
      source: 7,
    },
    ...{
      created_at: '2026-11-01T10:00:00Z',
      updated_at: '2026-11-02T10:00:00Z',
      spam: false,
      tags: ['card'],
    },
    requester: { name: 'Emma Clark', email: 'emma@example.com' },
    custom_fields: { cf_plan: 'business' },
  }
  test('says in words what it numbers', () => {
    expect(row(freshdesk, ticket)).toMatchObject({
      ...{
        id: 'freshdesk::7',
        status: 'closed',
        priority: 'high',
        channel: 'chat',
        traits: { plan: 'business' },
      },
      body: 'Where is my card?',
    })
  })
  test('brings no spam and nothing that agents sent', () => {
    expect(row(freshdesk, { ...ticket, spam: true })).toHaveProperty('reason')
    expect(row(freshdesk, { ...ticket, source: 10 })).toHaveProperty('reason')
  })
  test('comes as CSV too', () => {
    const csv = {
      'Ticket ID': '9',
      Subject: 'PIN',
      Description: 'I forgot it',
      'Created time': '2026-11-01 10:00:00',
      Status: 'Open',
    }
    expect(row(freshdesk, csv)).toMatchObject({
      externalId: '9',
      status: 'open',
      createdAt: '2026-11-01T10:00:00Z',
    })
  })
})

describe('Intercom', () => {
  const conversation = {
    ...{
      type: 'conversation',
      id: '55',
      created_at: 1_793_527_200,
      updated_at: 1_793_530_800,
      state: 'closed',
      title: null,
    },
    source: {
      type: 'conversation',
      body: '<p>Where is my card?</p>',
      author: { type: 'user', id: 'u1', name: 'Emma Clark', email: 'emma@example.com' },
    },
    tags: { tags: [{ name: 'card' }] },
    conversation_rating: { rating: 5, remark: 'Emma says thanks' },
    custom_attributes: { plan: 'business' },
  }
  test('gives the first message, the day and the rating', () => {
    expect(row(intercom, conversation)).toMatchObject({
      ...{
        body: 'Where is my card?',
        createdAt: '2026-11-01T10:00:00Z',
        channel: 'chat',
        csat: 1,
        tags: ['card'],
      },
      traits: { plan: 'business' },
    })
  })
  test('looks for the question behind a button', () => {
    const parts = [
      { part_type: 'comment', body: '<p>Hello</p>', author: { type: 'bot' } },
      { part_type: 'note', body: 'call her', author: { type: 'admin' } },
      { part_type: 'comment', body: 'My card is lost', author: { type: 'user' } },
    ]
    const source = { type: 'conversation', body: '', author: { type: 'user', id: 'u1' } }
    expect(
      row(intercom, { ...conversation, source, conversation_parts: { conversation_parts: parts } }),
    ).toMatchObject({ body: 'My card is lost' })
  })
  test('brings nothing that agents or bots began', () => {
    expect(
      row(intercom, { ...conversation, source: { ...conversation.source, author: { type: 'bot' } } }),
    ).toHaveProperty('reason')
  })
})

test('every source has a name of its own', () => {
  expect(new Set(sources.map(({ name }) => name)).size).toBe(sources.length)
})

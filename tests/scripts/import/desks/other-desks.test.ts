import { describe, expect, test } from 'vitest'
import { accept } from '#scripts/import/accept.ts'
import { chatwoot } from '#scripts/import/desks/chatwoot.ts'
import { freshdesk } from '#scripts/import/desks/freshdesk.ts'
import { groove } from '#scripts/import/desks/groove.ts'
import { helpScout } from '#scripts/import/desks/help-scout.ts'
import { hubspot } from '#scripts/import/desks/hubspot.ts'
import { sources } from '#scripts/import/desks/index.ts'
import { intercom } from '#scripts/import/desks/intercom.ts'
import { isReject, type Source } from '#scripts/import/desks/source.ts'
import { zammad } from '#scripts/import/desks/zammad.ts'
import { zendesk } from '#scripts/import/desks/zendesk.ts'

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
  test('reads the message of an account that has only blocks', () => {
    const { description: _, ...blocks } = ticket
    const structured_description = [
      { type: 'paragraph', text: 'Where is my card?' },
      { blocks: [{ content: 'Soon?' }] },
    ]
    expect(row(freshdesk, { ...blocks, structured_description })).toMatchObject({
      body: 'Where is my card?\nSoon?',
    })
  })

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

describe('Zendesk', () => {
  const found = { id: 3, created_at: '2026-11-01T10:00:00Z', description: 'Where is my card?' }
  test('brings tickets out of search results, and nothing else', () => {
    expect(row(zendesk, { ...found, result_type: 'ticket' })).toMatchObject({ externalId: '3' })
    expect(row(zendesk, { ticket: found })).toMatchObject({ externalId: '3' })
    expect(row(zendesk, { id: 4, result_type: 'user', created_at: found.created_at })).toMatchObject({
      column: 'result_type',
    })
  })
  test('has the fields of a ticket as traits', () => {
    const raw = zendesk.ticket({ ...found, custom_fields: [{ id: 77, value: 'business' }, null, 'x'] })
    expect(raw).toMatchObject({ traits: { field_77: 'business' } })
  })
})

describe('Freshdesk’s own export', () => {
  test('comes in wrappers, in which a note says where a merged ticket went', () => {
    const ticket = {
      ...{
        display_id: 12,
        id: 9_000_012,
        subject: 'Card',
        description: 'Where is it?',
        status: 5,
        priority: 1,
      },
      ...{ created_at: '2026-11-01T10:00:00+03:00', updated_at: '2026-11-02T10:00:00+03:00' },
      notes: [
        { helpdesk_note: { incoming: false, private: true, body: 'This ticket is merged into ticket 7' } },
        { helpdesk_note: { incoming: false, private: false, body: 'We are looking into it.' } },
      ],
    }
    expect(row(freshdesk, { helpdesk_ticket: ticket })).toMatchObject({
      ...{
        externalId: '12',
        createdAt: '2026-11-01T07:00:00Z',
        mergedInto: 'freshdesk::7',
        linkedArticle: 0,
      },
    })
  })
  test('reads a tag of several words from a table as one', () => {
    const raw = freshdesk.ticket({ 'Ticket ID': '1', Tags: 'late delivery, card', 'Created time': '' })
    expect(raw).toMatchObject({ tags: ['late delivery', 'card'] })
  })
})

describe('An Intercom campaign', () => {
  test('brings nothing, even when it was answered', () => {
    const source = {
      type: 'email',
      delivered_as: 'automated',
      body: 'News',
      author: { type: 'admin', id: '1' },
    }
    const parts = [{ part_type: 'comment', body: 'thanks', author: { type: 'user' } }]
    const answered = {
      id: '1',
      created_at: 1_793_527_200,
      source,
      conversation_parts: { conversation_parts: parts },
    }
    expect(row(intercom, answered)).toMatchObject({ column: 'source.author.type' })
  })
})

describe('Help Scout', () => {
  const conversation = {
    ...{
      id: 5,
      type: 'email',
      status: 'active',
      state: 'published',
      subject: 'Card',
      preview: 'Where is it?',
    },
    ...{
      createdAt: '2026-11-01T10:00:00Z',
      closedAt: '2026-11-03T10:00:00Z',
      createdBy: { type: 'customer' },
    },
  }
  test('without threads has the preview for the question while nobody has answered', () => {
    expect(row(helpScout, { ...conversation, threads: 1 })).toMatchObject({
      ...{ body: 'Where is it?', updatedAt: '2026-11-03T10:00:00Z', linkedArticle: null },
    })
    expect(row(helpScout, { ...conversation, threads: 2 })).toMatchObject({ subject: 'Card', body: '' })
  })
  test('brings no drafts', () => {
    expect(row(helpScout, { ...conversation, state: 'draft' })).toMatchObject({ column: 'state' })
  })
})

describe('Groove', () => {
  test('knows the customer by the address of a message, and a ticket in its wrapper', () => {
    const author = { href: 'https://api.groovehq.com/v1/customers/emma%40example.com' }
    const raw = groove.ticket({
      ticket: { number: 4, title: 'Card', created_at: '2026-11-01T10:00:00Z' },
      messages: [{ plain_text_body: 'Where is it?', links: { author } }],
    })
    expect(raw).toMatchObject({
      externalId: '4',
      body: 'Where is it?',
      requester: { email: 'emma@example.com' },
    })
  })
})

describe('HubSpot', () => {
  test('comes as a table with its own names for headers; a company’s own stage says nothing', () => {
    const table = { hs_object_id: '8', subject: 'Card', content: 'Where is it?', createdate: '1793527200000' }
    expect(row(hubspot, { ...table, hs_pipeline_stage: '94123' })).toMatchObject({
      ...{ externalId: '8', status: null, createdAt: '2026-11-01T10:00:00Z' },
    })
  })
  test('brings nothing that was deleted', () => {
    expect(row(hubspot, { id: '8', archived: true, properties: {} })).toMatchObject({ column: 'archived' })
  })
})

describe('Zammad', () => {
  const ticket = { id: 6, title: 'Card', created_at: '2026-11-01T10:00:00Z', customer_id: 3 }
  test('says states and priorities in words, by name or number', () => {
    expect(row(zammad, { ...ticket, state: 'pending reminder', priority: '1 low' })).toMatchObject({
      ...{ status: 'pending', priority: 'low' },
    })
    expect(row(zammad, { ...ticket, state_id: 7, priority_id: 3 })).toMatchObject({
      ...{ status: 'pending', priority: 'high' },
    })
    expect(row(zammad, { ...ticket, state_id: 6 })).toMatchObject({ column: 'status' })
  })
  test('brings nothing that an agent began and no customer joined', () => {
    expect(row(zammad, { ...ticket, create_article_sender_id: 1 })).toHaveProperty('reason')
  })
})

describe('Chatwoot', () => {
  test('needs a message of the customer: of a list, in which the newest is an agent’s, it says what to export', () => {
    const messages = [{ message_type: 1, content: 'Hello', created_at: 1_793_527_200 }]
    expect(row(chatwoot, { id: 1, created_at: 1_793_527_200, messages })).toMatchObject({
      ...{ column: 'messages', reason: expect.stringContaining('Export all messages') },
    })
  })
})

test.each(sources)('$name has no word for what JavaScript knows', (source) => {
  const word = 'constructor'
  const record = {
    ...{
      id: 1,
      number: 1,
      created_at: 1_793_527_200,
      createdAt: 1_793_527_200,
      subject: 'Card',
      title: 'Card',
    },
    ...{
      status: word,
      state: word,
      state_id: word,
      priority: word,
      priority_id: word,
      source: word,
      type: word,
    },
    properties: { hs_object_id: '1', subject: 'Card', createdate: 1_793_527_200, hs_pipeline_stage: word },
    messages: [{ message_type: 0, content: 'Card', created_at: 1 }],
  }
  expect(JSON.stringify(row(source, record))).not.toMatch(/native code/)
})

describe('a table that a script made of the API’s fields', () => {
  const common = { id: '9', subject: 'Card', created_at: '2026-11-01T10:00:00Z', requester_id: '4' }
  test('is read by their names', () => {
    const table = {
      ...common,
      description: 'Where is it?',
      'requester.email': 'emma@example.com',
      'via.channel': 'web',
    }
    expect(zendesk.ticket(table)).toMatchObject({
      ...{
        externalId: '9',
        body: 'Where is it?',
        channel: 'web',
        requester: { email: 'emma@example.com', id: '4' },
      },
    })
  })
  test('has words for numbers', () => {
    expect(freshdesk.ticket({ ...common, status: '4', priority: '3', source: '7' })).toMatchObject({
      ...{ status: 'solved', priority: 'high', channel: 'chat' },
    })
    expect(freshdesk.ticket({ ...common, source: '10' })).toMatchObject({ column: 'source' })
  })
})

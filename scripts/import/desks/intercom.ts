import { exchangeOf, type Message } from './conversation.ts'
import { objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import type { RawTicket, Reject, Source } from './source.ts'
import { channelWord, priorityWord, satisfaction, statusWord } from './vocabulary.ts'

/** Intercom: conversations of the REST API, as a list, pages or lines. Dates are seconds since 1970. */
export const intercom: Source = {
  name: 'intercom',
  label: 'Intercom',
  lists: ['conversations', 'data'],
  ticket(conversation) {
    const externalId = textOf(conversation['id'])
    if (externalId === undefined) return { reason: 'The conversation has no id.', column: 'id' }
    const begun = objectOf(conversation['source'])
    const parts = objectOf(conversation['conversation_parts'])['conversation_parts']
    const messages = Array.isArray(parts) ? parts.map(message) : undefined
    const talk = exchangeOf(messages ?? [])
    const author = objectOf(begun['author'])
    const kind = textOf(author['type'])
    // What a bot begins by asking, the customer may answer with a question; what agents and campaigns send is none.
    const sent = ['admin_initiated', 'campaigns_initiated', 'automated'].includes(
      textOf(begun['delivered_as']) ?? '',
    )
    if (sent || kind === 'admin' || kind === 'team' || (kind === 'bot' && talk.question === undefined)) {
      return {
        reason: 'Not from a customer: it was begun by an agent or a bot.',
        column: 'source.author.type',
      }
    }
    const asked = kind === 'bot' ? undefined : textOf(begun['body'])
    return conversationOf(conversation, {
      externalId,
      begun,
      body: asked ?? talk.question,
      answers: messages && talk.answers,
    })
  },
}

interface Parts {
  externalId: string
  begun: Readonly<Record<string, unknown>>
  body: string | undefined
  answers: readonly string[] | undefined
}

function conversationOf(
  conversation: Readonly<Record<string, unknown>>,
  { externalId, begun, body, answers }: Parts,
): RawTicket | Reject {
  const custom = objectOf(conversation['custom_attributes'])
  const author = objectOf(begun['author'])
  // A bot's opening has the customer among the contacts only.
  const person = textOf(author['type']) === 'bot' ? {} : author
  const [contact] = objectsOf(objectOf(conversation['contacts'])['contacts'])
  const tags = objectsOf(objectOf(conversation['tags'])['tags']).map((tag) => textOf(tag['name']))
  return {
    externalId,
    createdAt: conversation['created_at'],
    updatedAt: conversation['updated_at'] ?? undefined,
    // Of an e-mail this is HTML.
    subject: textOf(begun['subject']) ?? textOf(conversation['title']),
    body,
    language: textOf(custom['Language'] ?? custom['language']),
    tags: tags.filter((name) => name !== undefined),
    channel: channelWord(textOf(begun['type'])),
    status: statusWord(textOf(conversation['state'])),
    priority: priorityWord(textOf(conversation['priority'])),
    requester: {
      email: textOf(person['email']) ?? textOf(contact?.['email']),
      id: textOf(person['id']) ?? textOf(contact?.['id']),
    },
    names: [person['name'], contact?.['name']].map(textOf).filter((name) => name !== undefined),
    organisation: textOf(objectOf(conversation['company'])['id']),
    traits: traitsOf(custom),
    csat: satisfaction(objectOf(conversation['conversation_rating'])['rating']),
    answers,
  }
}

/** Parts are also assignments, openings and closings; words stand only in comments and notes. */
function message(given: unknown): Message {
  const part = objectOf(given)
  const kind = textOf(objectOf(part['author'])['type'])
  const spoken =
    part['part_type'] === 'comment' || part['part_type'] === 'open' || part['part_type'] === 'close'
  return {
    by: kind === 'admin' || kind === 'bot' || kind === 'team' ? 'agent' : 'customer',
    note: !spoken,
    text: textOf(part['body']),
    at: part['created_at'],
  }
}

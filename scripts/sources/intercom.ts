import { objectOf, type RawTicket, type Reject, type Source, textOf, traitsOf } from './source.ts'

/** Intercom: conversations of the REST API, as a list, pages or lines. Dates are seconds since 1970. */
export const intercom: Source = {
  name: 'intercom',
  label: 'Intercom',
  lists: ['conversations', 'data'],
  ticket(conversation) {
    const externalId = textOf(conversation['id'])
    if (externalId === undefined) return { reason: 'The conversation has no id.', column: 'id' }
    const begun = objectOf(conversation['source'])
    const author = objectOf(begun['author'])
    const kind = textOf(author['type'])
    if (kind === 'admin' || kind === 'bot' || kind === 'team') {
      return {
        reason: 'Not from a customer: it was begun by an agent or a bot.',
        column: 'source.author.type',
      }
    }
    const rating = objectOf(conversation['conversation_rating'])['rating']
    const tags = objectOf(conversation['tags'])['tags']
    return conversationOf(conversation, { externalId, begun, author, rating, tags })
  },
}

interface Parts {
  externalId: string
  begun: Readonly<Record<string, unknown>>
  author: Readonly<Record<string, unknown>>
  rating: unknown
  tags: unknown
}

function conversationOf(
  conversation: Readonly<Record<string, unknown>>,
  { externalId, begun, author, rating, tags }: Parts,
): RawTicket | Reject {
  const channel = textOf(begun['type'])
  const names = Array.isArray(tags) ? tags.map((tag) => textOf(objectOf(tag)['name'])) : []
  return {
    externalId,
    createdAt: conversation['created_at'],
    updatedAt: conversation['updated_at'] ?? undefined,
    subject: textOf(begun['subject']) ?? textOf(conversation['title']),
    body: textOf(begun['body']) ?? firstWords(conversation),
    tags: names.filter((name) => name !== undefined),
    channel: channel === 'conversation' ? 'chat' : channel,
    status: textOf(conversation['state']),
    priority: textOf(conversation['priority']),
    requester: { email: textOf(author['email']), id: textOf(author['id']) },
    names: [author['name']].map(textOf).filter((name) => name !== undefined),
    traits: traitsOf(conversation['custom_attributes']),
    csat: typeof rating === 'number' ? (rating >= 4 ? 1 : rating <= 2 ? 0 : undefined) : undefined,
  }
}

/** A conversation that was begun by a button has its question in the first thing the customer wrote. */
function firstWords(conversation: Readonly<Record<string, unknown>>): string | undefined {
  const parts = objectOf(conversation['conversation_parts'])['conversation_parts']
  if (!Array.isArray(parts)) return undefined
  const said = parts.map(objectOf).find((part) => {
    const kind = textOf(objectOf(part['author'])['type'])
    return (
      part['part_type'] === 'comment' &&
      kind !== 'admin' &&
      kind !== 'bot' &&
      textOf(part['body']) !== undefined
    )
  })
  return said === undefined ? undefined : textOf(said['body'])
}

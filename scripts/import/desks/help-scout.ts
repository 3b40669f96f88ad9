import { exchangeOf, latest, type Message } from './conversation.ts'
import { objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import { namesOf } from './person.ts'
import type { RawTicket, Reject, Source } from './source.ts'
import { channelWord, satisfaction, statusWord } from './vocabulary.ts'

/**
 * Help Scout: conversations of the Inbox API 2 (`embed=threads`), as pages, a list or lines. A conversation that was
 * merged into another is deleted there and is not in an export.
 */
export const helpScout: Source = {
  name: 'help-scout',
  label: 'Help Scout',
  lists: ['_embedded.conversations', 'conversations', 'items'],
  ticket(conversation) {
    const externalId = textOf(conversation['id'])
    if (externalId === undefined) return { reason: 'The conversation has no id.', column: 'id' }
    const state = textOf(conversation['state'])
    if (state === 'deleted' || state === 'draft')
      return { reason: 'The conversation was deleted, or never sent.', column: 'state' }
    const threads = objectOf(conversation['_embedded'])['threads']
    const talk = exchangeOf(objectsOf(threads).map(message))
    const by = textOf(objectOf(conversation['createdBy'])['type'])
    if (by !== undefined && by !== 'customer' && talk.question === undefined)
      return { reason: 'Not from a customer: it was begun by an agent.', column: 'createdBy.type' }
    return conversationOf(conversation, externalId, Array.isArray(threads) ? talk : undefined)
  },
}

function conversationOf(
  conversation: Readonly<Record<string, unknown>>,
  externalId: string,
  talk: ReturnType<typeof exchangeOf> | undefined,
): RawTicket | Reject {
  const threads = objectsOf(objectOf(conversation['_embedded'])['threads'])
  const customer = objectOf(conversation['primaryCustomer'] ?? conversation['customer'])
  const source = textOf(objectOf(conversation['source'])['type'])
  const type = textOf(conversation['type'])
  const rating = threads.map((thread) => textOf(objectOf(thread['rating'])['rating'])).findLast((one) => one)
  // The preview is of the newest thread, so it is the customer's only while there is no other.
  const preview = conversation['threads'] === 1 ? textOf(conversation['preview']) : undefined
  return {
    externalId,
    url: textOf(objectOf(objectOf(conversation['_links'])['web'])['href']),
    createdAt: conversation['createdAt'],
    updatedAt: latest(
      conversation['createdAt'],
      conversation['userUpdatedAt'],
      conversation['closedAt'],
      objectOf(conversation['customerWaitingSince'])['time'],
      ...threads.map((thread) => thread['createdAt']),
    ),
    subject: textOf(conversation['subject']),
    body: talk ? talk.question : preview,
    tags: objectsOf(conversation['tags']).flatMap((tag) => textOf(tag['tag'] ?? tag['name']) ?? []),
    channel: channelWord(source?.startsWith('beacon') && type === 'email' ? 'web' : type),
    status: statusWord(textOf(conversation['status'])),
    requester: { email: textOf(customer['email']), id: textOf(customer['id']) },
    names: namesOf(
      textOf(customer['first'] ?? customer['firstName']),
      textOf(customer['last'] ?? customer['lastName']),
    ),
    traits: traitsOf(fieldsOf(conversation['customFields'])),
    csat: satisfaction(rating),
    answers: talk?.answers,
  }
}

/** Lists carry the chosen words in `text`, their numbers in `value`. */
function fieldsOf(given: unknown): Record<string, unknown> {
  return Object.fromEntries(
    objectsOf(given).map((field) => [textOf(field['name']) ?? '', textOf(field['text']) ?? field['value']]),
  )
}

const spoken: readonly string[] = ['customer', 'message', 'reply', 'chat', 'phone', 'beaconchat']

function message(thread: Readonly<Record<string, unknown>>): Message {
  const type = textOf(thread['type']) ?? ''
  const by = textOf(objectOf(thread['createdBy'])['type'])
  return {
    by: type === 'customer' || by === 'customer' ? 'customer' : 'agent',
    note: !spoken.includes(type) || (textOf(thread['state']) ?? 'published') !== 'published',
    text: textOf(thread['body']),
    at: thread['createdAt'],
  }
}

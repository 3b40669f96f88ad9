import { exchangeOf, type Message } from './conversation.ts'
import { listOf, lookUp, objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import { personOf } from './person.ts'
import type { RawTicket, Source } from './source.ts'
import { channelWord, priorityWord, statusWord } from './vocabulary.ts'

/**
 * Zammad: `/api/v1/tickets` (names with `expand=true`, numbers without), each with its `articles` and `links` where
 * they were fetched. A ticket in the state "merged" is linked to its parent. Fields a company added stand beside the
 * others and are traits when declared.
 */
export const zammad: Source = {
  name: 'zammad',
  label: 'Zammad',
  lists: ['tickets'],
  ticket(ticket) {
    const externalId = textOf(ticket['id']) ?? textOf(ticket['number'])
    if (externalId === undefined) return { reason: 'The ticket has no id.', column: 'id' }
    const articles = ticket['articles'] ?? ticket['ticket_articles']
    const messages = objectsOf(articles)
    if (messages.length > 0 && objectOf(messages[0]!['preferences'])['is-auto-response'] === true)
      return { reason: 'Not from a customer: it is an automatic reply.', column: 'articles.preferences' }
    const talk = exchangeOf(messages.map(message))
    const begun =
      textOf(ticket['create_article_sender']) ?? lookUp(senders, ticket['create_article_sender_id'])
    const unasked =
      messages.length > 0 ? talk.question === undefined : begun !== undefined && begun !== 'Customer'
    if (unasked)
      return {
        reason: 'Not from a customer: it holds only agents’ messages and notes.',
        column: 'articles.sender',
      }
    return ticketOf(ticket, externalId, Array.isArray(articles) ? talk : undefined)
  },
}

/** The numbers every installation begins with. */
const states: Readonly<Record<string, string>> = {
  ...{ 1: 'new', 2: 'open', 3: 'pending', 4: 'closed', 5: 'merged', 6: 'deleted', 7: 'pending' },
}
const priorities: Readonly<Record<string, string>> = { 1: 'low', 2: 'normal', 3: 'high' }
const senders: Readonly<Record<string, string>> = { 1: 'Agent', 2: 'Customer', 3: 'System' }
// biome-ignore format: a table
const types: Readonly<Record<string, string>> = {
  1: 'email', 2: 'sms', 3: 'chat', 4: 'fax', 5: 'phone', 6: 'twitter', 7: 'twitter', 8: 'facebook', 9: 'facebook',
  11: 'web', 12: 'telegram', 13: 'facebook', 14: 'whatsapp',
}

function ticketOf(
  ticket: Readonly<Record<string, unknown>>,
  externalId: string,
  talk: ReturnType<typeof exchangeOf> | undefined,
): RawTicket {
  const articles = objectsOf(ticket['articles'] ?? ticket['ticket_articles'])
  const asked = articles.find((article) => senderOf(article) === 'Customer')
  const status = statusWord(textOf(ticket['state'])) ?? lookUp(states, ticket['state_id'])
  const customer = textOf(ticket['customer'])
  const person = personOf(textOf(asked?.['from']))
  const channel = textOf(ticket['create_article_type']) ?? textOf(asked?.['type'])
  const number = textOf(ticket['create_article_type_id']) ?? textOf(asked?.['type_id'])
  return {
    externalId,
    createdAt: ticket['created_at'],
    updatedAt: ticket['updated_at'] ?? undefined,
    subject: textOf(ticket['title']),
    body: talk?.question,
    tags: listOf(ticket['tags']),
    channel: channelWord(channel) ?? lookUp(types, number),
    status,
    // "2 normal"
    priority:
      priorityWord(textOf(ticket['priority'])?.replace(/^\d\s/, '')) ??
      lookUp(priorities, ticket['priority_id']),
    requester: {
      email: person.email ?? (customer?.includes('@') ? customer : undefined),
      id: textOf(ticket['customer_id']),
    },
    names: [person.name, customer?.includes('@') ? undefined : customer].filter((name) => name !== undefined),
    organisation: textOf(ticket['organization_id']),
    traits: traitsOf(ticket),
    answers: talk?.answers,
    mergedInto: status === 'merged' ? parentOf(ticket) : undefined,
  }
}

function message(article: Readonly<Record<string, unknown>>): Message {
  const sender = senderOf(article)
  return {
    by: sender === 'Customer' ? 'customer' : sender === 'Agent' ? 'agent' : 'system',
    note: article['internal'] === true,
    text: textOf(article['body']),
    at: article['created_at'],
  }
}

function senderOf(article: Readonly<Record<string, unknown>>): string | undefined {
  return textOf(article['sender']) ?? lookUp(senders, article['sender_id'])
}

/** Among a ticket's links, "parent" is the one it was merged into. */
function parentOf(ticket: Readonly<Record<string, unknown>>): string {
  const parent = objectsOf(ticket['links']).find(
    (link) => link['link_type'] === 'parent' && (textOf(link['link_object']) ?? 'Ticket') === 'Ticket',
  )
  return textOf(parent?.['link_object_value']) ?? ''
}

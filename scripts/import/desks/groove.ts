import { exchangeOf, type Message } from './conversation.ts'
import { listOf, objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import { namesOf } from './person.ts'
import type { RawTicket, Source } from './source.ts'
import { channelWord, priorityWord, statusWord } from './vocabulary.ts'

/**
 * Groove: tickets of the REST API v1, each with its `messages` and its `customer` where they were fetched. Otherwise the
 * customer stands only in addresses: `…/v1/customers/ayse@example.com`.
 */
export const groove: Source = {
  name: 'groove',
  label: 'Groove',
  lists: ['tickets'],
  ticket(record) {
    const wrapped = objectOf(record['ticket'])
    const ticket =
      Object.keys(wrapped).length > 0
        ? { ...wrapped, messages: wrapped['messages'] ?? record['messages'] }
        : record
    const externalId = textOf(ticket['number'])
    if (externalId === undefined) return { reason: 'The ticket has no number.', column: 'number' }
    if (textOf(ticket['deleted_at']) !== undefined)
      return { reason: 'The ticket was deleted.', column: 'deleted_at' }
    const messages = Array.isArray(ticket['messages'])
      ? objectsOf(ticket['messages']).map(message)
      : undefined
    const talk = messages && exchangeOf(messages)
    if (talk && talk.question === undefined && messages.length > 0)
      return { reason: 'Not from a customer: it holds only agents’ messages and notes.', column: 'messages' }
    return ticketOf(ticket, externalId, talk)
  },
}

function ticketOf(
  ticket: Readonly<Record<string, unknown>>,
  externalId: string,
  talk: ReturnType<typeof exchangeOf> | undefined,
): RawTicket {
  const links = objectOf(ticket['links'])
  const customer = objectOf(links['customer'])
  const address = textOf(customer['href'])
  const person = objectOf(ticket['customer'])
  const first = objectsOf(ticket['messages']).map((one) =>
    textOf(objectOf(objectOf(one['links'])['author'])['href']),
  )
  return {
    externalId,
    url: textOf(ticket['app_ticket_url']) ?? textOf(ticket['href']),
    createdAt: ticket['created_at'],
    updatedAt: ticket['updated_at'] ?? undefined,
    subject: textOf(ticket['title']) ?? textOf(ticket['subject']),
    body: talk ? talk.question : textOf(ticket['summary']),
    tags: listOf(ticket['tags']),
    channel: channelWord(textOf(ticket['type'])),
    status: statusWord(textOf(ticket['state'])),
    priority: priorityWord(textOf(ticket['priority'])),
    requester: {
      email: [address, ...first]
        .map((href) => personIn(href, 'customers'))
        .find((email) => email?.includes('@')),
      id: textOf(customer['id']) ?? personIn(address, 'customers'),
    },
    names: namesOf(textOf(person['first_name']), textOf(person['last_name'])),
    organisation: textOf(person['company_name']),
    traits: traitsOf(person['custom'], ticket['traits']),
    answers: talk?.answers,
  }
}

function message(one: Readonly<Record<string, unknown>>): Message {
  const author = textOf(objectOf(objectOf(one['links'])['author'])['href'])
  return {
    by: personIn(author, 'customers') === undefined ? 'agent' : 'customer',
    note: one['note'] === true,
    text: textOf(one['plain_text_body']) ?? textOf(one['body']),
    at: one['created_at'],
  }
}

/** Who an address of the API stands for: `https://api.groovehq.com/v1/customers/ayse%40example.com`. */
function personIn(href: string | undefined, kind: 'customers' | 'agents'): string | undefined {
  const part = new RegExp(`/${kind}/([^/?#]{1,200})`).exec((href ?? '').slice(0, 1000))?.[1]
  if (part === undefined) return undefined
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

import { exchangeOf, type Message } from './conversation.ts'
import { listOf, lookUp, objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import { isReject, type RawTicket, type Reject, type Source } from './source.ts'
import { byHeader, type Columns, isTable } from './table-row.ts'
import { satisfaction, statusWord } from './vocabulary.ts'

/**
 * Freshdesk: the tickets API as JSON or NDJSON (`include=requester,description`, with `conversations` where they were
 * fetched), the account export (`helpdesk_ticket` around each), and CSV with the columns a user picked.
 */
export const freshdesk: Source = {
  name: 'freshdesk',
  label: 'Freshdesk',
  lists: ['tickets', 'results'],
  ticket(record) {
    const wrapped = objectOf(record['helpdesk_ticket'])
    if (Object.keys(wrapped).length > 0) return fromJson(wrapped)
    return isTable(record) ? fromCsv(record) : fromJson(record)
  },
}

const statuses: Readonly<Record<string, string>> = { 2: 'open', 3: 'pending', 4: 'solved', 5: 'closed' }
const priorities: Readonly<Record<string, string>> = { 1: 'low', 2: 'normal', 3: 'high', 4: 'urgent' }
const channels: Readonly<Record<string, string>> = {
  1: 'email',
  2: 'web',
  3: 'phone',
  7: 'chat',
  9: 'web',
  10: 'email',
}
/** An e-mail that an agent wrote to a customer: not a question. */
const outbound: Reject = { reason: 'Not from a customer: an e-mail sent by an agent.', column: 'source' }

function fromJson(ticket: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const externalId = textOf(ticket['display_id']) ?? textOf(ticket['id'])
  if (externalId === undefined) return { reason: 'The ticket has no id.', column: 'id' }
  if (ticket['spam'] === true) return { reason: 'It is marked as spam.', column: 'spam' }
  if (ticket['deleted'] === true) return { reason: 'The ticket was deleted.', column: 'deleted' }
  const source = textOf(ticket['source'])
  if (source === '10') return outbound
  const requester = objectOf(ticket['requester'])
  // Freshdesk puts cf_ before the name a person gave.
  const fields = Object.entries(objectOf(ticket['custom_fields'] ?? ticket['custom_field']))
  const own = Object.fromEntries(fields.map(([key, value]) => [key.replace(/^cf_/, ''), value]))
  const conversations = ticket['conversations'] ?? ticket['notes']
  const messages = Array.isArray(conversations) ? conversations.map(message) : undefined
  return {
    externalId,
    createdAt: ticket['created_at'],
    updatedAt: ticket['updated_at'] ?? undefined,
    subject: textOf(ticket['subject']),
    body:
      textOf(ticket['description_text']) ??
      textOf(ticket['description']) ??
      structured(ticket['structured_description']),
    language: textOf(requester['language']),
    tags: Array.isArray(ticket['tags']) ? ticket['tags'].flatMap(tagOf) : listOf(ticket['tags']),
    channel: lookUp(channels, source),
    // A company's own statuses are numbers above these, and mean something to nobody else.
    status: lookUp(statuses, ticket['status']) ?? statusWord(textOf(ticket['status_name'])),
    priority: lookUp(priorities, ticket['priority']),
    requester: {
      email: textOf(requester['email']) ?? textOf(ticket['email']),
      id: textOf(ticket['requester_id']) ?? textOf(requester['id']),
    },
    names: [requester['name'], ticket['name']].map(textOf).filter((name) => name !== undefined),
    organisation: textOf(ticket['company_id']),
    traits: traitsOf(own, requester['custom_fields'], ticket['traits']),
    csat: satisfaction(ticket['satisfaction_rating']),
    answers: messages && exchangeOf(messages).answers,
    mergedInto: mergedInto(conversations),
  }
}

/** Newer accounts put the message into blocks, which may hold blocks: `structured_description: [{ type, text }]`. */
function structured(given: unknown, depth = 0): string | undefined {
  if (given === undefined || given === null || depth > 4) return undefined
  const texts = (Array.isArray(given) ? given : [given]).flatMap((block) => {
    const one = objectOf(block)
    const own = [block, one['text'], one['html'], one['body'], one['content']].map(textOf)
    return (
      own.find((text) => text !== undefined) ?? structured(one['blocks'] ?? one['content'], depth + 1) ?? []
    )
  })
  return texts.length === 0 ? undefined : texts.join('\n')
}

function message(given: unknown): Message {
  const one = objectOf(objectOf(given)['helpdesk_note'] ?? given)
  return {
    by: one['incoming'] === true ? 'customer' : 'agent',
    note: one['private'] === true,
    text: textOf(one['body_html']) ?? textOf(one['body']),
    at: one['created_at'],
  }
}

function tagOf(given: unknown): string[] {
  const tag = textOf(given) ?? textOf(objectOf(given)['name'])
  return tag === undefined ? [] : [tag]
}

/** The API has no field for it; the ticket that was merged has a private note that says so. */
function mergedInto(conversations: unknown): string | undefined {
  for (const given of objectsOf(conversations)) {
    const note = objectOf(given['helpdesk_note'] ?? given)
    const text = textOf(note['body_text']) ?? textOf(note['body']) ?? ''
    const said = /merged into (?:the )?ticket (?:<a [^>]{0,300}>)?#?(\d{1,19})/i.exec(text.slice(0, 2000))
    if (note['private'] === true && said) return said[1]
  }
  return undefined
}

const columns: Columns = {
  id: ['ticket id', 'id'],
  subject: ['subject', 'konu', 'temat', 'betreff', 'asunto', 'sujet'],
  body: [
    'description_text',
    'description',
    'description text',
    'açıklama',
    'opis',
    'beschreibung',
    'descripción',
  ],
  createdAt: [
    'created_at',
    'created time',
    'created at',
    'oluşturulma zamanı',
    'czas utworzenia',
    'erstellungszeit',
  ],
  updatedAt: ['updated_at', 'last update time', 'last updated time', 'updated at', 'son güncelleme zamanı'],
  email: ['email', 'requester email', 'requester.email', 'e-posta', 'e-mail'],
  name: ['full name', 'requester name', 'requester.name', 'contact name'],
  customer: ['contact id', 'requester id', 'requester_id'],
  organisation: ['company name', 'company'],
  language: ['language'],
  status: ['status', 'durum', 'stan'],
  priority: ['priority', 'öncelik', 'priorytet'],
  channel: ['source', 'channel', 'kaynak', 'źródło'],
  tags: ['tags', 'etiketler', 'tagi'],
  csat: ['survey results', 'survey result'],
}

function fromCsv(row: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const ticket = byHeader(row, columns)
  if (isReject(ticket)) return ticket
  if (ticket.channel === 'outbound email' || ticket.channel === '10') return outbound
  return {
    ...ticket,
    // A table made of the API's fields has its numbers.
    channel: lookUp(channels, ticket.channel) ?? ticket.channel,
    status: lookUp(statuses, ticket.status) ?? ticket.status,
    priority: lookUp(priorities, ticket.priority) ?? ticket.priority,
  }
}

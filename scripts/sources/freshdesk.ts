import { listOf, objectOf, type RawTicket, type Reject, type Source, textOf, traitsOf } from './source.ts'

/** Freshdesk: the tickets API as JSON or NDJSON (`include=requester,description`), and CSV with the columns a user picked. */
export const freshdesk: Source = {
  name: 'freshdesk',
  label: 'Freshdesk',
  lists: ['tickets', 'results'],
  ticket(record) {
    return 'created_at' in record || 'description_text' in record ? fromJson(record) : fromCsv(record)
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
const outbound = '10'

function fromJson(ticket: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const externalId = textOf(ticket['id'])
  if (externalId === undefined) return { reason: 'The ticket has no id.', column: 'id' }
  if (ticket['spam'] === true) return { reason: 'It is marked as spam.', column: 'spam' }
  if (ticket['deleted'] === true) return { reason: 'The ticket was deleted.', column: 'deleted' }
  const channel = textOf(ticket['source'])
  if (channel === outbound)
    return { reason: 'Not from a customer: an e-mail sent by an agent.', column: 'source' }
  const requester = objectOf(ticket['requester'])
  const custom = objectOf(ticket['custom_fields'])
  // Freshdesk puts cf_ before the name a person gave.
  const fields = Object.fromEntries(
    Object.entries(custom).map(([key, value]) => [key.replace(/^cf_/, ''), value]),
  )
  return {
    externalId,
    createdAt: ticket['created_at'],
    updatedAt: ticket['updated_at'] ?? undefined,
    subject: textOf(ticket['subject']),
    body: textOf(ticket['description_text']) ?? textOf(ticket['description']),
    language: textOf(requester['language']),
    tags: listOf(ticket['tags']),
    channel: channel === undefined ? undefined : channels[channel],
    status: statuses[textOf(ticket['status']) ?? ''],
    priority: priorities[textOf(ticket['priority']) ?? ''],
    requester: {
      email: textOf(requester['email']) ?? textOf(ticket['email']),
      id: textOf(ticket['requester_id']) ?? textOf(requester['id']),
    },
    names: [requester['name'], ticket['name']].map(textOf).filter((name) => name !== undefined),
    organisation: textOf(ticket['company_id']),
    traits: traitsOf(fields, requester['custom_fields'], ticket['traits']),
  }
}

function fromCsv(row: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const byHeader = new Map(Object.entries(row).map(([header, value]) => [header.trim().toLowerCase(), value]))
  const field = (...headers: string[]) =>
    headers.map((header) => textOf(byHeader.get(header))).find((value) => value)
  const externalId = field('ticket id', 'id')
  if (externalId === undefined) return { reason: 'There is no column "Ticket ID".', column: 'Ticket ID' }
  const name = field('full name', 'requester name')
  return {
    externalId,
    createdAt: field('created time', 'created at'),
    updatedAt: field('last update time', 'updated at'),
    subject: field('subject'),
    body: field('description', 'description text'),
    tags: listOf(field('tags')),
    channel: field('source', 'channel')?.toLowerCase(),
    status: field('status')?.toLowerCase(),
    priority: field('priority')?.toLowerCase(),
    requester: { email: field('email', 'requester email'), id: field('contact id') },
    names: name === undefined ? [] : [name],
  }
}

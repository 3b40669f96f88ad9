import { listOf, objectOf, type RawTicket, type Reject, type Source, textOf, traitsOf } from './source.ts'

/**
 * Zendesk: `{"tickets":[…]}`, one ticket a line, incremental pages (which may repeat tickets), and views as CSV.
 * Customers' facts come from `requester.user_fields` and `organization_fields` where the export has them.
 */
export const zendesk: Source = {
  name: 'zendesk',
  label: 'Zendesk',
  lists: ['tickets', 'results'],
  ticket(record) {
    // Cells of a table are all text; a ticket out of JSON never is.
    const row = Object.values(record).every((value) => value === undefined || typeof value === 'string')
    return row && !('created_at' in record) ? fromCsv(record) : fromJson(record)
  },
}

function fromJson(ticket: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const externalId = textOf(ticket['id'])
  if (externalId === undefined) return { reason: 'The ticket has no id.', column: 'id' }
  const tags = listOf(ticket['tags'])
  const status = textOf(ticket['status'])
  if (status === 'deleted') return { reason: 'The ticket was deleted.', column: 'status' }
  const unwanted = tags.find((tag) => ['spam', 'auto_reply', 'autoreply', 'system_email'].includes(tag))
  if (unwanted) return { reason: `Not from a customer: it is tagged "${unwanted}".`, column: 'tags' }
  const requester = objectOf(ticket['requester'])
  const channel = textOf(objectOf(ticket['via'])['channel'])
  const rating = textOf(objectOf(ticket['satisfaction_rating'])['score'])
  return {
    externalId,
    url: textOf(ticket['url']),
    createdAt: ticket['created_at'],
    updatedAt: ticket['updated_at'],
    subject: textOf(ticket['raw_subject']) ?? textOf(ticket['subject']),
    body: textOf(ticket['description']),
    language: textOf(ticket['locale']) ?? textOf(requester['locale']),
    tags,
    channel: channel === undefined ? undefined : (channels[channel] ?? channel),
    status,
    priority: textOf(ticket['priority']),
    requester: {
      email: textOf(requester['email']),
      id: textOf(ticket['requester_id']) ?? textOf(requester['id']),
    },
    names: [requester['name']].map(textOf).filter((name) => name !== undefined),
    organisation: textOf(ticket['organization_id']),
    traits: traitsOf(requester['organization_fields'], requester['user_fields'], ticket['traits']),
    csat: rating?.startsWith('good') ? 1 : rating?.startsWith('bad') ? 0 : undefined,
    mergedInto: mergedInto(ticket, tags),
  }
}

/** Zendesk marks a merged ticket by a tag and says where it went only in the last comment. */
function mergedInto(ticket: Readonly<Record<string, unknown>>, tags: readonly string[]): string | undefined {
  if (!tags.includes('closed_by_merge') && textOf(ticket['merged_into_id']) === undefined) return undefined
  const said = /merged into (?:request|ticket) #(\d{1,19})/.exec(textOf(ticket['latest_comment']) ?? '')
  return textOf(ticket['merged_into_id']) ?? said?.[1] ?? ''
}

/** Zendesk's names for the ways people write, in the words of our channels. */
const channels: Readonly<Record<string, string>> = {
  mobile: 'app',
  mobile_sdk: 'app',
  native_messaging: 'chat',
  voice: 'phone',
  web: 'web',
}

/** Headers of views, as agents see them in English, Turkish and Polish; compared in lower case. */
const headers: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'ticket id', 'ticket', '#', 'bilet kimliği', 'talep no', 'id zgłoszenia', 'identyfikator'],
  subject: ['subject', 'ticket subject', 'konu', 'temat'],
  body: ['description', 'first comment', 'comment', 'açıklama', 'aciklama', 'opis'],
  createdAt: [
    'created',
    'created at',
    'requested',
    'ticket created - timestamp',
    'oluşturuldu',
    'oluşturulma tarihi',
    'utworzono',
    'data utworzenia',
  ],
  updatedAt: ['updated', 'updated at', 'latest update', 'güncellendi', 'zaktualizowano'],
  email: ['requester email', 'requester e-mail', 'email', 'e-posta', 'e-mail'],
  name: ['requester', 'requester name', 'talep eden', 'zgłaszający'],
  status: ['status', 'ticket status', 'durum', 'stan'],
  priority: ['priority', 'öncelik', 'priorytet'],
  channel: ['channel', 'ticket channel', 'via', 'kanal', 'kanał'],
  tags: ['tags', 'ticket tags', 'etiketler', 'tagi'],
  csat: ['satisfaction', 'satisfaction score', 'memnuniyet', 'satysfakcja'],
}

function fromCsv(row: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const byHeader = new Map(Object.entries(row).map(([header, value]) => [header.trim().toLowerCase(), value]))
  const field = (name: string) =>
    headers[name]!.map((header) => textOf(byHeader.get(header))).find((value) => value)
  const externalId = field('id')?.replace(/^#/, '')
  if (externalId === undefined) return { reason: 'There is no column for the ticket’s id.', column: 'id' }
  const name = field('name')
  const csat = field('csat')?.toLowerCase()
  return {
    externalId,
    createdAt: field('createdAt'),
    updatedAt: field('updatedAt'),
    subject: field('subject'),
    body: field('body'),
    tags: listOf(field('tags')),
    channel: field('channel')?.toLowerCase(),
    status: field('status')?.toLowerCase(),
    priority: field('priority')?.toLowerCase(),
    requester: { email: field('email') },
    names: name === undefined ? [] : [name],
    csat: csat === 'good' ? 1 : csat === 'bad' ? 0 : undefined,
    mergedInto: listOf(field('tags')).includes('closed_by_merge') ? '' : undefined,
  }
}

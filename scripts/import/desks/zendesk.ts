import { exchangeOf, type Message } from './conversation.ts'
import { listOf, objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import { isReject, type RawTicket, type Reject, type Source } from './source.ts'
import { byHeader, type Columns, isTable } from './table-row.ts'
import { channelWord, priorityWord, satisfaction, statusWord } from './vocabulary.ts'

/**
 * Zendesk: `{"tickets":[…]}`, one ticket a line (the full JSON export, with comments), incremental pages (which may
 * repeat tickets), search results, and views as CSV. Customers' facts come from `requester.user_fields` and
 * `organization_fields` where the export has them; the ticket's own fields are traits called `field_<id>`.
 */
export const zendesk: Source = {
  name: 'zendesk',
  label: 'Zendesk',
  lists: ['tickets', 'results'],
  ticket(record) {
    if (isTable(record)) return fromCsv(record)
    // One ticket fetched alone comes in a wrapper.
    const alone = objectOf(record['ticket'])
    return fromJson('id' in alone ? alone : record)
  },
}

function fromJson(ticket: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const externalId = textOf(ticket['id'])
  if (externalId === undefined) return { reason: 'The ticket has no id.', column: 'id' }
  if ((textOf(ticket['result_type']) ?? 'ticket') !== 'ticket')
    return {
      reason: 'Not a ticket: a user, group or organisation among search results.',
      column: 'result_type',
    }
  if (ticket['is_public'] === false)
    return { reason: 'Not from a customer: it holds only agents’ notes.', column: 'is_public' }
  const tags = listOf(ticket['tags'])
  const requester = objectOf(ticket['requester'])
  const asker = textOf(ticket['requester_id']) ?? textOf(requester['id'])
  const comments = Array.isArray(ticket['comments'])
    ? ticket['comments'].map((one) => comment(one, asker))
    : undefined
  const talk = exchangeOf(comments ?? [])
  return {
    externalId,
    url: textOf(ticket['url']),
    createdAt: ticket['created_at'],
    updatedAt: ticket['updated_at'] ?? undefined,
    subject: textOf(ticket['raw_subject']) ?? textOf(ticket['subject']),
    body: textOf(ticket['description']) ?? talk.question,
    language: textOf(ticket['locale']) ?? textOf(requester['locale']),
    tags,
    channel: channelWord(textOf(objectOf(ticket['via'])['channel'])),
    status: statusWord(textOf(ticket['status'])),
    priority: priorityWord(textOf(ticket['priority'])),
    requester: { email: textOf(requester['email']), id: asker },
    names: [requester['name']].map(textOf).filter((name) => name !== undefined),
    organisation: textOf(ticket['organization_id']),
    traits: traitsOf(
      fieldsOf(ticket['custom_fields']),
      requester['organization_fields'],
      requester['user_fields'],
      ticket['traits'],
    ),
    csat: satisfaction(objectOf(ticket['satisfaction_rating'])['score']),
    answers: comments && talk.answers,
    mergedInto: mergedInto(ticket, tags),
  }
}

function comment(given: unknown, asker: string | undefined): Message {
  const one = objectOf(given)
  return {
    by: textOf(one['author_id']) === asker ? 'customer' : 'agent',
    note: one['public'] === false,
    text: textOf(one['html_body']) ?? textOf(one['body']),
    at: one['created_at'],
  }
}

function fieldsOf(given: unknown): Record<string, unknown> {
  return Object.fromEntries(
    objectsOf(given).map((field) => [`field_${textOf(field['id']) ?? ''}`, field['value']]),
  )
}

/** Zendesk marks a merged ticket by a tag and says where it went only in the last comment. */
function mergedInto(ticket: Readonly<Record<string, unknown>>, tags: readonly string[]): string | undefined {
  const id = textOf(ticket['merged_into_id'])
  if (!tags.includes('closed_by_merge') && id === undefined) return undefined
  const last = objectsOf(ticket['comments']).map((one) => textOf(one['body']))
  const said = [...last, textOf(ticket['latest_comment'])].map((text) =>
    /merged into (?:request|ticket) #(\d{1,19})/.exec(text ?? ''),
  )
  return id ?? said.findLast((found) => found !== null)?.[1] ?? ''
}

/** Headers of views as agents see them in six languages, and the API's own names, which scripts write. */
const columns: Columns = {
  id: [
    ...['id', 'ticket id', 'ticket', '#', 'bilet kimliği', 'bilet no', 'talep no'],
    ...['id zgłoszenia', 'identyfikator', 'ticket-id', 'id del ticket', 'id du ticket'],
  ],
  subject: [
    'raw_subject',
    'subject',
    'ticket subject',
    'konu',
    'temat',
    'betreff',
    'asunto',
    'sujet',
    'objet',
  ],
  body: [
    ...['description', 'first comment', 'comment', 'açıklama', 'opis', 'beschreibung', 'descripción'],
    ...['description du ticket'],
  ],
  createdAt: [
    ...[
      'created_at',
      'created',
      'created at',
      'requested',
      'ticket created - timestamp',
      'oluşturuldu',
      'talep edildi',
    ],
    ...[
      'oluşturulma tarihi',
      'utworzono',
      'data utworzenia',
      'zgłoszono',
      'erstellt',
      'erstellt am',
      'angefragt',
    ],
    ...['creado', 'fecha de creación', 'solicitado', 'créé', 'date de création', 'demandé'],
  ],
  updatedAt: [
    ...[
      'updated_at',
      'updated',
      'updated at',
      'latest update',
      'güncellendi',
      'zaktualizowano',
      'aktualisiert',
    ],
    ...['actualizado', 'mis à jour'],
  ],
  email: [
    ...[
      'requester_email',
      'requester.email',
      'requester email',
      'requester e-mail',
      'email',
      'e-posta',
      'talep eden e-postası',
      'e-mail',
    ],
    ...[
      'e-mail zgłaszającego',
      'e-mail-adresse',
      'correo electrónico del solicitante',
      'e-mail du demandeur',
    ],
  ],
  name: [
    'requester',
    'requester name',
    'talep eden',
    'zgłaszający',
    'anfragender',
    'solicitante',
    'demandeur',
  ],
  customer: ['requester_id', 'requester id'],
  organisation: ['organization_id', 'organization', 'organisation', 'kuruluş', 'organizacja', 'organización'],
  language: ['requester.locale', 'requester language', 'locale', 'dil', 'język'],
  status: ['status', 'ticket status', 'durum', 'stan', 'estado', 'statut'],
  priority: ['priority', 'öncelik', 'priorytet', 'priorität', 'prioridad', 'priorité'],
  channel: ['channel', 'via.channel', 'ticket channel', 'via', 'kanal', 'kanał', 'canal'],
  tags: ['tags', 'ticket tags', 'etiketler', 'tagi', 'znaczniki', 'etiquetas', 'marqueurs'],
  csat: [
    'satisfaction_rating.score',
    'satisfaction',
    'satisfaction score',
    'memnuniyet',
    'satysfakcja',
    'zufriedenheit',
    'satisfacción',
  ],
  // A tag has no space in it.
  between: /[,;\s]/,
}

function fromCsv(row: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const ticket = byHeader(row, columns)
  if (isReject(ticket) || !ticket.tags?.includes('closed_by_merge')) return ticket
  return { ...ticket, mergedInto: '' }
}

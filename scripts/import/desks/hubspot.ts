import { lookUp, objectOf, objectsOf, textOf, traitsOf } from './fields.ts'
import { isReject, type RawTicket, type Reject, type Source } from './source.ts'
import { byHeader, type Columns, isTable } from './table-row.ts'
import { channelWord, priorityWord, statusWord } from './vocabulary.ts'

/**
 * HubSpot: the tickets object (`{"results":[{"id","properties":{…}}]}`) and the CSV of a ticket view. Of tickets that
 * were merged only the one that stays is exported. Answers are other objects and not in either.
 */
export const hubspot: Source = {
  name: 'hubspot',
  label: 'HubSpot',
  lists: ['results'],
  ticket(record) {
    return isTable(record) && !('hs_object_id' in record) ? fromCsv(record) : fromJson(record)
  },
}

/** Stages of the pipeline every account begins with; those a company made are numbers only it knows. */
const stages: Readonly<Record<string, string>> = { 1: 'new', 2: 'pending', 3: 'open', 4: 'closed' }

function fromJson(ticket: Readonly<Record<string, unknown>>): RawTicket | Reject {
  // A CSV made by a script may have the properties' own names as headers.
  const properties = 'properties' in ticket ? objectOf(ticket['properties']) : ticket
  const text = (name: string) => textOf(properties[name])
  const externalId = text('hs_object_id') ?? textOf(ticket['id'])
  if (externalId === undefined) return { reason: 'The ticket has no id.', column: 'hs_object_id' }
  if (ticket['archived'] === true) return { reason: 'The ticket was deleted.', column: 'archived' }
  const stage = text('hs_pipeline_stage')
  const associations = objectOf(ticket['associations'])
  const first = (kind: string) => textOf(objectsOf(objectOf(associations[kind])['results'])[0]?.['id'])
  return {
    externalId,
    createdAt: text('createdate') ?? ticket['createdAt'],
    updatedAt: text('hs_lastmodifieddate') ?? ticket['updatedAt'] ?? text('closed_date'),
    subject: text('subject'),
    body: text('content'),
    tags: (text('hs_ticket_category') ?? '').split(';').flatMap((tag) => tag.trim() || []),
    channel: channelWord(text('source_type')),
    status: lookUp(stages, stage) ?? (/^\d+$/.test(stage ?? '') ? undefined : statusWord(stage)),
    priority: priorityWord(text('hs_ticket_priority')),
    requester: { email: text('hs_contact_email') ?? text('email'), id: first('contacts') },
    organisation: first('companies') ?? text('hs_primary_company_id'),
    traits: traitsOf(properties),
  }
}

const columns: Columns = {
  id: [
    'ticket id',
    'record id',
    'talep kimliği',
    'kayıt kimliği',
    'identyfikator zgłoszenia',
    'identyfikator rekordu',
  ],
  subject: [
    'ticket name',
    'talep adı',
    'nazwa zgłoszenia',
    'ticketname',
    'nombre del ticket',
    'nom du ticket',
  ],
  body: [
    'ticket description',
    'talep açıklaması',
    'opis zgłoszenia',
    'ticketbeschreibung',
    'descripción del ticket',
  ],
  createdAt: ['create date', 'created date', 'oluşturma tarihi', 'data utworzenia', 'erstellungsdatum'],
  updatedAt: ['last modified date', 'son değiştirilme tarihi', 'data ostatniej modyfikacji', 'close date'],
  email: ['associated contact emails', 'contact email', 'email'],
  name: ['associated contact', 'ilişkili kişi', 'powiązany kontakt'],
  customer: ['associated contact ids'],
  organisation: ['associated company ids', 'associated company'],
  status: ['ticket status', 'talep durumu', 'status zgłoszenia', 'ticketstatus', 'estado del ticket'],
  priority: ['priority', 'öncelik', 'priorytet', 'priorität', 'prioridad', 'priorité'],
  channel: ['source', 'kaynak', 'źródło', 'quelle', 'fuente'],
  tags: ['category', 'kategori', 'kategoria', 'kategorie', 'categoría', 'catégorie'],
  between: /;/,
}

function fromCsv(row: Readonly<Record<string, unknown>>): RawTicket | Reject {
  const ticket = byHeader(row, columns)
  // "New (Support Pipeline)"
  return isReject(ticket) ? ticket : { ...ticket, status: statusWord(ticket.status?.split(' (')[0]) }
}

import type { TraitValue } from '#content/model/trait.ts'
import { textOf, traitsOf } from '#scripts/import/desks/fields.ts'
import { namesOf, personOf } from '#scripts/import/desks/person.ts'
import type { RawTicket, Reject, Source } from '#scripts/import/desks/source.ts'
import { channelWord, priorityWord, satisfaction, statusWord } from '#scripts/import/desks/vocabulary.ts'
import { columnsOf, type Row, valueAt } from '#scripts/import/files/columns.ts'
import type { Field } from './header-names.ts'
import { type Mapping, type Proposal, propose } from './mapping.ts'

const about = {
  name: 'generic',
  label: 'any CSV, JSON, NDJSON or XLSX',
  lists: [
    ...['tickets', 'data', 'items', 'results', 'records', 'rows', 'conversations', 'issues', 'requests'],
    ...['entries', 'value', 'objects', 'content', 'data.items', 'data.tickets', '_embedded.items'],
  ],
} as const

/** Any table or list of objects, by the names of its columns; `--map` and a mapping file say what they do not tell. */
export const generic: Source = {
  ...about,
  ticket(record) {
    // Without a mapping made for the file each record is read by its own columns.
    const columns = columnsOf(record)
    const key = JSON.stringify(columns)
    let proposal = proposals.get(key)
    if (proposal === undefined) {
      proposal = propose(columns, {}, { traits: [] })
      if (proposals.size < mostShapes) proposals.set(key, proposal)
    }
    const { mapping, questions } = proposal
    const [question] = questions
    if (question !== undefined) return { reason: question }
    const ticket = ticketOf(record, mapping)
    return 'reason' in ticket ? ticket : { ...ticket, traits: traitsOf(record) }
  },
}

const proposals = new Map<string, Proposal>()
/** Shapes of records that are remembered. */
const mostShapes = 1000

/** The same with a mapping made for one file. */
export function genericWith(mapping: Mapping, lists: readonly string[] = []): Source {
  return { ...about, lists: [...lists, ...about.lists], ticket: (record) => ticketOf(record, mapping) }
}

function ticketOf(record: Row, mapping: Mapping): RawTicket | Reject {
  const { columns, withoutIds = false } = mapping
  const values = (field: Field) => (columns[field] ?? []).map((column) => valueAt(record, column))
  const text = (field: Field) => textOf(values(field)[0])?.trim() || undefined

  const externalId = withoutIds ? '' : text('id')?.replace(/^#/, '')
  if (externalId === undefined) return { reason: 'The row has no id.', column: columns.id?.[0] ?? 'id' }
  const tags = values('tags').flatMap(listed)
  const sender = personOf(text('email'))
  const names = values('name').map((name) => personOf(textOf(name)))
  const merged = text('merged_into')
  return {
    externalId,
    url: text('url'),
    createdAt: values('created')[0],
    updatedAt: values('updated')[0] || undefined,
    subject: text('subject'),
    body: text('body'),
    language: text('language'),
    tags,
    channel: channelWord(text('channel')),
    status: statusWord(text('status')),
    priority: priorityWord(text('priority')),
    requester: {
      email: sender.email ?? text('email') ?? names.find(({ email }) => email)?.email,
      id: text('customer'),
    },
    names: namesOf(sender.name, ...names.map(({ name }) => name)),
    organisation: text('organisation'),
    traits: mappedTraits(record, mapping),
    csat: contentment(text('csat'), mapping.bestRating),
    mergedInto: merged?.replace(/^#/, ''),
  }
}

function listed(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((tag) => tag !== undefined)
  return (textOf(value) ?? '')
    .split(/[,;|]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

function mappedTraits(record: Row, { traits, decimal }: Mapping): Record<string, TraitValue> {
  const out: Record<string, TraitValue> = Object.create(null)
  for (const [id, column] of Object.entries(traits)) {
    const value = valueAt(record, column)
    if (Array.isArray(value)) out[id] = value.filter((part) => typeof part === 'string')
    else if (typeof value === 'string' && value.trim() !== '') out[id] = numberText(value.trim(), decimal)
    else if (typeof value === 'number' || typeof value === 'boolean') out[id] = value
  }
  return out
}

/** A number's text as computers write it; any other text as it is. */
function numberText(text: string, decimal: Mapping['decimal']): string {
  if (decimal === undefined || !/^-?\d[\d., \u00a0]*$/.test(text)) return text
  const [thousands, sign] = decimal === 'comma' ? [/[. \u00a0]/g, ','] : [/[, \u00a0]/g, '.']
  return text.replace(thousands, '').replace(sign, '.')
}

/** Of a scale the upper fifth is good and the lower two fifths are bad, as 5, and 1 and 2, of five stars. */
function contentment(given: string | undefined, best: number | undefined): 0 | 1 | undefined {
  if (given === undefined) return undefined
  if (!/^\d/.test(given)) return satisfaction(given)
  if (best === undefined) return given === '1' ? 1 : given === '0' ? 0 : undefined
  const share = Number.parseFloat(given.replace(',', '.')) / best
  return share >= 0.8 ? 1 : share <= 0.4 ? 0 : undefined
}

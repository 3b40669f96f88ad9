import { textOf, traitsOf } from './fields.ts'
import { namesOf, personOf } from './person.ts'
import type { RawTicket, Reject } from './source.ts'
import { channelWord, folded, priorityWord, satisfaction, statusWord } from './vocabulary.ts'

/** The headers under which a help desk's table may have each thing, in the languages it speaks; best first. */
export interface Columns {
  readonly id: readonly string[]
  readonly url?: readonly string[]
  readonly subject?: readonly string[]
  readonly body?: readonly string[]
  readonly createdAt?: readonly string[]
  readonly updatedAt?: readonly string[]
  readonly email?: readonly string[]
  /** A name, or a name with an address. */
  readonly name?: readonly string[]
  /** The help desk's own number of the customer. */
  readonly customer?: readonly string[]
  readonly organisation?: readonly string[]
  readonly language?: readonly string[]
  readonly status?: readonly string[]
  readonly priority?: readonly string[]
  readonly channel?: readonly string[]
  readonly tags?: readonly string[]
  readonly csat?: readonly string[]
  /** What stands between two tags. */
  readonly between?: RegExp
}

/** Whether a record came out of a table: its cells are all text; what comes out of JSON hardly ever is. */
export function isTable(record: Readonly<Record<string, unknown>>): boolean {
  return Object.values(record).every((value) => value === undefined || typeof value === 'string')
}

/** A row by its headers. Columns that stand for nothing here may be traits, when they are declared. */
export function byHeader(row: Readonly<Record<string, unknown>>, columns: Columns): RawTicket | Reject {
  const cells = new Map(Object.entries(row).map(([header, value]) => [folded(header), textOf(value)?.trim()]))
  const cell = (thing: Exclude<keyof Columns, 'between'>) =>
    columns[thing]?.map((header) => cells.get(folded(header))).find((value) => value)
  const externalId = cell('id')?.replace(/^#/, '')
  if (externalId === undefined || externalId === '') {
    return { reason: `There is nothing in the column "${columns.id[0]}".`, column: columns.id[0]! }
  }
  const person = personOf(cell('name'))
  const email = cell('email')
  return {
    externalId,
    url: cell('url'),
    createdAt: cell('createdAt'),
    updatedAt: cell('updatedAt'),
    subject: cell('subject'),
    body: cell('body'),
    language: cell('language'),
    tags: (cell('tags') ?? '').split(columns.between ?? /[,;|]/).flatMap((tag) => tag.trim() || []),
    channel: channelWord(cell('channel')),
    status: statusWord(cell('status')),
    priority: priorityWord(cell('priority')),
    requester: {
      email: email === undefined ? person.email : (personOf(email).email ?? email),
      id: cell('customer'),
    },
    names: namesOf(person.name),
    organisation: cell('organisation'),
    traits: traitsOf(row),
    csat: satisfaction(cell('csat')),
  }
}

import type { TraitValue } from '#content/model/trait.ts'

/** A help desk's export format. One file a source; the list is in index.ts. */
export interface Source {
  /** As typed after `--source`. */
  readonly name: string
  /** As people know it. */
  readonly label: string
  /** Keys, or paths of two keys, under which its JSON keeps the list of tickets; a bare list is always understood. */
  readonly lists: readonly string[]
  /** One ticket out of one JSON object, or of one CSV row by its headers. Rejects what it cannot understand. */
  ticket(record: Readonly<Record<string, unknown>>): RawTicket | Reject
}

/** As it came from the help desk, with personal data in it: it lives in memory only, until accept.ts redacts it. */
export interface RawTicket {
  readonly externalId: string
  readonly url?: string | undefined
  /** Anything {@link instant} understands. */
  readonly createdAt: unknown
  readonly updatedAt?: unknown
  readonly subject?: string | undefined
  /** The customer's first message, plain or HTML. */
  readonly body?: string | undefined
  readonly language?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly channel?: string | undefined
  readonly status?: string | undefined
  readonly priority?: string | undefined
  readonly requester?: { readonly email?: string | undefined; readonly id?: string | undefined }
  /** Names that may stand in the text. */
  readonly names?: readonly string[] | undefined
  readonly organisation?: string | undefined
  readonly traits?: Readonly<Record<string, TraitValue>> | undefined
  readonly csat?: 0 | 1 | undefined
  /** What agents answered in public; absent when the export has no answers. Never stored: only whether an article was linked. */
  readonly answers?: readonly string[] | undefined
  /** External id of the ticket it was merged into; '' when it was merged and the export does not say where. */
  readonly mergedInto?: string | undefined
}

/** A row that is not a ticket we can use, and why; never with what stood in it. */
export interface Reject {
  readonly reason: string
  /** The field at fault. */
  readonly column?: string
}

export function isReject(outcome: object): outcome is Reject {
  return 'reason' in outcome
}

/** Text of a field, or undefined for anything that is not one. Numbers count, as ids often are numbers. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** What a table says of a field; nothing for what is not in it, such as `constructor`. */
export function lookUp<T>(table: Readonly<Record<string, T>>, field: unknown): T | undefined {
  const key = textOf(field) ?? ''
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** The objects in a list, or none. */
export function objectsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

export function listOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[,;\s]+/).filter((part) => part !== '')
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : []
}

/** As traits are named: `Account plan` → `account_plan`. */
export function traitName(field: string): string {
  return field
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, 100)
}

/** The values among these fields that can be traits; what is empty or nested is left out. */
export function traitsOf(...fields: unknown[]): Record<string, TraitValue> {
  const entries = fields.flatMap((group) =>
    Object.entries(objectOf(group)).map(([field, value]): [string, unknown] => [traitName(field), value]),
  )
  return Object.fromEntries(
    entries.filter((entry): entry is [string, TraitValue] => {
      const value = entry[1]
      if (Array.isArray(value)) return value.every((part) => typeof part === 'string')
      return (
        (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
      )
    }),
  )
}

import { nearest } from '#content/library/issue.ts'
import type { Trait } from '#content/model/trait.ts'
import { type Field, fieldNamed, fields, normal, spread } from './header-names.ts'

/** Which columns of a file make a ticket. A column of nested objects is a path: `requester.email`. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
  /** Column by trait. */
  readonly traits: Readonly<Record<string, string>>
  /** The sign before the decimals of numbers in text; absent where no number needs it. */
  readonly decimal?: Decimal | undefined
  /** The best possible rating where ratings are numbers from 1 (or 0) up. */
  readonly bestRating?: number | undefined
  /** The file has no ids: a ticket is known by its date, customer and words. */
  readonly withoutIds?: boolean | undefined
}

export const decimals = ['comma', 'point'] as const
export type Decimal = (typeof decimals)[number]

/** A column and what was made of it, in the order of the file; for the person who checks it. */
export interface MappedColumn {
  readonly column: string
  /** A field, `trait.<id>`, or undefined: not used. */
  readonly to: string | undefined
  readonly how: 'given' | 'recognised' | undefined
}

export interface Proposal {
  readonly mapping: Mapping
  readonly table: readonly MappedColumn[]
  /** What only the person who knows the file can tell, in full sentences. */
  readonly questions: readonly string[]
}

interface Having {
  readonly traits: readonly Trait[]
  readonly withoutIds?: boolean
  readonly withoutDates?: boolean
}

/**
 * A mapping for these columns: what was given, then what names tell. Two columns that are equally likely are asked
 * about, and so is everything a ticket cannot do without.
 *
 * @param given columns by field or trait, as `--map field=column` says
 */
export function propose(
  columns: readonly string[],
  given: Readonly<Record<string, string>>,
  { traits, withoutIds = false, withoutDates = false }: Having,
): Proposal {
  if (columns.length === 0)
    return {
      mapping: mappingOf(new Map(), withoutIds),
      table: [],
      questions: ['The file holds no ticket: there is a header without rows, or a list without records.'],
    }
  const questions: string[] = []
  const found = new Map<string, { to: string; how: 'given' | 'recognised' }>()
  for (const [target, wanted] of Object.entries(given)) {
    const to = targetNamed(target, traits)
    const column = columnNamed(wanted, columns)
    if (to === undefined) questions.push(unknownTarget(target, traits))
    else if (column === undefined) questions.push(unknownColumn(wanted, columns))
    else found.set(column, { to, how: 'given' })
  }
  const taken = new Set([...found.values()].map(({ to }) => to))
  const free = columns.filter((column) => !found.has(column))
  for (const { id, label } of traits) {
    if (taken.has(`trait.${id}`)) continue
    const spellings = new Set([id, ...Object.values(label ?? {})].map(normal))
    const column = free.find((one) => spellings.has(normal(one)) || spellings.has(normal(lastKey(one))))
    if (column !== undefined && fieldNamed(column) === undefined)
      found.set(column, { to: `trait.${id}`, how: 'recognised' })
  }
  for (const field of Object.keys(fields) as Field[]) {
    if (taken.has(field) || (field === 'id' && withoutIds)) continue
    const [likely, question] = recognised(
      field,
      free.filter((column) => !found.has(column)),
    )
    for (const column of likely) found.set(column, { to: field, how: 'recognised' })
    if (question !== undefined) questions.push(question)
  }
  const mapping = mappingOf(found, withoutIds)
  return {
    mapping,
    table: columns.map((column) => ({ column, to: undefined, how: undefined, ...found.get(column) })),
    questions: [...questions, ...missing(mapping, withoutDates, questions)],
  }
}

/** The columns whose names stand for a field: the surest one, or all where a field may be spread. */
function recognised(field: Field, columns: readonly string[]): [string[], string?] {
  const ranked = columns
    .map((column) => ({ column, found: fieldNamed(column) }))
    .filter(({ found }) => found?.field === field)
    .toSorted((a, b) => a.found!.rank - b.found!.rank)
  const [first, second] = ranked
  if (first === undefined) return [[]]
  if (spread.includes(field)) return [ranked.map(({ column }) => column)]
  // A number behind the second distinguishes headers of one name.
  const twin = columns.find((column) => column === `${first.column} (2)`)
  const equal = second?.found?.rank === first.found?.rank ? second?.column : undefined
  const other = twin ?? equal
  if (other === undefined) return [[first.column]]
  return [[], `Both "${first.column}" and "${other}" may be ${fields[field]}: --map ${field}="…" says which.`]
}

function mappingOf(found: ReadonlyMap<string, { to: string }>, withoutIds: boolean): Mapping {
  const columns: Partial<Record<Field, string[]>> = {}
  const traits: Record<string, string> = Object.create(null)
  for (const [column, { to }] of found) {
    if (to.startsWith('trait.')) traits[to.slice('trait.'.length)] = column
    else {
      const field = to as Field
      columns[field] = [...(columns[field] ?? []), column]
    }
  }
  return { columns, traits, withoutIds }
}

function missing(
  { columns, withoutIds }: Mapping,
  withoutDates: boolean,
  asked: readonly string[],
): string[] {
  const needs: string[] = []
  const isAsked = (field: Field) => asked.some((question) => question.includes(`--map ${field}=`))
  if (!columns.body && !columns.subject && !isAsked('body') && !isAsked('subject'))
    needs.push(`No column was recognised as ${fields.body}: --map body="…" (or subject) says which.`)
  if (!columns.created && !withoutDates && !isAsked('created'))
    needs.push(
      `No column was recognised as the day ${fields.created}: --map created="…" says which, --date 2026-11-01 or --no-dates that there is none.`,
    )
  if (!columns.id && !withoutIds && !isAsked('id'))
    needs.push(
      `No column was recognised as ${fields.id}: --map id="…" says which, --no-ids that there is none.`,
    )
  return needs
}

function targetNamed(target: string, traits: readonly Trait[]): string | undefined {
  if (Object.hasOwn(fields, target)) return target
  const id = target.replace(/^trait\./, '')
  return traits.some((trait) => trait.id === id) ? `trait.${id}` : undefined
}

function unknownTarget(target: string, traits: readonly Trait[]): string {
  const all = [...Object.keys(fields), ...traits.map(({ id }) => id)]
  const near = nearest(target, all)
  return `There is no field or trait "${target}".${near ? ` Did you mean "${near}"?` : ''} Fields: ${Object.keys(fields).join(', ')}.`
}

/** As it is written, or without regard to case and punctuation where that is enough to tell. */
function columnNamed(wanted: string, columns: readonly string[]): string | undefined {
  if (columns.includes(wanted)) return wanted
  const alike = columns.filter((column) => normal(column) === normal(wanted))
  return alike.length === 1 ? alike[0] : undefined
}

function unknownColumn(wanted: string, columns: readonly string[]): string {
  const spellings = columns.map(normal)
  const near = columns[spellings.indexOf(nearest(normal(wanted), spellings) ?? '')]
  return `There is no column "${wanted}".${near ? ` Did you mean "${near}"?` : ''} --dry-run lists the columns.`
}

function lastKey(column: string): string {
  return column.split('.').at(-1)!
}

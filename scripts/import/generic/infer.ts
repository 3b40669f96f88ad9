import type { Trait } from '#content/model/trait.ts'
import { type DateOrder, orderOf } from '#scripts/import/dates.ts'
import { textOf } from '#scripts/import/desks/fields.ts'
import { isReject } from '#scripts/import/desks/source.ts'
import { columnsOf, type Row, valueAt } from '#scripts/import/files/columns.ts'
import type { Reading } from '#scripts/import/files/record.ts'
import { readRecords } from '#scripts/import/files/records.ts'
import { type Decimal, type Mapping, type Proposal, propose } from './mapping.ts'

/** What the first rows of a file tell about all of it. */
export interface Survey extends Proposal {
  /** As given, or as the dates show by themselves. */
  readonly dates: DateOrder | undefined
  /** A date that shows it. */
  readonly shownBy: string | undefined
  readonly looked: number
}

export interface Surveying {
  readonly reading: Reading
  readonly traits: readonly Trait[]
  /** Columns by field or trait. */
  readonly given: Readonly<Record<string, string>>
  readonly withoutIds: boolean
  readonly withoutDates?: boolean
  readonly dates: DateOrder | undefined
  readonly decimal: Decimal | undefined
  readonly bestRating: number | undefined
}

/**
 * Rows looked at, characters and values of them: some hundred rows would do for names, dates need more to tell day from
 * month.
 */
const most = { rows: 2000, characters: 4_000_000, values: 200_000 }

/** Reads the beginning of a file and proposes how to read all of it; everything that stays open is a question. */
export async function survey(surveying: Surveying): Promise<Survey> {
  const rows = await firstRows(surveying.reading)
  const columns = [...new Set(rows.flatMap(columnsOf))]
  const proposal = propose(columns, surveying.given, surveying)
  const { mapping } = proposal
  const valuesOf = (column: string) => rows.map((row) => textOf(valueAt(row, column))?.trim() ?? '')
  const questions = [...proposal.questions]

  const days = [...(mapping.columns.created ?? []), ...(mapping.columns.updated ?? [])].flatMap(valuesOf)
  const order = surveying.dates === undefined ? orderOfAll(days) : { dates: surveying.dates }
  if ('question' in order) questions.push(order.question)

  const numbers = numericTraits(surveying.traits, mapping).flatMap(valuesOf)
  const decimal = surveying.decimal ?? decimalOf(numbers)
  if (decimal === 'unclear') questions.push(unclearNumber)

  const ratings = (mapping.columns.csat ?? []).flatMap(valuesOf).filter((value) => value !== '')
  if (surveying.bestRating === undefined && ratings.some((value) => /^\d/.test(value) && !isYesNo(ratings)))
    questions.push('How content customers were is a number. Say which is best: --best-rating 5')

  const read = { decimal: decimal === 'unclear' ? undefined : decimal, bestRating: surveying.bestRating }
  return {
    ...proposal,
    questions,
    mapping: { ...mapping, ...read },
    dates: 'question' in order ? undefined : order.dates,
    shownBy: 'shownBy' in order ? order.shownBy : undefined,
    looked: rows.length,
  }
}

async function firstRows(reading: Reading): Promise<Row[]> {
  const rows: Row[] = []
  let [characters, values] = [0, 0]
  for await (const { value, from, to } of readRecords(reading)) {
    if (!isReject(value)) rows.push(value)
    characters += to - from
    values += Object.keys(value).length
    if (rows.length >= most.rows || characters >= most.characters || values >= most.values) break
  }
  return rows
}

type Order = { dates: DateOrder | undefined; shownBy?: string } | { question: string }

/** Dates of three numbers are one column's: one that can be read in one way only shows how the others are meant. */
function orderOfAll(days: readonly string[]): Order {
  const dates = days.map((value) => value.split(/[ ,T]/, 1)[0]!).filter((day) => /^\d{1,2}[./-]\d/.test(day))
  const dmy = dates.find((day) => orderOf(day) === 'dmy')
  const mdy = dates.find((day) => orderOf(day) === 'mdy')
  const open = dates.find((day) => orderOf(day) === undefined)
  if (dmy !== undefined && mdy !== undefined)
    return {
      question: `Some dates have the day first (${dmy}), others the month (${mdy}). --dates dmy or --dates mdy says which are meant; the others are rejected.`,
    }
  if (open === undefined || open === '') return { dates: undefined }
  const shownBy = dmy ?? mdy
  if (shownBy !== undefined) return { dates: dmy === undefined ? 'mdy' : 'dmy', shownBy }
  if (/\D\d\d$/.test(open))
    return {
      question: `The dates have years of two digits (${open}). Say the order: --dates dmy, mdy or ymd.`,
    }
  return { question: `The dates can be read in two ways (${open}). Say which: --dates dmy or --dates mdy.` }
}

const unclearNumber =
  'Numbers such as 1,234 or 1.234 may be a thousand or a little more than one. Say which sign stands before decimals: --decimal comma or --decimal point.'

function numericTraits(traits: readonly Trait[], mapping: Mapping): string[] {
  return traits.flatMap(({ id, type }) => (type === 'number' ? (mapping.traits[id] ?? []) : []))
}

/** Two signs, or other than three digits behind one, tell which of them stands before decimals. */
function decimalOf(numbers: readonly string[]): Decimal | 'unclear' | undefined {
  const written = numbers.filter((value) => /^-?[\d.,  ]+$/.test(value) && /[.,]/.test(value))
  if (written.length === 0) return undefined
  const comma = written.some((value) =>
    /,\d{1,2}$|,\d{4,}$|^-?0,\d+$|\.\d{3},\d+$|\.\d{3}\.\d{3}/.test(value),
  )
  const point = written.some((value) =>
    /\.\d{1,2}$|\.\d{4,}$|^-?0\.\d+$|,\d{3}\.\d+$|,\d{3},\d{3}/.test(value),
  )
  if (comma === point) return 'unclear'
  return comma ? 'comma' : 'point'
}

function isYesNo(values: readonly string[]): boolean {
  return values.every((value) => value === '0' || value === '1')
}

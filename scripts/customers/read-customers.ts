import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type CsvError, parse } from 'csv-parse'
import { type CustomerRow, customerSchema } from '#api/storage/customers.ts'
import { grouped } from '#content/language/formats.ts'
import { faultOfTrait } from '#content/library/trait-fault.ts'
import type { Trait, TraitValue } from '#content/model/trait.ts'

/** A longer line is not a customer, in characters. */
const longestLine = 64 * 1024

/** One row of a file: the customer, or why there is none, without the row's own words, which may be personal. */
export interface ReadRow {
  /** From 1. */
  readonly line: number
  readonly customer: CustomerRow | string
}

/** The customers of a file: CSV with a header when its name ends in `.csv` or `.tsv`, else one JSON object a line. */
export function readCustomers(file: string, traits: readonly Trait[]): AsyncIterable<ReadRow> {
  return /\.[ct]sv$/i.test(file) ? csvRows(file, traits) : jsonRows(file, traits)
}

async function* jsonRows(file: string, traits: readonly Trait[]): AsyncIterable<ReadRow> {
  const input = createReadStream(file, 'utf8')
  let line = 0
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1
    const plain = line === 1 ? text.replace(/^\uFEFF/, '') : text
    if (plain.trim() !== '') yield { line, customer: fromJson(plain, traits) }
  }
}

function fromJson(text: string, traits: readonly Trait[]): CustomerRow | string {
  if (text.length > longestLine)
    return `The line has ${grouped(text.length)} characters; a customer has at most ${grouped(longestLine)}.`
  try {
    return accepted(JSON.parse(text), traits)
  } catch {
    return 'The line is not one JSON object. Write one a line, without commas between them.'
  }
}

/** Columns that are no traits. */
const own = ['email', 'external_id', 'locale', 'contact_ok']

async function* csvRows(file: string, traits: readonly Trait[]): AsyncIterable<ReadRow> {
  const parser = createReadStream(file, 'utf8').pipe(
    parse({
      ...{ bom: true, delimiter: [',', ';', '\t'], trim: true, info: true, skip_empty_lines: true },
      columns: (names: string[]) => names.map((name) => name.toLowerCase()),
      ...{ max_record_size: longestLine, skip_records_with_error: true },
    }),
  )
  // Rows that cannot be read are skipped by the parser, which tells of each; they are rejected rows here.
  const unread: ReadRow[] = []
  parser.on('skip', (error: CsvError | undefined) =>
    unread.push({
      line: Number(error?.['lines'] ?? 0),
      customer: 'The row has more or fewer cells than the header, or a quote that is not closed.',
    }),
  )
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    yield* unread.splice(0)
    yield { line: info.lines, customer: fromCells(record, traits) }
  }
  yield* unread
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

/** An empty cell is not known. */
function fromCells(cells: Readonly<Record<string, string>>, traits: readonly Trait[]): CustomerRow | string {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== '')
  const fields = Object.fromEntries(filled.filter(([name]) => own.includes(name)))
  const agreed = fields['contact_ok']
  const others = filled.filter(([name]) => !own.includes(name))
  const typed = others.map(([id, cell]) => [
    id,
    typedCell(
      cell,
      traits.find((one) => one.id === id),
    ),
  ])
  const contact = agreed === undefined ? {} : { contact_ok: yesOrNo.get(agreed.toLowerCase()) ?? agreed }
  return accepted({ ...fields, ...contact, traits: Object.fromEntries(typed) }, traits)
}

/** What systems write into a column of yes and no. */
const yesOrNo = new Map([
  ...['true', 'yes', '1'].map((yes) => [yes, true] as const),
  ...['false', 'no', '0'].map((no) => [no, false] as const),
])

/** A table has only texts: what a trait is declared as says what its cells are. A list has `|` between its values. */
function typedCell(cell: string, trait: Trait | undefined): TraitValue {
  if (trait?.type === 'list') return cell.split('|').map((one) => one.trim())
  if (trait?.type === 'number' && /^-?\d+(\.\d+)?$/.test(cell)) return Number(cell)
  if (trait?.type === 'boolean' && /^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true'
  return cell
}

function accepted(value: unknown, traits: readonly Trait[]): CustomerRow | string {
  const { data, error } = customerSchema.safeParse(value)
  if (error) {
    const { path, message } = error.issues[0] ?? { path: [], message: 'is not a customer' }
    return path.length > 0
      ? `"${path.join('.')}" is wrong: ${message}.`
      : `${message}. Fields are email, external_id, locale, contact_ok, traits.`
  }
  for (const [id, trait] of Object.entries(data.traits)) {
    const fault = faultOfTrait(id, trait, traits)
    if (fault) return fault
  }
  return data
}

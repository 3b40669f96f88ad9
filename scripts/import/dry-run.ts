import { basename } from 'node:path'
import type { Terms } from '#content/library/read-folder.ts'
import { redact } from '#content/redaction/redact.ts'
import { accept } from './accept.ts'
import { isReject, type Source } from './desks/source.ts'
import { columnsOf, type Row } from './files/columns.ts'
import { readRecords } from './files/records.ts'
import type { Survey } from './generic/infer.ts'
import type { MappedColumn } from './generic/mapping.ts'
import { otherSource } from './likelier-source.ts'
import type { Asked } from './options.ts'
import { reasonCounter, summary } from './reasons.ts'

/** Tickets shown, and rows looked at for what a source makes of their columns. */
const most = { shown: 3, looked: 50 }

/**
 * Shows what would be read from which column, three tickets as they would be stored, and what is left to answer.
 * Stores nothing. Returns the exit code: 0 when an import would bring something.
 */
export async function dryRun(asked: Asked, terms: Terms, surveyed: Survey | undefined): Promise<number> {
  const { file, source, encoding, sheet, header } = asked
  const rows: { row: number; value: Row | ReturnType<Source['ticket']> }[] = []
  for await (const { value, row } of readRecords({ file, lists: source.lists, encoding, sheet, header })) {
    rows.push({ row, value })
    if (rows.length >= most.looked) break
  }
  const records = rows.flatMap(({ value }) => (isReject(value) ? [] : [value as Row]))
  console.log(`${basename(file)} as ${source.label}\n`)
  console.log(listing(surveyed?.table ?? columnsUsed(source, records)))
  if (surveyed?.dates) console.log(`\nDates: ${orders[surveyed.dates]}${shownBy(surveyed)}.`)
  if (surveyed && surveyed.questions.length > 0) {
    console.log(
      `\nTo answer before an import:\n${surveyed.questions.map((one) => `  ${redact(one)}`).join('\n')}`,
    )
    return 2
  }
  return samples(rows, asked, terms)
}

const orders = { dmy: 'the day first', mdy: 'the month first', ymd: 'the year first' } as const

function shownBy({ shownBy: date }: Survey): string {
  return date === undefined ? '' : `, as ${date} shows`
}

async function samples(
  rows: readonly { row: number; value: Row | ReturnType<Source['ticket']> }[],
  asked: Asked,
  terms: Terms,
): Promise<number> {
  const { source, account, dates, zone, date, onlyKnownLanguages } = asked
  // Keys are shown to nobody, so any secret will do.
  const acceptance = {
    source: source.name,
    account,
    dates,
    zone,
    date,
    onlyKnownLanguages,
    secret: new Uint8Array(32),
  }
  const rejected = reasonCounter()
  let good = 0
  for (const { row, value } of rows) {
    const raw = isReject(value) ? value : source.ticket(value as Row)
    const outcome = isReject(raw) ? raw : accept(raw, { ...acceptance, ...terms })
    if (isReject(outcome)) {
      rejected.add({ row, column: outcome.column ?? null, reason: outcome.reason })
    } else if (++good <= most.shown) {
      const { digest: _, customer: __, organisation: ___, ...shown } = outcome
      console.log(`\nRow ${row} would be stored as\n${JSON.stringify(shown, null, 2)}`)
    }
  }
  const reasons = rejected.reasons()
  if (reasons.length > 0) {
    console.log(`\nOf the first ${rows.length} rows:`)
    for (const line of summary(reasons, asked)) console.log(line)
  }
  if (good > 0) return 0
  const other = rows.length > 0 ? await otherSource(asked) : undefined
  if (other !== undefined) console.log(other)
  return 1
}

/** Columns used, then those that are not. Their names are redacted: in a file without a header they are data. */
function listing(table: readonly MappedColumn[]): string {
  const name = (column: string) => `"${redact(column.slice(0, 60))}"`
  const used = table.filter(({ to }) => to !== undefined)
  const unused = table.filter(({ to }) => to === undefined).map(({ column }) => name(column))
  const width = Math.max(0, ...used.map(({ column }) => name(column).length))
  const lines = used.map(({ column, to, how }) => {
    const said = how === 'given' ? ' (as you said)' : how === 'recognised' ? ' (recognised)' : ''
    return `  ${name(column).padEnd(width)}  ${to}${said}`
  })
  const rest = unused.length === 0 ? 'Every column is used.' : `Not used: ${unused.join(', ')}`
  return [...lines, '', rest].join('\n')
}

/** What a source makes of each column: the fields that change when it is missing. */
function columnsUsed(source: Source, records: readonly Row[]): MappedColumn[] {
  const columns = [...new Set(records.flatMap(columnsOf))]
  return columns.map((column) => {
    const changed = new Set(records.flatMap((record) => changesWithout(source, record, column)))
    return { column, to: changed.size === 0 ? undefined : [...changed].join(', '), how: undefined }
  })
}

function changesWithout(source: Source, record: Row, column: string): string[] {
  const [whole, part] = [source.ticket(record), source.ticket(without(record, column))]
  if (isReject(whole)) return []
  if (isReject(part)) return [part.column ?? 'needed']
  const fields = new Set([...Object.keys(whole), ...Object.keys(part)]) as Set<keyof typeof whole>
  return [...fields].filter((field) => JSON.stringify(whole[field]) !== JSON.stringify(part[field]))
}

function without(record: Row, column: string): Row {
  if (Object.hasOwn(record, column)) {
    const { [column]: _, ...rest } = record
    return rest
  }
  const [key, ...path] = column.split('.')
  const inner = record[key!]
  if (typeof inner !== 'object' || inner === null) return record
  return { ...record, [key!]: without(inner as Row, path.join('.')) }
}

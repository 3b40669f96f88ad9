import { parse } from 'csv-parse/sync'
import type { Reject } from '#scripts/import/desks/source.ts'
import { carriageReturn, newline } from './splitters.ts'

/** How a table is written. */
export interface Dialect {
  readonly delimiter: string
  /** Byte that ends a line: LF (with or without CR before it), or CR alone as old Macs write. */
  readonly lineEnd: number
  /** Rows above the one that names the columns: `sep=;`, a report's title, blank ones. */
  readonly above: number
  /** Quotes inside a cell are written `\"`, as MySQL does, and not doubled. */
  readonly backslash: boolean
}

/** Of two equally likely ones the earlier is taken. */
const delimiters = [',', ';', '\t', '|'] as const

/** How a table is written, by its first signs: what parts the names of the columns parts the cells. */
export function dialectOf(head: string): Dialect {
  const lineEnd = head.includes('\n') || !head.includes('\r') ? newline : carriageReturn
  const backslash = isBackslashed(head)
  const lines = firstLines(head.replace(/^\ufeff/, ''), lineEnd === newline ? '\n' : '\r', backslash)
  const begun = lines.findIndex((line) => line.trim() !== '')
  const said = /^"?sep=(.)"?$/i.exec(lines[begun]?.trim() ?? '')
  if (said) return { delimiter: said[1]!, lineEnd, above: begun + 1, backslash }
  const bare = lines.map(outsideQuotes)
  const count = (at: number, delimiter: string) => (bare[at] ?? '').split(delimiter).length
  const widest = (at: number) => Math.max(...delimiters.map((delimiter) => count(at, delimiter)))
  // A report's title has one cell; the names of columns are the first row of several.
  const several = bare.findIndex((_, at) => at > begun && widest(at) >= fewestNames)
  const above = widest(begun) === 1 && several !== -1 ? several : Math.max(0, begun)
  const likely = delimiters.toSorted(
    (a, b) => count(above, b) - count(above, a) || count(above + 1, b) - count(above + 1, a),
  )
  return { delimiter: likely[0]!, lineEnd, above, backslash }
}

/** A table of tickets has an id, a day and a text at least. */
const fewestNames = 3
/** Lines among which the names of the columns are looked for. */
const looked = 20

/** A `\"` in the middle of a cell, and nowhere a doubled quote. */
function isBackslashed(head: string): boolean {
  return /[^\\,;\t|\r\n]\\"(?![,;\t|\r\n]|$)/.test(head) && !/[^,;\t|\r\n"\\]""[^",;\t|\r\n]/.test(head)
}

/** The first lines; a line end inside quotes is none. */
function firstLines(head: string, lineEnd: string, backslash: boolean): string[] {
  const lines: string[] = []
  let quoted = false
  let from = 0
  for (let at = 0; at < head.length && lines.length < looked; at++) {
    if (backslash && head[at] === '\\') at++
    else if (head[at] === '"') quoted = !quoted
    else if (head[at] === lineEnd && !quoted) {
      lines.push(head.slice(from, at))
      from = at + 1
    }
  }
  return lines.length < looked ? [...lines, head.slice(from)] : lines
}

function outsideQuotes(line: string): string {
  return line.replace(/"[^"]*"/g, '')
}

/** The columns' names: one without a name is called by its place, the second of two that share one is kept apart. */
export function headerOf(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, at) => {
    const name = cell.trim() || `column ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** Cells of one row, or undefined when its quotes make no sense. */
export function cellsOf(
  text: string,
  { delimiter, backslash }: Pick<Dialect, 'delimiter' | 'backslash'>,
): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  try {
    return (parse(text, { delimiter, escape: backslash ? '\\' : '"', relax_quotes: true }) as string[][])[0]
  } catch {
    return undefined
  }
}

/** A row by its columns; more columns than the header has are allowed as long as they are empty. */
export function rowOf(
  cells: readonly string[],
  header: readonly string[],
): Readonly<Record<string, string>> | Reject {
  const surplus = cells.slice(header.length).every((cell) => cell === '')
  if (cells.length < header.length || !surplus) {
    return { reason: `The row has ${cells.length} columns, the header has ${header.length}.` }
  }
  return Object.fromEntries(
    header.map((name, at) => [name, spreadsheetError.test(cells[at]!) ? '' : cells[at]!]),
  )
}

/** What a spreadsheet writes where a formula came to nothing: no customer's words. */
const spreadsheetError = /^\s*#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)\s*$/i

import { parse } from 'csv-parse/sync'
import type { Reject } from '#scripts/import/desks/source.ts'
import { carriageReturn, newline } from './splitters.ts'

/** How a table is written. */
export interface Dialect {
  readonly delimiter: string
  /** Byte that ends a line: LF (with or without CR before it), or CR alone as old Macs write. */
  readonly lineEnd: number
  /** The first line is `sep=;` and no header. */
  readonly said: boolean
}

/** Where two are equally likely the earlier one is meant. */
const delimiters = [',', ';', '\t', '|'] as const

/** How a table is written, by its first signs: what parts the names of the columns parts the cells. */
export function dialectOf(head: string): Dialect {
  const lineEnd = head.includes('\n') || !head.includes('\r') ? newline : carriageReturn
  const lines = firstLines(head.trimStart(), lineEnd === newline ? '\n' : '\r')
  const said = /^"?sep=(.)"?$/i.exec(lines[0]?.trim() ?? '')
  if (said) return { delimiter: said[1]!, lineEnd, said: true }
  const [header, first] = lines.map(outsideQuotes)
  const count = (text: string | undefined, delimiter: string) => (text ?? '').split(delimiter).length
  const likely = delimiters.toSorted(
    (a, b) => count(header, b) - count(header, a) || count(first, b) - count(first, a),
  )
  return { delimiter: likely[0]!, lineEnd, said: false }
}

/** The first two lines; a line end inside quotes is none. */
function firstLines(head: string, lineEnd: string): string[] {
  const lines: string[] = []
  let quoted = false
  let from = 0
  for (let at = 0; at < head.length && lines.length < 2; at++) {
    if (head[at] === '"') quoted = !quoted
    else if (head[at] === lineEnd && !quoted) {
      lines.push(head.slice(from, at))
      from = at + 1
    }
  }
  return lines.length < 2 ? [...lines, head.slice(from)] : lines
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
export function cellsOf(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  try {
    return (parse(text, { delimiter, relax_quotes: true }) as string[][])[0]
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
  return Object.fromEntries(header.map((name, at) => [name, cells[at]!]))
}

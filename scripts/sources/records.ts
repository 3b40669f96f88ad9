import { type FileHandle, open } from 'node:fs/promises'
import { parse as parseCsv } from 'csv-parse/sync'
import { isReject, objectOf, type Reject } from './source.ts'

/** One record of a file, where it stands, and what it holds or why it holds nothing. */
export interface FileRecord {
  /** Line, or element of a list, from 1. */
  readonly row: number
  /** Bytes from the beginning of the file: first of the record, first after it. */
  readonly from: number
  readonly to: number
  readonly value: Readonly<Record<string, unknown>> | Reject
}

export type Format = 'ndjson' | 'json' | 'csv'

export interface Reading {
  readonly file: string
  /** Keys of the list in a JSON document, a path where it lies deeper: `tickets`, `_embedded.conversations`. */
  readonly lists: readonly string[]
  /** WHATWG name; single-byte encodings and UTF-8. */
  readonly encoding: string
  /** Where to go on: the `to` and `row` of the last record dealt with. */
  readonly offset?: number
  readonly row?: number
}

/** The file cannot be read as it is; the message says what to do. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

/** A longer record is not a ticket but a mistake such as an unclosed quote, in bytes. */
const longestRecord = 4 * 1024 * 1024
const chunk = 256 * 1024

/**
 * Records of an export, one at a time, in bounded memory. All three formats are cut at bytes, so that an
 * interrupted import goes on at a byte.
 */
export async function* readRecords(reading: Reading): AsyncGenerator<FileRecord> {
  const handle = await open(reading.file)
  try {
    const head = await look(handle, reading)
    const decoder = new TextDecoder(reading.encoding, { fatal: true })
    const decode = (bytes: Buffer) => decoder.decode(bytes)
    if (head.format === 'csv') yield* csv(handle, reading, head, decode)
    else yield* json(handle, reading, head, decode)
  } finally {
    await handle.close()
  }
}

interface Head {
  readonly format: Format
  /** Length of the byte order mark. */
  readonly start: number
}

/** Format from the first bytes, not from the name; refuses what would be read as garbage. */
async function look(handle: FileHandle, { encoding, lists }: Reading): Promise<Head> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
  const head = buffer.subarray(0, bytesRead)
  if (bytesRead === 0) throw new Unreadable('The file is empty.')
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new Unreadable('The file is UTF-16. Save it as UTF-8 and try again.')
  }
  if (head[0] === 0x1f && head[1] === 0x8b)
    throw new Unreadable('The file is compressed. Unpack it first: gunzip FILE')
  if (head[0] === 0x50 && head[1] === 0x4b) {
    throw new Unreadable(
      'The file is a ZIP archive or an Excel sheet. Unpack it, or export it as CSV or JSON.',
    )
  }
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  if (encoding === 'utf-8') {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    } catch {
      throw new Unreadable(
        'The file is not UTF-8. Say what it is: --encoding windows-1254 (Turkish), windows-1250 (Polish) or windows-1252 (Western).',
      )
    }
  }
  const text = head.subarray(start).toString('latin1').trimStart()
  if (text.startsWith('[')) return { format: 'json', start }
  if (!text.startsWith('{')) return { format: 'csv', start }
  return { format: linesOrDocument(text, bytesRead < 64 * 1024, lists), start }
}

/** Lines that are whole objects are NDJSON, even when each is a page; one object with a list in it is a document. */
function linesOrDocument(text: string, complete: boolean, lists: readonly string[]): Format {
  const line = text.split('\n', 1)[0]!
  const alone = text.slice(line.length).trim() === ''
  // The only line of a small file, or a line that is longer than what was looked at.
  if (alone && complete) return lists.some((key) => isList(line, key)) ? 'json' : 'ndjson'
  return !alone && isJson(line) ? 'ndjson' : 'json'
}

function isList(line: string, key: string): boolean {
  try {
    return Array.isArray(at(JSON.parse(line) as Record<string, unknown>, key))
  } catch {
    return false
  }
}

/** What lies at a path of keys: `data.payload`. */
function at(value: Readonly<Record<string, unknown>>, path: string): unknown {
  const [key, ...rest] = path.split('.')
  const found = Object.hasOwn(value, key!) ? value[key!] : undefined
  return rest.length === 0 ? found : at(objectOf(found), rest.join('.'))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type Decode = (bytes: Buffer) => string

async function* json(
  handle: FileHandle,
  reading: Reading,
  head: Head,
  decode: Decode,
): AsyncGenerator<FileRecord> {
  const cut =
    head.format === 'json' ? new ListCutter(reading.lists, (reading.offset ?? 0) > 0) : new LineCutter()
  let row = reading.row ?? 0
  for await (const { from, to, bytes } of pieces(handle, Math.max(head.start, reading.offset ?? 0), cut)) {
    row++
    if (bytes === undefined) {
      yield { row, from, to, value: { reason: tooLong } }
      continue
    }
    const value = parseJson(bytes, decode)
    if (value === undefined) continue
    const list = isReject(value) ? undefined : reading.lists.map((key) => at(value, key)).find(Array.isArray)
    if (list === undefined) yield { row, from, to, value }
    // A page a line: its tickets share the line's place, and only the last of them moves the place on.
    else {
      for (const [place, one] of list.entries())
        yield { row, from, to: place === list.length - 1 ? to : from, value: objectOf(one) }
    }
  }
  if (row === 0)
    throw new Unreadable(`There is no list called "${reading.lists.join('" or "')}" in the file.`)
}

const tooLong = `The record is longer than ${longestRecord / 1024 / 1024} MB.`

function parseJson(bytes: Buffer, decode: Decode): Readonly<Record<string, unknown>> | Reject | undefined {
  try {
    const text = decode(bytes).trim()
    if (text === '') return undefined
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reason: 'The record is not an object.' }
    return value as Record<string, unknown>
  } catch (error) {
    return {
      reason:
        error instanceof SyntaxError
          ? 'The record is not valid JSON.'
          : 'The record is not in the file’s encoding.',
    }
  }
}

async function* csv(
  handle: FileHandle,
  reading: Reading,
  head: Head,
  decode: Decode,
): AsyncGenerator<FileRecord> {
  let header: string[] | undefined
  let delimiter = ','
  let row = 0
  const offset = reading.offset ?? 0
  // Going on in the middle, the header is read first, then everything up to the offset is passed over.
  for await (const { from, to, bytes } of pieces(handle, head.start, new CsvCutter())) {
    row++
    if (bytes === undefined) {
      if (to > offset) yield { row, from, to, value: { reason: `${tooLong} A quote may not be closed.` } }
      continue
    }
    if (header === undefined) {
      const text = decode(bytes).trim()
      const said = /^"?sep=(.)"?$/i.exec(text)
      if (said) delimiter = said[1]!
      else {
        if (row === 1)
          delimiter = [',', ';', '\t'].sort((a, b) => text.split(b).length - text.split(a).length)[0]!
        header = unique(fields(text, delimiter) ?? [])
      }
      continue
    }
    if (to <= offset) continue
    const value = csvRow(bytes, decode, header, delimiter)
    if (value !== undefined) yield { row, from, to, value }
  }
}

function csvRow(
  bytes: Buffer,
  decode: Decode,
  header: string[],
  delimiter: string,
): FileRecord['value'] | undefined {
  let text: string
  try {
    text = decode(bytes).trim()
  } catch {
    return { reason: 'The row is not in the file’s encoding.' }
  }
  if (text === '') return undefined
  const cells = fields(text, delimiter)
  if (cells === undefined) return { reason: 'The row’s quotes do not close.' }
  if (cells.length !== header.length) {
    return { reason: `The row has ${cells.length} columns, the header has ${header.length}.` }
  }
  return Object.fromEntries(header.map((name, at) => [name, cells[at]]))
}

function fields(text: string, delimiter: string): string[] | undefined {
  try {
    return (parseCsv(text, { delimiter, relax_quotes: true }) as string[][])[0]
  } catch {
    return undefined
  }
}

/** Of two columns of one name the second is kept apart instead of overwriting the first. */
function unique(header: string[]): string[] {
  const seen = new Map<string, number>()
  return header.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** Finds where records begin and end, byte by byte, and remembers where it was between chunks. */
interface Cutter {
  /** Looks at one byte: 'end' = the record ends with it, 'out' = it belongs to no record, 'in' = it goes on. */
  see(byte: number): 'in' | 'end' | 'out' | 'before'
  /** After a record that was too long: begin anew at the next line. */
  resync(): void
}

const newline = 10
const quote = 34
const backslash = 92

class LineCutter implements Cutter {
  see(byte: number) {
    return byte === newline ? 'end' : 'in'
  }
  resync() {}
}

class CsvCutter implements Cutter {
  #quoted = false
  see(byte: number) {
    if (byte === quote) this.#quoted = !this.#quoted
    return byte === newline && !this.#quoted ? 'end' : 'in'
  }
  resync() {
    this.#quoted = false
  }
}

/** Keys of a path to a list, at most. */
const deepest = 2

/** Elements of the list in a JSON document: `[…]`, `{"tickets": […]}`, or `{"data": {"payload": […]}}`. */
class ListCutter implements Cutter {
  readonly #lists: readonly string[]
  #inside: boolean
  #depth = 0
  #quoted = false
  #escaped = false
  /** The last key (or text) seen at each depth; the list's name is their path. */
  #keys: string[] = []
  #outer = 0

  constructor(lists: readonly string[], resumed: boolean) {
    this.#lists = lists
    this.#inside = resumed
    // Going on inside a list, how deep it lies is not known; the deepest guess matches nothing that follows it.
    if (resumed) this.#outer = deepest
  }

  see(byte: number) {
    return this.#inside ? this.#seeInside(byte) : this.#seeOutside(byte)
  }

  resync() {
    this.#depth = 0
    this.#quoted = false
  }

  #seeOutside(byte: number): 'out' {
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false
      else if (byte === backslash) this.#escaped = true
      else if (byte === quote) this.#quoted = false
      else if (this.#outer <= deepest && this.#keys[this.#outer]!.length < 64)
        this.#keys[this.#outer] += String.fromCharCode(byte)
      return 'out'
    }
    if (byte === quote) {
      this.#quoted = true
      if (this.#outer <= deepest) this.#keys[this.#outer] = ''
    } else if (byte === 91 && (this.#outer === 0 || this.#isNamed())) {
      this.#inside = true
    } else if (byte === 91 || byte === 123) {
      this.#outer++
      if (this.#outer <= deepest) this.#keys[this.#outer] = ''
    } else if (byte === 93 || byte === 125) this.#outer = Math.max(0, this.#outer - 1)
    return 'out'
  }

  #isNamed(): boolean {
    return this.#outer <= deepest && this.#lists.includes(this.#keys.slice(1, this.#outer + 1).join('.'))
  }

  #seeInside(byte: number): 'in' | 'end' | 'out' {
    if (this.#depth === 0) {
      if (byte === 123) {
        this.#depth = 1
        return 'in'
      }
      if (byte === 93) {
        this.#inside = false
        this.#outer = Math.max(1, this.#outer)
        this.#keys = this.#keys.map(() => '')
      }
      return 'out'
    }
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false
      else if (byte === backslash) this.#escaped = true
      else if (byte === quote) this.#quoted = false
      return 'in'
    }
    if (byte === quote) this.#quoted = true
    else if (byte === 91 || byte === 123) this.#depth++
    else if (byte === 93 || byte === 125) this.#depth--
    return this.#depth === 0 ? 'end' : 'in'
  }
}

interface Piece {
  from: number
  to: number
  /** Absent: too long. */
  bytes?: Buffer
}

async function* pieces(handle: FileHandle, start: number, cutter: Cutter): AsyncGenerator<Piece> {
  let at = start
  let from = start
  let held: Buffer[] = []
  let size = 0
  let lost = false
  for (;;) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(chunk), 0, chunk, at)
    if (bytesRead === 0) break
    let first = 0
    for (let here = 0; here < bytesRead; here++) {
      const seen = cutter.see(buffer[here]!)
      if (seen === 'in') continue
      if (seen === 'out') {
        first = here + 1
        from = at + here + 1
        continue
      }
      const piece = buffer.subarray(first, here + 1)
      const to = at + here + 1
      yield lost
        ? { from, to }
        : { from, to, bytes: held.length === 0 ? piece : Buffer.concat([...held, piece]) }
      held = []
      size = 0
      lost = false
      first = here + 1
      from = to
    }
    if (first < bytesRead) {
      size += bytesRead - first
      if (size > longestRecord) {
        held = []
        // What follows the next line break may be sound again.
        if (!lost) cutter.resync()
        lost = true
      } else held.push(buffer.subarray(first, bytesRead))
    }
    at += bytesRead
  }
  // Half a last line is still a record: it parses, or is rejected as what it is.
  if (lost) yield { from, to: at }
  else if (held.length > 0) yield { from, to: at, bytes: Buffer.concat(held) }
}

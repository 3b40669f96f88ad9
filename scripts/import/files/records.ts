import { type FileHandle, open } from 'node:fs/promises'
import { grouped } from '#content/language/formats.ts'
import { isReject, type Reject } from '#scripts/import/desks/source.ts'
import { type Piece, Pieces } from './chunks.ts'
import { cellsOf, type Dialect, dialectOf, headerOf, rowOf } from './csv.ts'
import type { Encoding } from './encoding.ts'
import { type Format, type Head, look } from './format.ts'
import { ListCutter } from './json-splitter.ts'
import type { FileRecord, Reading } from './record.ts'
import { type Cutter, carriageReturn, LineCutter, TableCutter } from './splitters.ts'
import { Unreadable } from './unreadable.ts'
import { readWorkbook } from './xlsx.ts'

export { Unreadable } from './unreadable.ts'

/**
 * Records of an export, one at a time, in bounded memory. Text is cut at bytes, so that an interrupted import goes on
 * at a byte.
 */
export async function* readRecords(reading: Reading): AsyncGenerator<FileRecord> {
  const handle = await open(reading.file)
  try {
    const head = await look(handle, reading)
    if (head.format === 'xlsx') yield* readWorkbook(reading)
    else if (head.format === 'csv') yield* table(handle, reading, head)
    else yield* objects(handle, reading, head)
  } finally {
    await handle.close()
  }
}

/** The form a file is in, by its first bytes. */
export async function formatOf(reading: Reading): Promise<Format> {
  const handle = await open(reading.file)
  try {
    return (await look(handle, reading)).format
  } finally {
    await handle.close()
  }
}

/** Text of a piece; throws where a byte means nothing in the encoding. */
function decoderOf({ name }: Encoding): (bytes: Buffer) => string {
  const decoder = new TextDecoder(name.startsWith('utf-16') ? 'utf-8' : name, { fatal: true })
  if (name.startsWith('utf-')) return (bytes) => decoder.decode(bytes)
  return (bytes) => {
    const text = decoder.decode(bytes)
    // Signs nobody types: the file is in another encoding after all.
    if (/[\u0080-\u009f]/.test(text)) throw new TypeError('a control sign')
    return text
  }
}

async function* objects(handle: FileHandle, reading: Reading, head: Head): AsyncGenerator<FileRecord> {
  const { offset = 0 } = reading
  const list = head.format === 'json' ? new ListCutter(reading.lists, offset > 0) : undefined
  const cutter: Cutter = list ?? new LineCutter(dialectOf(head.text).lineEnd)
  const pieces = new Pieces(handle, cutter, head.encoding, Math.max(head.encoding.start, offset))
  const decode = decoderOf(head.encoding)
  let row = reading.row ?? 0
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
    row++
    const value = piece.fault === undefined ? parseObject(piece, decode) : { reason: piece.fault }
    if (value === undefined) continue
    const next = list && isReject(value) ? list.nextBeginning(piece.bytes) : -1
    const to = next === -1 ? piece.to : piece.from + pieces.length(piece.bytes.subarray(0, next))
    yield { row, from: piece.from, to, value }
    // A broken element may have swallowed sound ones.
    if (next !== -1) pieces.goTo(to)
  }
  if (row === 0) throw new Unreadable(noList(reading.lists))
}

function noList(lists: readonly string[]): string {
  return `There is no list called "${lists.join('" or "')}" in the file.`
}

function parseObject(
  { bytes }: Piece,
  decode: (bytes: Buffer) => string,
): Readonly<Record<string, unknown>> | Reject | undefined {
  try {
    const text = decode(bytes).trim()
    if (text === '') return undefined
    const value: unknown = manyDigits.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reason: 'The record is not an object.' }
    return value as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: 'The record is not valid JSON.' }
    if (error instanceof RangeError) return { reason: 'The record is nested too deeply.' }
    return { reason: 'The record is not in the file’s encoding.' }
  }
}

/** Fewer digits are a number that is held exactly. */
const manyDigits = /\d{16}/

/** Whole numbers that would be rounded stay as they are written: they are ids, and two tickets must not become one. */
const exactly = ((_: string, value: unknown, { source = '' }: { source?: string }): unknown => {
  const rounded = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
  return rounded ? source : value
  // The types do not know the third argument yet, which is ES2026.
}) as (key: string, value: unknown) => unknown

async function* table(handle: FileHandle, reading: Reading, head: Head): AsyncGenerator<FileRecord> {
  const { encoding } = head
  const found = dialectOf(head.text)
  const dialect = reading.header === undefined ? found : { ...found, above: reading.header - 1 }
  const decode = decoderOf(encoding)
  const pieces = new Pieces(
    handle,
    new TableCutter(dialect.delimiter, dialect.lineEnd, dialect.backslash),
    encoding,
    encoding.start,
  )
  const begun = await readHeader(pieces, dialect, decode)
  let row = begun.row
  if (reading.offset !== undefined && reading.offset > 0) {
    pieces.goTo(reading.offset)
    row = reading.row ?? 0
  }
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
    row++
    const { from, to, bytes, fault } = piece
    const { value, rest } =
      fault === undefined
        ? tableRow(bytes, begun.header, { dialect, decode })
        : { value: { reason: fault }, rest: undefined }
    if (value === undefined) continue
    const after = rest === undefined ? to : from + pieces.length(bytes.subarray(0, rest))
    yield { row, from, to: after, value }
    if (rest !== undefined) pieces.goTo(after)
  }
}

/** More than any help desk has fields; what is held at once grows with them. */
const mostColumns = 2000

async function readHeader(
  pieces: Pieces,
  dialect: Dialect,
  decode: (bytes: Buffer) => string,
): Promise<{ header: string[]; row: number }> {
  let row = 0
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
    row++
    if (row <= dialect.above) continue
    if (piece.fault !== undefined)
      throw new Unreadable(`The first row cannot be read as the columns’ names. ${piece.fault}`)
    const text = decodedHeader(piece.bytes, decode)
    if (text === '') continue
    const cells = cellsOf(text, dialect)
    if (cells === undefined) throw new Unreadable('The quotes in the first row make no sense.')
    if (cells.length > mostColumns)
      throw new Unreadable(
        `The first row has ${grouped(cells.length)} columns. Export the ones of tickets, at most ${grouped(mostColumns)}.`,
      )
    return { header: headerOf(cells), row }
  }
  throw new Unreadable('The file has no rows.')
}

function decodedHeader(bytes: Buffer, decode: (bytes: Buffer) => string): string {
  try {
    return decode(bytes).replace(/[\r\n]+$/, '')
  } catch {
    throw new Unreadable('The first row is not in the file’s encoding. Give the right one by --encoding.')
  }
}

interface TableForm {
  readonly dialect: Dialect
  readonly decode: (bytes: Buffer) => string
}

/**
 * One row. When its quotes enclose line ends and its cells are too few or too many, while a line inside would be a row
 * of its own, a quote was left open: the row is its first line alone, and `rest` says where the others begin.
 */
function tableRow(
  bytes: Buffer,
  header: readonly string[],
  { dialect, decode }: TableForm,
): { value: FileRecord['value'] | undefined; rest?: number | undefined } {
  let text: string
  try {
    text = decode(bytes).replace(/\r$/, '')
  } catch {
    return { value: { reason: 'The row is not in the file’s encoding.' } }
  }
  if (text.trim() === '') return { value: undefined }
  const { lineEnd } = dialect
  const cells = cellsOf(text, dialect)
  if (cells === undefined) return { value: { reason: 'The row’s quotes do not close.' } }
  const value = rowOf(cells, header)
  const end = bytes.indexOf(lineEnd)
  if (!isReject(value) || end === -1) return { value }
  const lines = text.split(lineEnd === carriageReturn ? '\r' : '\n').slice(1)
  const swallowed = lines.some((line) => cellsOf(line.trimEnd(), dialect)?.length === header.length)
  if (!swallowed) return { value }
  return { value: { reason: 'A quote is opened in this row and never closed.' }, rest: end + 1 }
}

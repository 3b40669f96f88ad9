import { isAscii } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { objectOf } from '#scripts/import/desks/fields.ts'
import { type Encoding, encodingOf } from './encoding.ts'
import { Unreadable } from './unreadable.ts'

export type Format = 'ndjson' | 'json' | 'csv' | 'xlsx'

export interface Head {
  readonly format: Format
  readonly encoding: Encoding
  /** The first signs, for what else is to be found out from them. */
  readonly text: string
}

const looked = 64 * 1024

/** Form from the first bytes, not from the name; refuses what would be read as garbage. */
export async function look(
  handle: FileHandle,
  { encoding: asked, lists }: { readonly encoding: string; readonly lists: readonly string[] },
): Promise<Head> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(looked), 0, looked, 0)
  const head = buffer.subarray(0, bytesRead)
  if (bytesRead === 0) throw new Unreadable('The file is empty.')
  if (isWorkbook(head)) return { format: 'xlsx', encoding: { name: 'utf-8', start: 0 }, text: '' }
  refuseOtherForms(head)
  const encoding = encodingOf(isAscii(head) ? await firstBeyondAscii(handle, head) : head, asked)
  const text = new TextDecoder(encoding.name)
    .decode(head.subarray(encoding.start), { stream: true })
    .trimStart()
  if (/^<[!?a-z]/i.test(text))
    throw new Unreadable('The file is a web page or XML. Export it as CSV, JSON or XLSX.')
  if (text.startsWith('[')) return { format: 'json', encoding, text }
  if (!text.startsWith('{')) return { format: 'csv', encoding, text }
  return { format: linesOrDocument(text, bytesRead < looked, lists), encoding, text }
}

/** How far a file is searched for the first letter that tells its encoding, in bytes. */
const searched = 256 * 1024 * 1024

/** The first stretch of the file that is not plain ASCII; its beginning when all is. */
async function firstBeyondAscii(handle: FileHandle, head: Buffer): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(1024 * 1024)
  for (let at = head.length; at < searched; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return head
    const part = buffer.subarray(0, bytesRead)
    if (!isAscii(part)) {
      // The stretch's edge may cut a letter; its first byte is the one before any.
      const first = part.findIndex((byte) => byte > 0x7f)
      return Buffer.from(part.subarray(Math.max(0, first - 64), first + looked))
    }
    at += bytesRead
  }
  return head
}

function isWorkbook(head: Buffer): boolean {
  return (
    head[0] === 0x50 && head[1] === 0x4b && (head.includes('[Content_Types].xml') || head.includes('xl/'))
  )
}

function refuseOtherForms(head: Buffer) {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte)
  if (starts(0x1f, 0x8b)) throw new Unreadable('The file is compressed. Unpack it first: gunzip FILE')
  if (starts(0x50, 0x4b)) throw new Unreadable('The file is a ZIP archive. Unpack it first: unzip FILE')
  if (starts(0x28, 0xb5, 0x2f, 0xfd))
    throw new Unreadable('The file is compressed. Unpack it first: unzstd FILE')
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw new Unreadable('The file is an old or a protected Excel file. Save it as .xlsx or as CSV.')
  if (starts(0x25, 0x50, 0x44, 0x46))
    throw new Unreadable('The file is a PDF. Export it as CSV, JSON or XLSX.')
}

/** Lines that are whole objects are NDJSON; an object with a list in it is a document, and so is each of many pages. */
function linesOrDocument(text: string, complete: boolean, lists: readonly string[]): Format {
  const lines = text.split(/[\r\n]+/)
  if (lists.some((key) => Array.isArray(at(objectOf(parsed(lines[0]!)), key)))) return 'json'
  if (lines.some((line) => line.startsWith('{') && parsed(line) !== undefined)) return 'ndjson'
  // Nothing whole was seen: one line longer than what was looked at, or a document over many lines.
  const names = lists.map((list) => `"${list.split('.').at(-1)!}"`)
  const long = !complete && lines.length === 1
  return long && !names.some((name) => text.includes(name)) ? 'ndjson' : 'json'
}

/** What lies at a path of keys: `data.payload`. */
function at(value: Readonly<Record<string, unknown>>, path: string): unknown {
  const [key, ...rest] = path.split('.')
  const found = Object.hasOwn(value, key!) ? value[key!] : undefined
  return rest.length === 0 ? found : at(objectOf(found), rest.join('.'))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

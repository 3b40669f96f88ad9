import { readFile, stat } from 'node:fs/promises'
import { HucreError } from 'hucre'
import { streamXlsxRows } from 'hucre/xlsx'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { headerOf, rowOf } from './csv.ts'
import type { FileRecord, Reading } from './record.ts'
import { Unreadable } from './unreadable.ts'

/** Rows of a workbook's sheet, one after another; the texts that cells share are held in memory. */
export async function* readWorkbook({ file, sheet, ...place }: Reading): AsyncGenerator<FileRecord> {
  await refuseBombs(file)
  const begun = place.row ?? 0
  let header: string[] | undefined
  try {
    for await (const { index, values } of streamXlsxRows(await readFile(file), { sheet: sheet ?? 0 })) {
      const cells = values.map(textOfCell)
      if (cells.every((cell) => cell === '')) continue
      const row = index + 1
      if (header === undefined) header = headerOf(withoutEmptyEnd(cells))
      else if (row > begun) {
        // A row ends with its last cell that is not empty.
        const filled = header.map((_, at) => cells[at] ?? '')
        const value = rowOf([...filled, ...cells.slice(header.length)], header)
        yield { row, from: row, to: row, value }
      }
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error
    throw new Unreadable(`The workbook cannot be read: ${error.message}. Save it again, or as CSV.`)
  }
  if (header === undefined)
    throw new Unreadable(
      sheet === undefined ? 'Its first sheet has no rows.' : `There is no sheet "${sheet}" with rows in it.`,
    )
}

/** As it would stand in a CSV file. A date has no zone in a workbook, so none is made up here. */
function textOfCell(value: string | number | boolean | Date | null): string {
  if (value === null) return ''
  if (!(value instanceof Date)) return String(value)
  return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 19).replace('T', ' ')
}

function withoutEmptyEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

const megabyte = 1024 * 1024
/** Sizes beyond which a workbook would need more memory than an import may take, in bytes; packed, and unpacked. */
const largest = { file: 64 * megabyte, sheet: 512 * megabyte, rest: 48 * megabyte }
/** Parts of a workbook: Excel writes a dozen and some for each sheet. */
const mostParts = 2000
/** Excel's cells hold 32,767 signs; a longer stretch without markup is no cell, in bytes. */
const longestStretch = megabyte

/**
 * What a file claims to unpack to is read from its table of contents, then proved by unpacking it to nowhere: a part
 * that gives more than it claims ends there.
 */
async function refuseBombs(file: string): Promise<void> {
  const { size } = await stat(file)
  if (size > largest.file) throw tooLarge(`The workbook is larger than ${largest.file / megabyte} MB`)
  try {
    const zip = await openPromise(file)
    try {
      let parts = 0
      for await (const entry of zip.eachEntry()) {
        if (++parts > mostParts) throw tooLarge(`The workbook has more than ${mostParts} parts`)
        refuseLarge(entry)
        if (/\.(?:xml|rels)$/.test(entry.fileName)) await unpack(zip, entry)
      }
    } finally {
      zip.close()
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable('The workbook is damaged. Save it again, or as CSV.')
  }
}

function refuseLarge({ fileName, uncompressedSize }: Entry) {
  const isSheet = fileName.startsWith('xl/worksheets/')
  const limit = isSheet ? largest.sheet : largest.rest
  if (uncompressedSize <= limit) return
  throw tooLarge(
    `${isSheet ? 'A sheet' : 'A part'} of the workbook unpacks to more than ${limit / megabyte} MB`,
  )
}

function tooLarge(what: string): Unreadable {
  return new Unreadable(`${what}. Save it as CSV, which can be of any size.`)
}

const less = 60

async function unpack(zip: ZipFile, entry: Entry): Promise<void> {
  let stretch = 0
  for await (const part of await zip.openReadStreamPromise(entry)) {
    const bytes = part as Buffer
    const first = bytes.indexOf(less)
    if (first === -1) stretch += bytes.length
    else stretch = Math.max(stretch + first, bytes.length - bytes.lastIndexOf(less))
    if (stretch > longestStretch) throw tooLarge('A cell of the workbook is longer than Excel allows')
    if (first !== -1) stretch = bytes.length - bytes.lastIndexOf(less)
  }
}

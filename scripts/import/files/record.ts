import type { Reject } from '#scripts/import/desks/source.ts'

/** One record of a file, where it stands, and what it holds or why it holds nothing. */
export interface FileRecord {
  /** Line, or element of a list, from 1. */
  readonly row: number
  /** Bytes from the beginning of the file: first of the record, first after it. In a workbook, rows. */
  readonly from: number
  readonly to: number
  readonly value: Readonly<Record<string, unknown>> | Reject
}

export interface Reading {
  readonly file: string
  /** Keys of the list in a JSON document, a path where it lies deeper: `tickets`, `_embedded.conversations`. */
  readonly lists: readonly string[]
  /** Name of an encoding, see encoding.ts; `utf-8`, also where a mark at the beginning says UTF-16. */
  readonly encoding: string
  /** Of a workbook; its first otherwise. */
  readonly sheet?: string | undefined
  /** Row of a table that names the columns, from 1; found by its cells otherwise. */
  readonly header?: number | undefined
  /** Where to go on: the `to` and `row` of the last record dealt with. */
  readonly offset?: number
  readonly row?: number
}

import { createHash } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Query, Store } from '#api/storage/open.ts'
import { type ImportRow, imports, type TicketRow, tickets } from '#api/storage/tickets-schema.ts'
import { type Acceptance, accept } from './accept.ts'
import { type FileRecord, formatOf, readRecords } from './records.ts'
import { isReject, type Source } from './source.ts'

/** read = inserted + updated + unchanged + merged + rejected, always. */
export interface Tally {
  read: number
  inserted: number
  updated: number
  unchanged: number
  /** Merged into another ticket: kept, so that they are known, and counted nowhere. */
  merged: number
  rejected: number
}

export interface Taking extends Omit<Acceptance, 'source'> {
  readonly store: Store
  readonly source: Source
  readonly file: string
  readonly encoding: string
  /** Of a workbook; its first otherwise. */
  readonly sheet?: string | undefined
  /** How the file is read, where it may be read in several ways: an import goes on only as it began. */
  readonly manner?: string | undefined
  /** Folder of the rejects files. */
  readonly rejects: string
  readonly now: () => number
  /** After every batch; `size` 0: how much there is cannot be told. Both in bytes. */
  onProgress?(tally: Readonly<Tally>, bytes: number, size: number): void
  readonly signal?: AbortSignal
}

export interface Taken extends Tally {
  /** False: stopped by the signal; the same call goes on. */
  readonly finished: boolean
  /** Went on where an earlier one stopped. */
  readonly resumed: boolean
  readonly rejectsFile: string | undefined
}

/** Rows a batch: what is lost at most by a kill, and what the database takes in a few milliseconds. */
const batchSize = 500

/** Reads an export into the store. May be stopped or killed at any moment and called again. */
export async function take(taking: Taking): Promise<Taken> {
  const { store, file, signal, source, encoding, sheet } = taking
  const reading = { file, lists: source.lists, encoding, sheet }
  // A workbook is read by rows.
  const isWorkbook = (await formatOf(reading)) === 'xlsx'
  const { state, resumed } = await begin(taking)
  const tally: Tally = tallyOf(state)
  let at = { offset: state.offset, row: state.row }
  const rejectsFile = join(taking.rejects, `${basename(file)}-${state.id}.ndjson`)
  keepRejectsUpTo(rejectsFile, at.row)
  let batch: FileRecord[] = []
  let finished = true

  const commit = async (end: boolean) => {
    const { queries, counts, rejects } = await decide(batch, taking)
    for (const key of Object.keys(counts) as (keyof Tally)[]) tally[key] += counts[key]
    const last = batch.at(-1)
    if (last) at = { offset: last.to, row: last.row }
    if (rejects.length > 0) {
      mkdirSync(taking.rejects, { recursive: true })
      appendFileSync(rejectsFile, rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''))
    }
    const progress = { ...tally, ...at, finishedAt: end ? taking.now() : null }
    await store.write([...queries, store.db.update(imports).set(progress).where(eq(imports.id, state.id))])
    batch = []
    taking.onProgress?.(tally, at.offset, isWorkbook ? 0 : state.size)
  }

  for await (const record of readRecords({ ...reading, ...at })) {
    batch.push(record)
    if (batch.length >= batchSize) {
      await commit(false)
      if (signal?.aborted) {
        finished = false
        break
      }
    }
  }
  if (finished) await commit(true)
  const sum = tally.inserted + tally.updated + tally.unchanged + tally.merged + tally.rejected
  if (sum !== tally.read) throw new Error(`${tally.read} rows were read and ${sum} accounted for`)
  return { ...tally, finished, resumed, rejectsFile: tally.rejected > 0 ? rejectsFile : undefined }
}

function tallyOf({ read, inserted, updated, unchanged, merged, rejected }: ImportRow): Tally {
  return { read, inserted, updated, unchanged, merged, rejected }
}

/** The row of this file: where an interrupted import stopped, or a new beginning. */
async function begin(taking: Taking): Promise<{ state: ImportRow; resumed: boolean }> {
  const { store, source, file, now } = taking
  const { account, encoding, sheet, manner, dates, zone } = taking
  const { fingerprint, size } = await identity(file, [account, encoding, sheet, manner, dates, zone])
  const name = { source: source.name, fingerprint }
  const mine = and(eq(imports.source, name.source), eq(imports.fingerprint, name.fingerprint))
  const [known] = await store.db.select().from(imports).where(mine)
  if (known && known.finishedAt === null && known.size === size)
    return { state: known, resumed: known.offset > 0 }
  const fresh = { offset: 0, row: 0, read: 0, inserted: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 }
  const begun = { ...name, file: basename(file), size, ...fresh, finishedAt: null }
  const query = store.db
    .insert(imports)
    .values(begun)
    .onConflictDoUpdate({ target: [imports.source, imports.fingerprint], set: begun })
  await store.write([query])
  const [state] = await store.db.select().from(imports).where(mine)
  if (!state) throw new Error(`the import of ${basename(file)} was begun at ${now()} and is not there`)
  return { state, resumed: false }
}

const sampled = 64 * 1024

/** What a file is known by: its size, its edges, and the manner in which it is read. */
async function identity(
  file: string,
  manner: readonly (string | undefined)[],
): Promise<{ fingerprint: string; size: number }> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const hash = createHash('sha256').update(JSON.stringify([size, ...manner]))
    for (const from of [0, Math.max(0, size - sampled)]) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampled), 0, sampled, from)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return { fingerprint: hash.digest('hex'), size }
  } finally {
    await handle.close()
  }
}

/** More than one batch of rejects takes, in bytes. */
const tail = 1024 * 1024

/** After a kill the file may know rejects of rows that were never committed; they will come again. */
function keepRejectsUpTo(file: string, row: number) {
  if (!existsSync(file)) return
  const handle = openSync(file, 'r+')
  try {
    if (row === 0) return ftruncateSync(handle)
    const { size } = fstatSync(handle)
    const from = Math.max(0, size - tail)
    const bytes = Buffer.alloc(size - from)
    readSync(handle, bytes, 0, bytes.length, from)
    // The first line of the tail may be half of one, which was committed long ago.
    let kept = from === 0 ? 0 : bytes.indexOf(10) + 1
    for (let end = bytes.indexOf(10, kept); end !== -1; end = bytes.indexOf(10, kept)) {
      if (rowOf(bytes.toString('utf8', kept, end)) > row) break
      kept = end + 1
    }
    ftruncateSync(handle, from + kept)
  } finally {
    closeSync(handle)
  }
}

function rowOf(line: string): number {
  try {
    return (JSON.parse(line) as { row: number }).row
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

interface RejectedRow {
  row: number
  byte: number
  column: string | null
  reason: string
}

interface Decided {
  queries: Query[]
  counts: Tally
  rejects: RejectedRow[]
}

/** Compares a batch with what is stored; of two versions of a ticket the later stays, whatever came first. */
async function decide(batch: readonly FileRecord[], taking: Taking): Promise<Decided> {
  const { store, source } = taking
  const acceptance = { ...taking, source: source.name }
  const counts: Tally = { read: 0, inserted: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 }
  const rejects: RejectedRow[] = []
  const rows: TicketRow[] = []
  for (const { row, from, value } of batch) {
    counts.read++
    const raw = isReject(value) ? value : source.ticket(value)
    const outcome = isReject(raw) ? raw : accept(raw, acceptance)
    if (isReject(outcome)) {
      counts.rejected++
      rejects.push({ row, byte: from, column: outcome.column ?? null, reason: outcome.reason })
    } else rows.push(outcome)
  }
  const stored = await versions(store, rows)
  const write = new Map<string, TicketRow>()
  for (const row of rows) {
    const before = stored.get(row.id)
    const newer = before === undefined || isLater(row, before)
    if (newer) {
      write.set(row.id, row)
      stored.set(row.id, row)
    }
    if (row.mergedInto !== null) counts.merged++
    else if (before === undefined) counts.inserted++
    else if (newer) counts.updated++
    else counts.unchanged++
  }
  return { queries: upserts(store, [...write.values()]), counts, rejects }
}

type Version = Pick<TicketRow, 'id' | 'updatedAt' | 'digest'>

/** Two versions of one second are told apart by their digest, so that the order of files never matters. */
function isLater(row: Version, before: Version): boolean {
  if (row.updatedAt !== before.updatedAt) return row.updatedAt > before.updatedAt
  return row.digest > before.digest
}

async function versions(store: Store, rows: readonly TicketRow[]): Promise<Map<string, Version>> {
  if (rows.length === 0) return new Map()
  const ids = JSON.stringify(rows.map((row) => row.id))
  const { id, updatedAt, digest } = tickets
  const found = await store.db
    .select({ id, updatedAt, digest })
    .from(tickets)
    .where(sql`${id} in (select value from json_each(${ids}))`)
  return new Map(found.map((one) => [one.id, one]))
}

const columns = Object.entries(getTableColumns(tickets)) as [keyof TicketRow, SQLiteColumn][]

const into = sql.raw(columns.map(([, { name }]) => `"${name}"`).join(', '))
const cells = sql.raw(columns.map((_, at) => `value ->> ${at}`).join(', '))
const replaced = sql.raw(columns.map(([, { name }]) => `"${name}" = excluded."${name}"`).join(', '))

/**
 * One statement with one parameter, a list of rows as JSON: twenty parameters a row took a third of the time, and
 * memory that the driver gives back late.
 */
function upserts(store: Store, rows: readonly TicketRow[]): Query[] {
  if (rows.length === 0) return []
  const lists = rows.map((row) =>
    columns.map(([key, column]) => (row[key] === null ? null : column.mapToDriverValue(row[key]))),
  )
  return [
    store.db.run(
      sql`insert into ${tickets} (${into}) select ${cells} from json_each(${JSON.stringify(lists)}) where true on conflict (id) do update set ${replaced}`,
    ),
  ]
}

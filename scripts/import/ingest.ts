import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { Store } from '#api/storage/store.ts'
import { type ImportRow, imports } from '#api/storage/tickets-schema.ts'
import type { Acceptance } from './accept.ts'
import type { Source } from './desks/source.ts'
import type { FileRecord } from './files/record.ts'
import { formatOf, readRecords } from './files/records.ts'
import { decide, type Tally } from './reconcile.ts'
import { addRejects, keepRejectsUpTo } from './rejects-file.ts'

export interface Taking extends Omit<Acceptance, 'source'> {
  readonly store: Store
  readonly source: Source
  readonly file: string
  readonly encoding: string
  /** Of a workbook; its first otherwise. */
  readonly sheet?: string | undefined
  /** Row of the columns' names; found otherwise. */
  readonly header?: number | undefined
  /** How the file is read, where it may be read in several ways: an import goes on only as it began. */
  readonly manner?: string | undefined
  /** Folder of the rejects files. */
  readonly rejects: string
  readonly now: () => number
  /** After every batch; `size` 0: the size is unknown. Both in bytes. */
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
/** Bytes of the file a batch, or a little more: rows as long as a novel would fill the memory by the hundred. */
const batchBytes = 4 * 1024 * 1024

/** Reads an export into the store. May be stopped or killed at any moment and called again. */
export async function take(taking: Taking): Promise<Taken> {
  const { store, file, signal, source, encoding, sheet, header } = taking
  const reading = { file, lists: source.lists, encoding, sheet, header }
  // A workbook is read by rows.
  const isWorkbook = (await formatOf(reading)) === 'xlsx'
  const { state, resumed } = await begin(taking)
  const tally: Tally = tallyOf(state)
  let at = { offset: state.offset, row: state.row }
  const rejectsFile = join(taking.rejects, rejectsName(state))
  keepRejectsUpTo(rejectsFile, at.row)
  let batch: FileRecord[] = []
  let held = 0
  let finished = true

  const commit = async (end: boolean) => {
    const { queries, counts, rejects } = await decide(batch, {
      ...taking,
      source,
      acceptance: { ...taking, source: source.name },
    })
    for (const key of Object.keys(counts) as (keyof Tally)[]) tally[key] += counts[key]
    const last = batch.at(-1)
    if (last) at = { offset: last.to, row: last.row }
    if (rejects.length > 0) {
      mkdirSync(taking.rejects, { recursive: true })
      addRejects(rejectsFile, rejects)
    }
    const progress = { ...tally, ...at, finishedAt: end ? taking.now() : null }
    await store.write([...queries, store.db.update(imports).set(progress).where(eq(imports.id, state.id))])
    batch = []
    held = 0
    taking.onProgress?.(tally, at.offset, isWorkbook ? 0 : state.size)
  }

  for await (const record of readRecords({ ...reading, ...at })) {
    batch.push(record)
    held += isWorkbook ? 0 : record.to - record.from
    if (batch.length >= batchSize || held >= batchBytes) {
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

/** File systems take names of 255 bytes, and the export's own may be as long. */
function rejectsName({ file, id }: ImportRow): string {
  return `${file.slice(0, 60).toWellFormed()}-${id}.ndjson`
}

function tallyOf({ read, inserted, updated, unchanged, merged, rejected }: ImportRow): Tally {
  return { read, inserted, updated, unchanged, merged, rejected }
}

/** The row of this file: where an interrupted import stopped, or a new beginning. */
async function begin(taking: Taking): Promise<{ state: ImportRow; resumed: boolean }> {
  const { store, source, file, now } = taking
  const { account, encoding, sheet, manner, dates, zone, date, header, onlyKnownLanguages } = taking
  const how = [
    account,
    encoding,
    sheet,
    manner,
    dates,
    zone,
    date,
    header?.toString(),
    onlyKnownLanguages ? 'known' : undefined,
  ]
  const { fingerprint, size } = await identity(file, how)
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
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(sampled), 0, sampled, from)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return { fingerprint: hash.digest('hex'), size }
  } finally {
    await handle.close()
  }
}

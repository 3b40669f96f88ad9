import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Query, Store } from '#api/storage/store.ts'
import { type TicketRow, tickets } from '#api/storage/tickets-schema.ts'
import { type Acceptance, accept } from './accept.ts'
import { isReject, type Source } from './desks/source.ts'
import type { FileRecord } from './files/record.ts'
import type { RejectedRow } from './rejects-file.ts'

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

export interface Deciding {
  readonly store: Store
  readonly source: Source
  readonly acceptance: Acceptance
}

interface Decided {
  queries: Query[]
  counts: Tally
  rejects: RejectedRow[]
}

/** Compares a batch with what is stored; of two versions of a ticket the later stays, whatever came first. */
export async function decide(
  batch: readonly FileRecord[],
  { store, source, acceptance }: Deciding,
): Promise<Decided> {
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

/** Two versions of one second are ordered by their digest, so that the order of files never matters. */
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

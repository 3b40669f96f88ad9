import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient, type InStatement } from '@libsql/client'
import type { BatchItem } from 'drizzle-orm/batch'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { OperatorError } from '#content/model/operator-error.ts'

/** Writes that may wait for their turn; one more is refused, so that a slow disk cannot eat the memory. */
const longestQueue = 512

/** How long a write keeps trying while another process holds the file, in ms. */
const patience = 8_000

/** SQLite's own wait, in ms: short, because the binding is synchronous and holds the event loop. */
const busyTimeout = 60

/** A remote lease without a sign of life for this long belongs to nobody, in ms. */
const leaseTime = 30_000

export type Query = BatchItem<'sqlite'>
/** Queries, or a function that makes them when their turn has come: what it reads cannot change before they run. */
export type Writes = readonly Query[] | (() => readonly Query[] | Promise<readonly Query[]>)

export interface Store {
  /** For reading only: writing through it is refused by the database. */
  readonly db: LibSQLDatabase
  /**
   * One durable batch: all of it or nothing. Resolves after the rows have been seen through a second connection.
   * Throws {@link Busy} when the queue is full or the file stays locked, and whatever the database says of the
   * queries themselves.
   */
  write(queries: Writes): Promise<void>
  close(): Promise<void>
  /** Whether it can be read now. */
  healthy(): Promise<boolean>
}

/** Too much to write, or the file is locked by somebody else: nothing was written, try again later. */
export class Busy extends Error {
  override name = 'Busy'
}

/** The database cannot be opened; the message says why and what to do, for the person who started us. */
export class CannotOpen extends OperatorError {
  override name = 'CannotOpen'
}

export interface StoreOptions {
  /** The database file; its lock is the same name ending in `.lock`. */
  file: string
  /** `libsql://…` or `http://…` of a remote server instead of the file. */
  url?: string | undefined
  /** Folder of drizzle migrations, applied by the writer. */
  migrations: string
  /** Only one process a file may be the writer. */
  writer: boolean
  /** False: the caller holds the lock already. */
  lock?: boolean
}

/**
 * The one way to the databases. libSQL's local driver loses acknowledged writes after a single SQLITE_BUSY unless
 * the connection is replaced (libsql-client-ts #352), so every write is a batch in one queue, every failure
 * reconnects, and a beat written in the same batch is read back through a second connection before we say "done".
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, url, writer } = options
  const name = url ? new URL(url).host : basename(file)
  if (!url) {
    if (writer) mkdirSync(dirname(file), { recursive: true })
    else if (!existsSync(file)) throw new CannotOpen(`There is no ${name} yet.`)
  }
  const unlock = writer && !url && options.lock !== false ? takeLock(file) : () => {}
  const address = url ?? `file:${file}`
  const clients: Client[] = []
  const connect = () => {
    const client = createClient({ url: address, timeout: busyTimeout, concurrency: url ? 20 : 1 })
    clients.push(client)
    return client
  }
  const closeAll = () => {
    for (const client of clients) client.close()
    unlock()
  }

  try {
    if (!writer) {
      const reader = await readOnly(connect, !url)
      return {
        db: drizzle(reader),
        write: () => Promise.reject(new Error(`${name} was opened for reading`)),
        close: async () => closeAll(),
        healthy: () => answers(reader),
      }
    }
    const client = connect()
    await patiently(client, () => prepare(client, options, name))
    const reader = await patiently(client, () => readOnly(connect, !url))
    const queue = new WriteQueue(client, reader, url ? await takeLease(client, name) : undefined)
    return {
      db: drizzle(reader),
      write: (queries) => queue.add(queries),
      async close() {
        await queue.close()
        // Leaves one whole file behind, so that copying it is a backup.
        if (!url) await client.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => {})
        closeAll()
      },
      healthy: () => answers(reader),
    }
  } catch (error) {
    closeAll()
    throw explain(error, name)
  }
}

/**
 * Refuses a second writer: an exclusive transaction held on a file of its own, which the system gives back even after
 * kill -9. Returns the function that gives it back.
 */
export function takeLock(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true })
  const lock = new DatabaseSync(lockOf(file))
  try {
    lock.exec('PRAGMA busy_timeout = 0')
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new CannotOpen(
      `${basename(file)} is in use by another Kindred process. Stop that one first, or give this one its own KINDRED_DATA.`,
    )
  }
  let held = true
  return () => {
    if (!held) return
    held = false
    lock.close()
  }
}

function lockOf(file: string): string {
  return `${file.replace(/\.db$/, '')}.lock`
}

async function prepare(client: Client, { url, migrations }: StoreOptions, name: string): Promise<void> {
  if (!url) {
    await client.execute('PRAGMA journal_mode = WAL')
    const check = await client.execute('PRAGMA quick_check(1)')
    if (String(check.rows[0]?.[0]) !== 'ok') throw new CannotOpen(damaged(name))
  }
  await refuseOtherVersions(client, migrations, name)
  await migrate(drizzle(client), { migrationsFolder: migrations })
  await client.batch(
    [
      'CREATE TABLE IF NOT EXISTS heartbeat (id INTEGER PRIMARY KEY, beat INTEGER NOT NULL, at INTEGER NOT NULL, owner TEXT)',
      'INSERT OR IGNORE INTO heartbeat (id, beat, at) VALUES (1, 0, 0)',
    ],
    'write',
  )
}

async function refuseOtherVersions(client: Client, folder: string, name: string): Promise<void> {
  const tables = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
  const known = tables.rows.some((row) => row['name'] === '__drizzle_migrations')
  if (!known && tables.rows.length > 0 && !tables.rows.some((row) => row['name'] === 'heartbeat'))
    throw new CannotOpen(`${name} is a database of something else. Give Kindred its own KINDRED_DATA folder.`)
  if (!known) return
  const ours = new Set(readMigrationFiles({ migrationsFolder: folder }).map((migration) => migration.hash))
  const applied = await client.execute('SELECT hash FROM __drizzle_migrations')
  if (applied.rows.some((row) => !ours.has(String(row['hash']))))
    throw new CannotOpen(
      `${name} was made by another version of Kindred. Start that version, or move the file away to begin anew.`,
    )
}

/** A connection that refuses to write, and that replaces itself after a failure. */
async function readOnly(connect: () => Client, local: boolean): Promise<Client> {
  const client = connect()
  if (!local) return client
  const execute = client.execute.bind(client)
  const guard = () => execute('PRAGMA query_only = ON')
  await guard()
  client.execute = (async (...statement: Parameters<Client['execute']>) => {
    try {
      return await execute(...statement)
    } catch (error) {
      if (!passing(error)) throw error
      await client.reconnect()
      await guard()
      return await execute(...statement)
    }
  }) as Client['execute']
  return client
}

/** What drizzle's own batch uses of a query; its batch cannot be told to begin with a write lock. */
interface Prepared {
  _prepare(): { getQuery(): { sql: string; params: unknown[] } }
}

class WriteQueue {
  readonly #writer: Client
  readonly #reader: Client
  readonly #lease: Lease | undefined
  #waiting = 0
  #tail: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(writer: Client, reader: Client, lease?: Lease) {
    this.#writer = writer
    this.#reader = reader
    this.#lease = lease
  }

  add(queries: Writes): Promise<void> {
    if (this.#closed) return Promise.reject(new Busy('The store is closing.'))
    if (this.#waiting >= longestQueue)
      return Promise.reject(new Busy(`${longestQueue} writes are waiting already.`))
    this.#waiting++
    const turn = this.#tail.then(() => this.#run(queries)).finally(() => this.#waiting--)
    this.#tail = turn.catch(() => {})
    return turn
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#tail
    await this.#lease?.release()
  }

  async #run(writes: Writes): Promise<void> {
    const queries = typeof writes === 'function' ? await writes() : writes
    const statements = queries.map((query): InStatement => {
      const { sql, params } = (query as unknown as Prepared)._prepare().getQuery()
      return { sql, args: params as string[] }
    })
    const beat = 'UPDATE heartbeat SET beat = beat + 1, at = ? WHERE id = 1 RETURNING beat'
    await patiently(this.#writer, async () => {
      const results = await this.#writer.batch([...statements, { sql: beat, args: [Date.now()] }], 'write')
      const written = Number(results.at(-1)?.rows[0]?.['beat'])
      const seen = await this.#reader.execute('SELECT beat FROM heartbeat WHERE id = 1')
      if (Number(seen.rows[0]?.['beat']) < written) throw new Unseen()
    })
  }
}

/** The batch claimed success and a second connection cannot see it: the driver's lost write. */
class Unseen extends Error {
  readonly code = 'SQLITE_BUSY'
}

/** Runs `work` again, on a new connection each time, while the file is held by somebody else. */
async function patiently<T>(client: Client, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patience
  for (let wait = 10; ; wait = Math.min(wait * 2, 250)) {
    try {
      return await work()
    } catch (error) {
      if (!passing(error)) throw error
      // The failed statement is never reset: without a new connection later writes are reported and lost.
      await client.reconnect()
      if (Date.now() > until) throw new Busy(`The database stayed locked for ${patience / 1000} seconds.`)
      await pause(wait)
    }
  }
}

/** Whether trying again on a new connection can help. */
function passing(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = String((at as Error & { code?: unknown }).code ?? '')
    if (/BUSY|LOCKED|IOERR|CLIENT_CLOSED|SERVER_ERROR|HRANA_WEBSOCKET/.test(code)) return true
    if (/database is locked/i.test(at.message)) return true
  }
  return false
}

interface Lease {
  release(): Promise<void>
}

/** On a remote server no file can be locked: a row with a date says who writes. */
async function takeLease(client: Client, name: string): Promise<Lease> {
  const owner = crypto.randomUUID()
  const free = Date.now() - leaseTime
  const taken = await client.execute({
    sql: 'UPDATE heartbeat SET owner = ?, at = ? WHERE id = 1 AND (owner IS NULL OR at < ?)',
    args: [owner, Date.now(), free],
  })
  if (taken.rowsAffected === 0)
    throw new CannotOpen(
      `The database on ${name} is in use by another Kindred process, or was until moments ago. Stop that one, or wait ${leaseTime / 1000} seconds.`,
    )
  const renew = setInterval(() => {
    client
      .execute({ sql: 'UPDATE heartbeat SET at = ? WHERE owner = ?', args: [Date.now(), owner] })
      .catch(() => client.reconnect())
  }, leaseTime / 3)
  renew.unref()
  return {
    async release() {
      clearInterval(renew)
      await client
        .execute({ sql: 'UPDATE heartbeat SET owner = NULL WHERE owner = ?', args: [owner] })
        .catch(() => {})
    },
  }
}

async function answers(client: Client): Promise<boolean> {
  try {
    await client.execute('SELECT beat FROM heartbeat WHERE id = 1')
    return true
  } catch {
    return false
  }
}

function explain(error: unknown, name: string): Error {
  if (error instanceof CannotOpen) return error
  const said = error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message}` : ''
  if (/NOTADB|not a database|CORRUPT|malformed/i.test(said)) return new CannotOpen(damaged(name))
  if (/READONLY|readonly|EACCES|CANTOPEN|unable to open/i.test(said))
    return new CannotOpen(`${name} cannot be written. Give this user the right to write it and its folder.`)
  return new CannotOpen(`${name} cannot be opened: ${said.trim()}`)
}

function damaged(name: string): string {
  return `${name} is damaged or is not a database. Kindred leaves it untouched: put a backup in its place, or move it away to begin anew.`
}

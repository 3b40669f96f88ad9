import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient, type InStatement, type Row } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { fileWriter, patiently, serverWriter } from './commit.ts'
import { CannotOpen, damaged, explain, faultIn, passing } from './faults.ts'
import { takeLock } from './lock.ts'
import { type Note, type Query, refuseNul, WriteQueue, type Writes } from './write-queue.ts'
import { threadWriter } from './writer-thread.ts'

/** SQLite's own wait, in ms: short, because the binding is synchronous and holds the event loop. */
const busyTimeout = 60

export type { Query }

export interface Store {
  /** For reading only: writing through it is refused by the database. */
  readonly db: LibSQLDatabase
  /**
   * One durable batch: all of it or nothing. Resolves, after the rows have been seen through a second connection, with
   * what each query returned. Throws Busy when the queue is full or the file stays locked, CannotStore when the disk or
   * the server fails, NulInText, and whatever the database says of the queries themselves.
   */
  write(queries: Writes): Promise<readonly (readonly Row[])[]>
  /**
   * Best effort, for notes that nobody waits for: gathered and written once a second in one batch. What cannot be
   * written, or is too much to keep waiting, is dropped.
   */
  note(query: Note): void
  /** Writes the notes that wait, so that a reading finds them. */
  settle(): Promise<void>
  close(): Promise<void>
  /** Why it cannot be used now, in a sentence for the log; undefined while it can. */
  fault(): Promise<string | undefined>
}

export interface StoreOptions {
  /** The database file; its lock is the same name ending in `.lock`. */
  file: string
  /** `libsql://…` or `http://…` of a remote server instead of the file. */
  url?: string | undefined
  /** Folder of drizzle migrations, applied by the writer. */
  migrations: string
  /** Only one process may write a file; on a server as many as like, each with a data folder of its own. */
  writer: boolean
  /** False: the caller holds the lock already. */
  lock?: boolean
  /** A file is written in a thread of its own, so that readers do not wait for the disk; it takes 0.1 s to start. */
  thread?: boolean
}

/**
 * The one way to the databases. After one SQLITE_BUSY libSQL's local driver loses single statements (libsql-client-ts
 * #352) and refuses batches until its connection is replaced, so every write is a batch in one queue, every failure
 * reconnects, and a beat written in the same batch is read back through a second connection before we say "done".
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, url, writer } = options
  const name = url ? new URL(url).host : basename(file)
  if (writer) mkdirSync(dirname(file), { recursive: true })
  if (!url) {
    if (!existsSync(file) && !writer) throw new CannotOpen(`There is no ${name} yet.`)
    refuseEmptied(file)
    // Whoever reads first after an upgrade brings the file forward: its writers may come only at the next import.
    if (!writer && (await isBehind(file, options.migrations)))
      await (await openStore({ ...options, writer: true })).close()
  }
  // With a database on a server too: the folder's socket and its builds are one process's.
  const unlock = writer && options.lock !== false ? takeLock(file) : () => {}
  const address = url ?? `file:${file}`
  const clients: Client[] = []
  const connect = () => {
    const client = createClient({
      url: address,
      timeout: busyTimeout,
      concurrency: url ? 20 : 1,
      ...(url && { fetch: inTime }),
    })
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
        note: () => {},
        settle: () => Promise.resolve(),
        close: async () => closeAll(),
        fault: () => readFault(reader),
      }
    }
    const client = connect()
    await patiently(client, () => prepare(client, options, name))
    const reader = await patiently(client, () => readOnly(connect, !url))
    const thread = options.thread && !url
    if (thread) client.close()
    const queue = new WriteQueue(
      thread
        ? threadWriter({ url: address, timeout: busyTimeout })
        : url
          ? serverWriter(client)
          : fileWriter(client, connect()),
    )
    return {
      db: drizzle(reader),
      write: (queries) => queue.add(queries),
      note: (query) => queue.note(query),
      settle: () => queue.settle().catch(() => {}),
      async close() {
        await queue.close()
        closeAll()
      },
      async fault() {
        // Nobody else may write while we are "not ready", so we look for ourselves whether it works again.
        if (queue.fault) await queue.add([]).catch(() => {})
        return queue.fault ?? readFault(reader)
      },
    }
  } catch (error) {
    closeAll()
    throw explain(error, name)
  }
}

/**
 * A database of no bytes beside an installation that has run was emptied by somebody or by a full disk. Filling it would
 * silently start again without staff, votes and tickets. One that is being made has its first pages in the `-wal` file.
 */
function refuseEmptied(file: string): void {
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size
  if (sizeOf(file) !== 0 || (sizeOf(`${file}-wal`) ?? 0) > 0) return
  if (!existsSync(join(dirname(file), 'secrets.json'))) return
  throw new CannotOpen(
    `${basename(file)} is empty, though Kindred has run here before. Put a backup in its place, or delete it to start with an empty one.`,
  )
}

async function prepare(client: Client, { url, migrations }: StoreOptions, name: string): Promise<void> {
  if (!url) {
    await client.execute('PRAGMA journal_mode = WAL')
    const check = await client.execute('PRAGMA quick_check(1)')
    if (String(check.rows[0]?.[0]) !== 'ok') throw new CannotOpen(damaged(name))
  }
  await refuseOtherVersions(client, migrations, name)
  await migrate(drizzle(client), { migrationsFolder: migrations }).catch(async (error: Error) => {
    // Of several processes that start at once one brings the database forward, and the others find it done.
    if (!url || !(await isCurrent(client, migrations))) throw error
  })
  const ofServer = [
    'CREATE TABLE IF NOT EXISTS batches (id TEXT PRIMARY KEY, at INTEGER NOT NULL)',
    'CREATE INDEX IF NOT EXISTS batches_at ON batches (at)',
  ]
  const ofFile = [
    'CREATE TABLE IF NOT EXISTS heartbeat (id INTEGER PRIMARY KEY, beat INTEGER NOT NULL, at INTEGER NOT NULL, owner TEXT)',
    'INSERT OR IGNORE INTO heartbeat (id, beat, at) VALUES (1, 0, 0)',
  ]
  await client.batch(url ? ofServer : ofFile, 'write')
}

/** Whether a file of an earlier version lacks migrations. What is damaged or of something else shows when it is opened. */
async function isBehind(file: string, migrations: string): Promise<boolean> {
  const client = createClient({ url: `file:${file}`, timeout: busyTimeout })
  try {
    const { rows } = await client.execute('SELECT count(*) AS n FROM __drizzle_migrations')
    return Number(rows[0]?.['n']) < readMigrationFiles({ migrationsFolder: migrations }).length
  } catch {
    return false
  } finally {
    client.close()
  }
}

async function isCurrent(client: Client, folder: string): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    const applied = await client
      .execute('SELECT count(*) AS n FROM __drizzle_migrations')
      .then(({ rows }) => Number(rows[0]?.['n']))
      .catch(() => 0)
    if (applied >= readMigrationFiles({ migrationsFolder: folder }).length) return true
    await pause(250)
  }
  return false
}

/** How long a database server may take to answer, in ms; then it counts as away. */
const serverPatience = 5_000

/** Without a limit of ours a server that stopped answering would hold every reader for minutes. */
const inTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(serverPatience) })

async function refuseOtherVersions(client: Client, folder: string, name: string): Promise<void> {
  const tables = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
  const known = tables.rows.some((row) => row['name'] === '__drizzle_migrations')
  if (
    !known &&
    tables.rows.length > 0 &&
    !tables.rows.some((row) => ['heartbeat', 'batches'].includes(String(row['name'])))
  )
    throw new CannotOpen(`${name} is a database of something else. Give Kindred its own KINDRED_DATA folder.`)
  if (!known) return
  const ours = new Set(readMigrationFiles({ migrationsFolder: folder }).map((migration) => migration.hash))
  const applied = await client.execute('SELECT hash FROM __drizzle_migrations')
  if (applied.rows.some((row) => !ours.has(String(row['hash']))))
    throw new CannotOpen(
      `${name} was made by another version of Kindred. Start that version, or move the file away to start with an empty one.`,
    )
}

/** A connection that refuses to write, and that replaces itself after a failure. */
async function readOnly(connect: () => Client, local: boolean): Promise<Client> {
  const client = connect()
  const execute = client.execute.bind(client)
  const guard = async () => {
    if (local) await execute('PRAGMA query_only = ON')
  }
  await guard()
  client.execute = (async (...statement: [InStatement]) => {
    const [asked] = statement
    if (typeof asked === 'object') refuseNul(Object.values(asked.args ?? {}))
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

async function readFault(client: Client): Promise<string | undefined> {
  try {
    await client.execute('SELECT 1 FROM sqlite_schema LIMIT 1')
    return undefined
  } catch (error) {
    return faultIn(error) ?? 'The database does not answer.'
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, InStatement, ResultSet, Row } from '@libsql/client'
import type { BatchItem } from 'drizzle-orm/batch'
import { Busy, CannotStore, faultIn, isTaken, NulInText, passing } from './faults.ts'

/** Writes that may wait for their turn; one more is refused, so that a slow disk cannot eat the memory. */
const longestQueue = 512

/** How long a write keeps trying while another process holds the file, in ms. */
const patience = 8_000

/** How long the server remembers that a batch was written, in ms: far longer than anybody tries again. */
const remembered = 3_600_000

export type Query = BatchItem<'sqlite'>

/** Queries, or a function that makes them when their turn has come: what it reads cannot change before they run. */
export type Writes = readonly Query[] | (() => readonly Query[] | Promise<readonly Query[]>)

/** A query that nobody waits for, or a function that makes it when its second is over. */
export type Note = Query | (() => Query)

/** What drizzle's own batch uses of a query; its batch cannot begin with a write lock. */
interface Prepared {
  _prepare(): { getQuery(): { sql: string; params: unknown[] } }
}

/** Writes statements as one batch, trying again for so long, in ms. */
type Commit = (statements: readonly InStatement[], patience: number) => Promise<readonly ResultSet[]>

/** Notes are gathered for so long, in ms. */
const gathering = 1_000

/** Notes that may wait; they are small, and readers must not fill the memory with them. */
const mostNotes = 5_000

/** One batch at a time, first come first served, tried again while that can help. */
export class WriteQueue {
  readonly #writer: Client
  readonly #commit: Commit
  #waiting = 0
  #tail: Promise<unknown> = Promise.resolve()
  #closed = false
  #fault: string | undefined
  #notes: Note[] = []
  #gathering: NodeJS.Timeout | undefined

  constructor(writer: Client, commit: Commit) {
    this.#writer = writer
    this.#commit = commit
  }

  /** Why the last write failed, unless one has worked since. */
  get fault(): string | undefined {
    return this.#fault
  }

  /** What was noted before comes first: an erasure must find it. */
  add(queries: Writes): Promise<readonly (readonly Row[])[]> {
    this.settle().catch(() => {})
    return this.#add(queries)
  }

  #add(queries: Writes): Promise<readonly (readonly Row[])[]> {
    if (this.#closed) return Promise.reject(new Busy('The store is closing.'))
    if (this.#waiting >= longestQueue)
      return Promise.reject(new Busy(`${longestQueue} writes are waiting already.`))
    this.#waiting++
    const turn = this.#tail.then(() => this.#run(queries)).finally(() => this.#waiting--)
    this.#tail = turn.catch(() => {})
    return turn
  }

  note(query: Note): void {
    if (this.#closed || this.#notes.length >= mostNotes) return
    this.#notes.push(query)
    this.#gathering ??= setTimeout(() => this.settle().catch(() => {}), gathering).unref()
  }

  /** Writes the notes that wait; resolves when all before them are written too. */
  async settle(): Promise<void> {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    const notes = this.#notes
    this.#notes = []
    if (notes.length > 0)
      await this.#add(() => notes.map((note) => (typeof note === 'function' ? note() : note)))
    else await this.#tail
  }

  async close(): Promise<void> {
    await this.settle().catch(() => {})
    this.#closed = true
    await this.#tail
  }

  async #run(writes: Writes): Promise<readonly (readonly Row[])[]> {
    const queries = typeof writes === 'function' ? await writes() : writes
    const statements = queries.map((query): InStatement => {
      const { sql, params } = (query as unknown as Prepared)._prepare().getQuery()
      refuseNul(params)
      return { sql, args: params as string[] }
    })
    try {
      // After a failure one try is enough to see whether it works again; a queue of patient ones would take hours.
      const results = await this.#commit(statements, this.#fault ? 0 : patience)
      this.#fault = undefined
      return statements.map((_, at) => results[at]?.rows ?? [])
    } catch (error) {
      const fault = faultIn(error)
      if (!fault) throw error
      this.#fault = fault
      await this.#writer.reconnect()
      throw new CannotStore(fault)
    }
  }
}

/**
 * Commits to a file, whose driver may report what it never wrote: each batch moves a heartbeat, which must be seen
 * through the second connection.
 */
export function commitToFile(writer: Client, reader: Client): Commit {
  const beat = 'UPDATE heartbeat SET beat = beat + 1, at = ? WHERE id = 1 RETURNING beat'
  return (statements, forMs) =>
    patiently(
      writer,
      async () => {
        const results = await writer.batch([...statements, { sql: beat, args: [Date.now()] }], 'write')
        const written = Number(results.at(-1)?.rows[0]?.['beat'])
        const seen = await reader.execute('SELECT beat FROM heartbeat WHERE id = 1')
        if (Number(seen.rows[0]?.['beat']) < written) throw new Unseen()
        return results
      },
      forMs,
    )
}

/**
 * Commits to a server, whose answer may get lost after it has written: each batch has an id that is written with it,
 * so a batch that is sent again is written once. Rows that its queries returned are lost with the answer.
 */
export function commitToServer(writer: Client): Commit {
  return (statements, forMs) => {
    const id = randomUUID()
    const now = Date.now()
    const mark = [
      { sql: 'INSERT INTO batches (id, at) VALUES (?, ?)', args: [id, now] },
      { sql: 'DELETE FROM batches WHERE at < ?', args: [now - remembered] },
    ]
    const send = async () => {
      try {
        return await writer.batch([...statements, ...mark], 'write')
      } catch (error) {
        if (!passing(error) && !isTaken(error)) throw error
        const { rows } = await writer.execute({ sql: 'SELECT 1 FROM batches WHERE id = ?', args: [id] })
        if (rows.length === 0) throw error
        return []
      }
    }
    return patiently(writer, send, forMs)
  }
}

/** libSQL and SQLite end a text at its NUL: "m-1\0x" would be stored, and found, as "m-1". */
export function refuseNul(params: readonly unknown[]): void {
  if (params.some((param) => typeof param === 'string' && param.includes('\0')))
    throw new NulInText('A text with the control character NUL (U+0000) cannot be stored or looked for.')
}

/** The batch claimed success and a second connection cannot see it: the driver's lost write. */
class Unseen extends Error {
  readonly code = 'SQLITE_BUSY'
}

/** Runs `work` again, on a new connection each time, while the file is held by somebody else. */
export async function patiently<T>(client: Client, work: () => Promise<T>, forMs = patience): Promise<T> {
  const until = Date.now() + forMs
  for (let wait = 10; ; wait = Math.min(wait * 2, 250)) {
    try {
      return await work()
    } catch (error) {
      if (!passing(error)) throw error
      // The failed statement is never reset: without a new connection later writes are reported and lost.
      await client.reconnect()
      if (Date.now() >= until) {
        if (faultIn(error)) throw error
        throw new Busy(`The database stayed locked for ${patience / 1000} seconds.`)
      }
      await pause(wait)
    }
  }
}

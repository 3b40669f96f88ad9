import type { InStatement, Row } from '@libsql/client'
import type { BatchItem } from 'drizzle-orm/batch'
import { patience, type Writer } from './commit.ts'
import { Busy, CannotStore, faultIn, NulInText } from './faults.ts'

/** Writes that may wait for their turn; one more is refused, so that a slow disk cannot eat the memory. */
const longestQueue = 512

export type Query = BatchItem<'sqlite'>

/** Queries, or a function that makes them when their turn has come: what it reads cannot change before they run. */
export type Writes = readonly Query[] | (() => readonly Query[] | Promise<readonly Query[]>)

/** A query that nobody waits for, or a function that makes it when its second is over. */
export type Note = Query | (() => Query)

/** What drizzle's own batch uses of a query; its batch cannot begin with a write lock. */
interface Prepared {
  _prepare(): { getQuery(): { sql: string; params: unknown[] } }
}

/** Notes are gathered for so long, in ms. */
const gathering = 1_000

/** Notes that may wait; they are small, and readers must not fill the memory with them. */
const mostNotes = 5_000

/** Somebody who waits for their queries to be written. */
interface Waiting {
  readonly writes: Writes
  readonly resolve: (rows: readonly (readonly Row[])[]) => void
  readonly reject: (error: unknown) => void
}

/**
 * One batch at a time, first come first served. Those who wait while one is written are written together in the next:
 * one sync of the disk for all of them (group commit). Whoever reads first, by a function, is written alone.
 */
export class WriteQueue {
  readonly #writer: Writer
  #waiting: Waiting[] = []
  #underWay = 0
  #tail: Promise<unknown> = Promise.resolve()
  #working = false
  #closed = false
  #fault: string | undefined
  #notes: Note[] = []
  #gathering: NodeJS.Timeout | undefined

  constructor(writer: Writer) {
    this.#writer = writer
  }

  /** Why the last write failed, unless one has worked since. */
  get fault(): string | undefined {
    return this.#fault
  }

  /** What was noted before comes first: an erasure must find it. */
  add(writes: Writes): Promise<readonly (readonly Row[])[]> {
    this.settle().catch(() => {})
    return this.#add(writes)
  }

  #add(writes: Writes): Promise<readonly (readonly Row[])[]> {
    if (this.#closed) return Promise.reject(new Busy('The store is closing.'))
    if (this.#waiting.length + this.#underWay >= longestQueue)
      return Promise.reject(new Busy(`${longestQueue} writes are waiting already.`))
    const { promise, resolve, reject } = Promise.withResolvers<readonly (readonly Row[])[]>()
    this.#waiting.push({ writes, resolve, reject })
    // One that is refused early must not pass for the end of those before it.
    this.#tail = Promise.all([this.#tail, promise.catch(() => {})])
    if (!this.#working) this.#work()
    return promise
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
    if (notes.length > 0) await this.#add(notes.map((note) => (typeof note === 'function' ? note() : note)))
    else await this.#tail
  }

  async close(): Promise<void> {
    await this.settle().catch(() => {})
    this.#closed = true
    await this.#tail
    await this.#writer.close()
  }

  async #work(): Promise<void> {
    this.#working = true
    // Others of the same moment come along.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const reads = this.#waiting.findIndex(({ writes }) => typeof writes === 'function')
      const group = this.#waiting.splice(0, reads === -1 ? this.#waiting.length : Math.max(1, reads))
      this.#underWay = group.length
      await this.#run(group)
      this.#underWay = 0
    }
    this.#working = false
  }

  /** Never throws: whoever waits hears of it. */
  async #run(group: readonly Waiting[]): Promise<void> {
    const ready: { one: Waiting; statements: InStatement[] }[] = []
    for (const one of group) {
      try {
        const queries = typeof one.writes === 'function' ? await one.writes() : one.writes
        ready.push({ one, statements: queries.map(statementOf) })
      } catch (error) {
        one.reject(error)
      }
    }
    if (ready.length === 0) return
    try {
      // After a failure one try is enough to see whether it works again; a queue of patient ones would take hours.
      const all = ready.flatMap(({ statements }) => statements)
      const rows = await this.#writer.commit(all, this.#fault ? 0 : patience)
      this.#fault = undefined
      let at = 0
      for (const { one, statements } of ready) one.resolve(statements.map(() => rows[at++] ?? []))
    } catch (error) {
      const fault = faultIn(error)
      if (fault) this.#fault = fault
      // What the database says of one's queries is nothing to the others.
      if (!fault && !(error instanceof Busy) && ready.length > 1)
        for (const { one } of ready) await this.#run([one])
      else for (const { one } of ready) one.reject(fault ? new CannotStore(fault) : error)
    }
  }
}

function statementOf(query: Query): InStatement {
  const { sql, params } = (query as unknown as Prepared)._prepare().getQuery()
  refuseNul(params)
  return { sql, args: params as string[] }
}

/** libSQL and SQLite end a text at its NUL: "m-1\0x" would be stored, and found, as "m-1". */
export function refuseNul(params: readonly unknown[]): void {
  if (params.some((param) => typeof param === 'string' && param.includes('\0')))
    throw new NulInText('A text with the control character NUL (U+0000) cannot be stored or looked for.')
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, InStatement, Row } from '@libsql/client'
import { Busy, faultIn, isTaken, passing } from './faults.ts'

/** How long a write keeps trying while another process holds the file, in ms. */
export const patience = 8_000

/** How long the server remembers that a batch was written, in ms: far longer than anybody tries again. */
const remembered = 3_600_000

/** Where batches are written, one at a time. */
export interface Writer {
  /**
   * Writes statements as one batch, trying again for so long, in ms; gives the rows of each, none where they were lost.
   * After a failure the next batch has a new connection.
   */
  commit(statements: readonly InStatement[], forMs: number): Promise<readonly (readonly Row[])[]>
  close(): Promise<void>
}

/**
 * Writes a file, whose driver may report what it never wrote: each batch moves a heartbeat, which must be seen through
 * the second connection. That one is this writer's own, and is replaced before a batch counts as lost and is sent again.
 */
export function fileWriter(writer: Client, reader: Client): Writer {
  const beat = 'UPDATE heartbeat SET beat = beat + 1, at = ? WHERE id = 1 RETURNING beat'
  const seen = async () => {
    const { rows } = await reader.execute('SELECT beat FROM heartbeat WHERE id = 1')
    return Number(rows[0]?.['beat'])
  }
  const send = async (statements: readonly InStatement[]) => {
    const results = await writer.batch([...statements, { sql: beat, args: [Date.now()] }], 'write')
    const written = Number(results.at(-1)?.rows[0]?.['beat'])
    if ((await seen().catch(() => -1)) < written) {
      await reader.reconnect()
      if ((await seen()) < written) throw new Unseen()
    }
    return results.slice(0, -1).map(({ rows }) => rows)
  }
  return {
    commit: (statements, forMs) => onceMore(writer, () => patiently(writer, () => send(statements), forMs)),
    async close() {
      // Leaves one whole file behind, so that copying it is a backup.
      await writer.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => {})
    },
  }
}

/**
 * Writes to a server, whose answer may get lost after it has written: each batch has an id that is written with it, so a
 * batch that is sent again is written once. Rows that its queries returned are lost with the answer.
 */
export function serverWriter(writer: Client): Writer {
  return {
    commit(statements, forMs) {
      const id = randomUUID()
      const now = Date.now()
      const mark = [
        { sql: 'INSERT INTO batches (id, at) VALUES (?, ?)', args: [id, now] },
        { sql: 'DELETE FROM batches WHERE at < ?', args: [now - remembered] },
      ]
      const send = async () => {
        try {
          const results = await writer.batch([...statements, ...mark], 'write')
          return results.slice(0, statements.length).map(({ rows }) => rows)
        } catch (error) {
          if (!passing(error) && !isTaken(error)) throw error
          const { rows } = await writer.execute({ sql: 'SELECT 1 FROM batches WHERE id = ?', args: [id] })
          if (rows.length === 0) throw error
          return []
        }
      }
      return onceMore(writer, () => patiently(writer, send, forMs))
    },
    close: () => Promise.resolve(),
  }
}

/** The batch claimed success and a second connection cannot see it: the driver's lost write. */
class Unseen extends Error {
  readonly code = 'SQLITE_BUSY'
}

/** What the operator can mend may be mended at the next batch, which gets a new connection. */
async function onceMore<T>(client: Client, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (faultIn(error)) await client.reconnect()
    throw error
  }
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

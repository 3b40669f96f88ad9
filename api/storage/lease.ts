import { setInterval as every } from 'node:timers'
import type { Client } from '@libsql/client'
import { CannotOpen } from './faults.ts'

/** A lease without a sign of life for this long belongs to nobody, in ms. */
const life = 30_000

/** A writer's claim on a database that lies on a server. */
export interface Lease {
  release(): Promise<void>
}

/**
 * Refuses a second writer where no file can be locked: a row of the database says who writes, and since when it was
 * last seen. Two processes on one server have not been tried; until they are, one writes.
 *
 * @param owner a random name of this process; it may take its own lease again
 * @throws {CannotOpen} while another process holds it
 */
export async function takeLease(client: Client, name: string, owner: string): Promise<Lease> {
  const now = Date.now()
  const results = await client.batch(
    [
      'CREATE TABLE IF NOT EXISTS lease (id INTEGER PRIMARY KEY, owner TEXT, at INTEGER NOT NULL)',
      'INSERT OR IGNORE INTO lease (id, owner, at) VALUES (1, NULL, 0)',
      {
        sql: 'UPDATE lease SET owner = ?, at = ? WHERE id = 1 AND (owner IS NULL OR owner = ? OR at < ?)',
        args: [owner, now, owner, now - life],
      },
    ],
    'write',
  )
  if (results.at(-1)?.rowsAffected === 0)
    throw new CannotOpen(
      `The database on ${name} is in use by another Kindred process, or was until moments ago. Stop that one, or wait ${life / 1000} seconds.`,
    )
  const renewal = every(() => {
    client
      .execute({ sql: 'UPDATE lease SET at = ? WHERE owner = ?', args: [Date.now(), owner] })
      .catch(() => client.reconnect())
  }, life / 3)
  renewal.unref()
  return {
    async release() {
      clearInterval(renewal)
      await client
        .execute({ sql: 'UPDATE lease SET owner = NULL WHERE owner = ?', args: [owner] })
        .catch(() => {})
    },
  }
}

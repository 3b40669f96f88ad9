import { createHmac } from 'node:crypto'
import { eq, inArray, lt, sql } from 'drizzle-orm'
import { limits } from './limits-schema.ts'
import type { Query, Store } from './store.ts'

/** So many tries of one kind within a time. */
export interface Limit {
  readonly kind: string
  /** Whose tries: an address, an account, a visitor; `''` for everybody's together. */
  readonly of: string
  readonly times: number
  /** In ms. */
  readonly within: number
}

/**
 * Counts one try against all of `asked`, or against none of them when one is used up; gives the ms to wait, 0 when it
 * was counted. The generic cell rate algorithm (GCRA): a row holds one instant, which each try moves by
 * `within / times`; a try is refused when that would lead further than `within` ahead. One statement, so it holds with
 * several processes. A row whose instant is past says nothing, so sweeping such rows lets nobody in: however many keys
 * an attacker makes, no other key loses its count.
 */
export async function takeTry(
  { db, write }: Store,
  secret: Uint8Array,
  asked: readonly Limit[],
  now: number,
): Promise<number> {
  const rows = asked.map((limit) => {
    const step = Math.round(limit.within / limit.times)
    return sql`(${keyOf(secret, limit)}, ${step}, ${limit.within})`
  })
  const asks = sql`WITH asked (key, step, within) AS (VALUES ${sql.join(rows, sql`, `)})`
  const [counted = []] = await write([
    db.all(sql`${asks} INSERT INTO limits (key, until) SELECT key, ${now} + step FROM asked
      WHERE NOT EXISTS (SELECT 1 FROM asked JOIN limits USING (key)
        WHERE max(until, ${now}) + step > ${now} + within)
      ON CONFLICT (key) DO UPDATE SET until = max(limits.until, ${now}) + excluded.until - ${now}
      RETURNING key`) as unknown as Query,
  ])
  if (counted.length > 0) return 0
  const [waits] = await db.all<{ wait: number }>(
    sql`${asks} SELECT max(until + step - within - ${now}) AS wait FROM asked JOIN limits USING (key)`,
  )
  return Math.max(1, waits?.wait ?? 1)
}

/** Takes one try back from each: it was not made, or it was right. */
export async function giveBack(
  { db, write }: Store,
  secret: Uint8Array,
  counted: readonly Limit[],
): Promise<void> {
  await write(
    counted.map((limit) =>
      db
        .update(limits)
        .set({ until: sql`${limits.until} - ${Math.round(limit.within / limit.times)}` })
        .where(eq(limits.key, keyOf(secret, limit))),
    ),
  )
}

/** Forgets every try of these. */
export async function forgetTries(
  { db, write }: Store,
  secret: Uint8Array,
  counted: readonly Limit[],
): Promise<void> {
  const keys = counted.map((limit) => keyOf(secret, limit))
  await write([db.delete(limits).where(inArray(limits.key, keys))])
}

/** Rows that say nothing any longer. */
export function sweepLimits({ db }: Store, now: number): Query {
  return db.delete(limits).where(lt(limits.until, now))
}

function keyOf(secret: Uint8Array, { kind, of }: Limit): string {
  return createHmac('sha256', secret).update(`limit\0${kind}\0${of}`).digest('base64url').slice(0, 22)
}

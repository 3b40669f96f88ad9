import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { change } from './staff-change.ts'
import { apiKeys } from './staff-schema.ts'
import { hashed, newToken } from './staff-token.ts'
import type { Store } from './store.ts'

/** What a key may be made for; each opens the routes that name it. */
export const scopes = ['profiles', 'desk', 'library'] as const
export type Scope = (typeof scopes)[number]
export const scopesSchema = z.array(z.enum(scopes)).min(1)
export const keyNameSchema = z.string().trim().min(1).max(100)

/** Before a secret, so that a scanner of repositories knows one when it sees it. */
export const keyPrefix = 'kin_'

export interface ApiKey {
  /** Names the key, opens nothing: the first 12 digits of its hash. */
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Staff id, or `command`. */
  readonly by: string
  readonly created: number
  /** Day of the last use, milliseconds since 1970; null before the first. */
  readonly used: number | null
  readonly revoked: number | null
}

const day = 86_400_000
const idLength = 12

/** Makes a key; its secret is in the answer and nowhere else. */
export function makeKey(
  store: Store,
  made: { name: string; scopes: readonly Scope[]; by: string },
): Promise<{ id: string; secret: string }> {
  const secret = keyPrefix + newToken()
  const id = hashed(secret)
  return change(store, (at) => ({
    value: { id: id.slice(0, idLength), secret },
    write: {
      queries: [store.db.insert(apiKeys).values({ ...made, scopes: [...made.scopes], id, created: at })],
      entry: {
        by: made.by,
        what: 'key.made',
        object: id.slice(0, idLength),
        detail: { name: made.name, scopes: made.scopes },
      },
    },
  }))
}

/** Every key, revoked ones too, the newest first. */
export async function listKeys({ db }: Store): Promise<ApiKey[]> {
  const rows = await db.select().from(apiKeys).orderBy(desc(apiKeys.created))
  return rows.map(asKey)
}

/** Ends a key at once; false when there is none of this id that still works. */
export function revokeKey(store: Store, { id, by }: { id: string; by: string }): Promise<boolean> {
  return change(store, async (at) => {
    const working = await store.db.select().from(apiKeys).where(isNull(apiKeys.revoked))
    const key = working.find((one) => asKey(one).id === id)
    if (!key) return { value: false }
    return {
      value: true,
      write: {
        queries: [store.db.update(apiKeys).set({ revoked: at }).where(eq(apiKeys.id, key.id))],
        entry: { by, what: 'key.revoked', object: id, detail: { name: key.name } },
      },
    }
  })
}

/** The key of this secret while it works; its use is noted once a day. */
export async function keyOf({ db, note }: Store, secret: string, now: number): Promise<ApiKey | undefined> {
  const id = hashed(secret)
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revoked)))
  if (!row) return undefined
  const today = now - (now % day)
  if (row.used !== today) note(db.update(apiKeys).set({ used: today }).where(eq(apiKeys.id, id)))
  return asKey(row)
}

function asKey(row: typeof apiKeys.$inferSelect): ApiKey {
  return { ...row, id: row.id.slice(0, idLength), scopes: row.scopes as Scope[] }
}

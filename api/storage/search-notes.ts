import { randomFillSync } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { searches } from './app-schema.ts'
import type { Query, Store } from './store.ts'

type Column = 'key' | 'at' | 'query' | 'locale' | 'total' | 'segments' | 'filters' | 'visitor'
type SearchRow = Required<Pick<typeof searches.$inferInsert, Column>>

/** Searches whose note may still wait; many more than are made in a second. */
const mostRecent = 20_000

/** Searches of one statement, so that a full queue drops few. */
const mostRows = 500

/** What a store's searches of this second are: by key, and in the statement that is being gathered. */
interface Gathered {
  /** Key → locale, also of those that are written. */
  readonly keys: LRUCache<string, string>
  rows: SearchRow[]
}

const gathered = new WeakMap<Store, Gathered>()

const keyBytes = 16
/** Random bytes for the next keys: asking the system for each takes longer than ordering what was found. */
const random = Buffer.alloc(256 * keyBytes)
let used = random.length

/** Names one search: 128 random bits, base64url. */
export function newSearchKey(): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  used += keyBytes
  return random.toString('base64url', used - keyBytes, used)
}

/** Notes a search; it is written within a second, together with the others of that second. */
export function noteSearch(store: Store, row: SearchRow): void {
  const known = gatheredBy(store)
  if (row.key) known.keys.set(row.key, row.locale)
  if (known.rows.length === 0 || known.rows.length === mostRows) {
    const rows: SearchRow[] = []
    known.rows = rows
    store.note(() => {
      if (known.rows === rows) known.rows = []
      return insertOf(store, rows)
    })
  }
  known.rows.push(row)
}

/** One parameter whatever the number of rows: drizzle would put together ten a row, which takes as long as a small search. */
function insertOf({ db }: Store, rows: readonly SearchRow[]): Query {
  return db.run(sql`
    INSERT INTO searches (key, at, query, locale, total, segments, filters, visitor)
    SELECT value ->> 'key', value ->> 'at', value ->> 'query', value ->> 'locale', value ->> 'total',
      value -> 'segments', value -> 'filters', value ->> 'visitor'
    FROM json_each(${JSON.stringify(rows)})`)
}

/** The locale of a search that may not be written yet. */
export function recentSearch(store: Store, key: string): { readonly locale: string } | undefined {
  const locale = gatheredBy(store).keys.get(key)
  return locale === undefined ? undefined : { locale }
}

function gatheredBy(store: Store): Gathered {
  const known = gathered.get(store) ?? { keys: new LRUCache<string, string>({ max: mostRecent }), rows: [] }
  gathered.set(store, known)
  return known
}

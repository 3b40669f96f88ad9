import { LRUCache } from 'lru-cache'
import { searches } from './app-schema.ts'
import type { Store } from './store.ts'

type SearchRow = typeof searches.$inferInsert

/** Searches whose note may still wait; many more than are made in a second. */
const mostRecent = 20_000

/** Searches of one statement: SQLite takes 32,766 values, and a row has ten. */
const mostRows = 500

/** What a store's searches of this second are: by key, and in the statement that is being gathered. */
interface Gathered {
  /** Key → locale, also of those that are written. */
  readonly keys: LRUCache<string, string>
  rows: SearchRow[]
}

const gathered = new WeakMap<Store, Gathered>()

/** Notes a search; it is written within a second, together with the others of that second. */
export function noteSearch(store: Store, row: SearchRow): void {
  const known = gatheredBy(store)
  if (row.key) known.keys.set(row.key, row.locale)
  if (known.rows.length === 0 || known.rows.length === mostRows) {
    const rows: SearchRow[] = []
    known.rows = rows
    store.note(() => {
      if (known.rows === rows) known.rows = []
      return store.db.insert(searches).values(rows)
    })
  }
  known.rows.push(row)
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

import { LRUCache } from 'lru-cache'
import { searches } from './app-schema.ts'
import type { Store } from './store.ts'

/** Searches whose note may still wait; many more than are made in a second. */
const mostRecent = 20_000

/** Key → locale of searches that were noted lately, by store. */
const recent = new WeakMap<Store, LRUCache<string, string>>()

/** Notes a search; it is written within a second. */
export function noteSearch(store: Store, row: typeof searches.$inferInsert): void {
  if (row.key) recentOf(store).set(row.key, row.locale)
  store.note(store.db.insert(searches).values(row))
}

/** The locale of a search that may not be written yet. */
export function recentSearch(store: Store, key: string): { readonly locale: string } | undefined {
  const locale = recentOf(store).get(key)
  return locale === undefined ? undefined : { locale }
}

function recentOf(store: Store): LRUCache<string, string> {
  const keys = recent.get(store) ?? new LRUCache<string, string>({ max: mostRecent })
  recent.set(store, keys)
  return keys
}

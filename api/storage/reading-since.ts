import { and, count, eq, gte, sql } from 'drizzle-orm'
import { searches, votes } from './app-schema.ts'
import type { Store } from './store.ts'

/** Searches that ended in reading an article, and votes about it, since a day, `YYYY-MM-DD`. */
export async function readingSince(
  store: Store,
  article: string,
  since: string,
): Promise<{ read: number; votes: { yes: number; of: number } }> {
  const from = Date.parse(`${since}T00:00:00Z`)
  const [found] = await store.db
    .select({ n: count() })
    .from(searches)
    .where(and(gte(searches.at, from), eq(searches.opened, article)))
  const [voted] = await store.db
    .select({ n: count(), yes: sql<number | null>`sum(${votes.helpful})` })
    .from(votes)
    .where(and(gte(votes.updatedAt, from), eq(votes.article, article)))
  return { read: found?.n ?? 0, votes: { yes: voted?.yes ?? 0, of: voted?.n ?? 0 } }
}

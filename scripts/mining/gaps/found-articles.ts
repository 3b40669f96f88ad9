import type { Finder } from '#content/library/find.ts'
import type { Reading } from '#scripts/mining/corpus.ts'
import { isTicket } from './demand.ts'
import { longest } from './search-votes.ts'

/** Newest tickets that are searched for: so many tell a share to within a third of a percentage point, in seconds. */
const searched = 20_000

/**
 * The article that search gives first for each ticket's own words, null where it gives none. A topic is a mixture: its
 * tickets ask for several articles, and counted under one, or under none where the topic is open, they hardly tell
 * segments apart. Of very many tickets the newest are searched for; the others, and what asks nothing, are absent.
 */
export function foundArticles(
  { ordered, cleanAt, pools }: Pick<Reading, 'ordered' | 'cleanAt' | 'pools'>,
  finder: Finder,
): Map<string, string | null> {
  const asking = [...pools].flatMap(([language, positions]) =>
    positions.flatMap((at) => {
      const { id, createdAt = '' } = ordered[at]!
      return isTicket(ordered[at]!) ? { id, createdAt, at, language } : []
    }),
  )
  const newest = asking.sort((a, b) => compare(b.createdAt, a.createdAt) || compare(a.id, b.id))
  return new Map(
    newest.slice(0, searched).map(({ id, at, language }) => {
      const query = cleanAt(at).said.slice(0, longest)
      return [id, finder.find({ query, locale: language, limit: 1 })[0]?.article.id ?? null]
    }),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

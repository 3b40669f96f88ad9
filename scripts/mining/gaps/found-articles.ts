import type { Finder } from '#content/library/find.ts'
import { longest } from './search-votes.ts'

/** Newest tickets that are searched for: so many tell a share to within a third of a percentage point, in seconds. */
const searched = 20_000

/** A ticket that asks something. */
export interface SearchedTicket {
  readonly id: string
  readonly language: string
  /** ISO 8601 */
  readonly createdAt?: string | undefined
}

/**
 * The article that search gives first for each ticket's own words, null where it gives none. A topic is a mixture: its
 * tickets ask for several articles, and counted under one, or under none where the topic is open, they hardly tell
 * segments apart. Of very many tickets the newest are searched for; the others are absent.
 *
 * @param said a ticket's words, without greeting and signature
 */
export function foundArticles<Ticket extends SearchedTicket>(
  tickets: readonly Ticket[],
  said: (ticket: Ticket) => string,
  finder: Finder,
): Map<string, string | null> {
  const newest = tickets
    .toSorted((a, b) => compare(b.createdAt ?? '', a.createdAt ?? '') || compare(a.id, b.id))
    .slice(0, searched)
  return new Map(
    newest.map((ticket) => {
      const query = said(ticket).slice(0, longest)
      const [first] = finder.find({ query, locale: ticket.language, limit: 1 })
      return [ticket.id, first?.article.id ?? null]
    }),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

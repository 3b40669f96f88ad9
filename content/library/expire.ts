import type { Library } from '../model/library.ts'
import { heldBack, instantOf } from '../model/publication.ts'

/** The library at a later moment than it was read at: what has expired since is held back. */
export function expire(library: Library, now: Date): Library {
  const clock = { now, zone: library.site.timezone }
  const { public: articles = [], expired = [] } = Object.groupBy(library.articles, (article) =>
    heldBack(article, clock) === 'expired' ? 'expired' : 'public',
  )
  if (expired.length === 0) return library
  const held = expired.map((article) => ({ ...article, held: 'expired' as const }))
  return { ...library, articles, drafts: [...library.drafts, ...held] }
}

/** The instants at which public articles expire, in ms since 1970, the first first. */
export function expiries({ articles, site }: Library): number[] {
  return articles
    .flatMap(({ expires_at }) => (expires_at ? (instantOf(expires_at, site.timezone) ?? []) : []))
    .sort((a, b) => a - b)
}

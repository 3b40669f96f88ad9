import { articleFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import type { Segment } from '#content/model/segment.ts'
import { library } from './library.ts'

/** Pages of all segments in all locales. */
export function frontDoors() {
  return library.site.locales.flatMap((locale) =>
    library.segments.map((segment) => ({ params: { locale, segment: segment.id }, props: { segment } })),
  )
}

/** What the editors put before a segment, as its readers in a locale see it: their list, then what is written for it. */
export function articlesOf(segment: Segment, locale: string): Article[] {
  const written = library.articles.filter(({ segments }) => segments.includes(segment.id))
  const ids = new Set([...segment.suggest, ...written.map(({ id }) => id)])
  return [...ids].flatMap((id) => articleFor(library, id, locale) ?? [])
}

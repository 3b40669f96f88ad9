import { articleFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { library } from './library.ts'
import { strings } from './strings.ts'

/** Pages of all segments in all locales. */
export function frontDoors() {
  return library.site.locales.flatMap((locale) =>
    library.segments.map((segment) => ({ params: { locale, segment: segment.id }, props: { segment } })),
  )
}

/** What a front door is called: by the company, or "Help for travellers". */
export function doorTitle({ front, people, label }: Segment, locale: string): string {
  const [first = 'en'] = library.site.locales
  const named = say(front?.title, locale, first)
  return named || strings(locale).frontTitle.replace('{people}', () => say(people ?? label, locale, first))
}

/** What the editors put before a segment, as its readers in a locale see it: their list, then what is written for it. */
export function articlesOf(segment: Segment, locale: string): Article[] {
  const written = library.articles.filter(({ segments }) => segments.includes(segment.id))
  const ids = new Set([...segment.suggest, ...written.map(({ id }) => id)])
  return [...ids].flatMap((id) => articleFor(library, id, locale) ?? [])
}

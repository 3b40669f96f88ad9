import type { Article } from '#content/model/article.ts'
import { say } from '#content/model/locale.ts'
import { escapeText } from '#core/assemble.ts'
import { library } from './library.ts'

/** Entries of a feed: what changed lately, not the whole library. */
const most = 50

export interface Feed {
  readonly locale: string
  /** What it is about, beside the site's name; '' for all. */
  readonly about: string
  /** Of the page it belongs to. */
  readonly path: string
  readonly articles: readonly Article[]
  readonly origin: URL
}

/** Atom (RFC 4287): the articles written in the locale whose last change is known, the newest first. */
export function atomFeed({ locale, about, path, articles, origin }: Feed): Response {
  const [first = 'en'] = library.site.locales
  const site = say(library.site.title, locale, first) || library.site.name
  const address = (to: string) => escapeText(new URL(to, origin).href)
  const written = articles
    .filter((article) => article.locale === locale && article.updatedBy !== undefined)
    .toSorted((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : a.id < b.id ? -1 : 1))
    .slice(0, most)
  const at = (day: string) => `${day}T00:00:00Z`
  const entries = written.map(
    ({ title, description, url, updated }) => `<entry>
<id>${address(url)}</id><title>${escapeText(title)}</title><updated>${at(updated)}</updated>
<link rel="alternate" type="text/html" href="${address(url)}"/>${description ? `<summary>${escapeText(description)}</summary>` : ''}
</entry>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<id>${address(path)}</id><title>${escapeText(about ? `${about} – ${site}` : site)}</title><updated>${at(written[0]?.updated ?? '1970-01-01')}</updated>
<author><name>${escapeText(library.site.name)}</name></author>
<link rel="self" type="application/atom+xml" href="${address(`${path}feed.xml`)}"/><link rel="alternate" type="text/html" href="${address(path)}"/>
${entries.join('\n')}
</feed>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}

import type { APIRoute } from 'astro'
import { canonicalAddress, pathOfAlias } from '#content/model/addresses.ts'
import { library } from '#site/library.ts'

/** Earlier addresses of articles and where they lead now; our server answers them with 301. */
export const GET: APIRoute = () => {
  const pairs = library.articles.flatMap(({ aliases, locale, url }) =>
    aliases.map((alias) => [pathOfAlias(alias, locale), url] as const),
  )
  // A section has no page of its own: it stands on its shelf.
  for (const locale of library.site.locales)
    for (const { id, sections = [] } of library.categories)
      for (const section of sections)
        pairs.push([canonicalAddress(`/${locale}/${id}/${section.id}/`), `/${locale}/${id}/#${section.id}`])
  return new Response(JSON.stringify(Object.fromEntries(pairs.filter(([from, to]) => from !== to))), {
    headers: { 'Content-Type': 'application/json' },
  })
}

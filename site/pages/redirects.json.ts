import type { APIRoute } from 'astro'
import { pathOfAlias } from '#content/model/addresses.ts'
import { library } from '#site/library.ts'

/** Earlier addresses of articles and where they lead now; our server answers them with 301. */
export const GET: APIRoute = () => {
  const pairs = library.articles.flatMap(({ aliases, locale, url }) =>
    aliases.map((alias) => [pathOfAlias(alias, locale), url] as const),
  )
  return new Response(JSON.stringify(Object.fromEntries(pairs.filter(([from, to]) => from !== to))), {
    headers: { 'Content-Type': 'application/json' },
  })
}

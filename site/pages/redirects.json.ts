import type { APIRoute } from 'astro'
import { library } from '#site/library.ts'

/** Earlier addresses of articles and where they lead now; our server answers them with 301. */
export const GET: APIRoute = () => {
  const pairs = library.articles.flatMap(({ aliases, locale, url }) =>
    aliases.map((alias) => [pathOf(alias, locale), url] as const),
  )
  return new Response(JSON.stringify(Object.fromEntries(pairs.filter(([from, to]) => from !== to))), {
    headers: { 'Content-Type': 'application/json' },
  })
}

/** `/en/cards/old/` from that, from `cards/old` in an English article, or with a slash missing at the end. */
function pathOf(alias: string, locale: string): string {
  const path = alias.startsWith('/') ? alias : `/${locale}/${alias}`
  return path.endsWith('/') ? path : `${path}/`
}

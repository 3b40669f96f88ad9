import type { APIRoute } from 'astro'
import { atomFeed } from '#site/feed.ts'
import { library } from '#site/library.ts'

export function getStaticPaths() {
  return library.site.locales.map((locale) => ({ params: { locale } }))
}

/** What changed lately in the whole library. */
export const GET: APIRoute = ({ params: { locale = '' }, site, url }) =>
  atomFeed({ locale, about: '', path: `/${locale}/`, articles: library.articles, origin: site ?? url })

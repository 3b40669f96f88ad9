import type { APIRoute } from 'astro'
import { say } from '#content/model/locale.ts'
import { atomFeed } from '#site/feed.ts'
import { library } from '#site/library.ts'

export function getStaticPaths() {
  const { site, categories } = library
  return site.locales.flatMap((locale) => categories.map(({ id }) => ({ params: { locale, category: id } })))
}

/** What changed lately on one shelf. */
export const GET: APIRoute = ({ params: { locale = '', category = '' }, site, url }) =>
  atomFeed({
    locale,
    about: say(library.categories.find(({ id }) => id === category)?.label, locale, library.site.locales[0]),
    path: `/${locale}/${category}/`,
    articles: library.articles.filter((article) => article.category === category),
    origin: site ?? url,
  })

import type { APIRoute } from 'astro'
import { articleFor, articleIds, localesOf } from '#content/library/locate.ts'
import { escapeText } from '#core/assemble.ts'
import { library } from '#site/library.ts'

/** One page in each language that really has it. */
interface Entry {
  /** Path by locale. */
  readonly paths: ReadonlyMap<string, string>
  /** Day of the last change by locale, where we know one. */
  readonly changed: ReadonlyMap<string, string>
}

/** Homes, shelves and open articles; an article stands under its real translations only. */
export const GET: APIRoute = ({ site, url }) => {
  const address = (path: string): string => escapeText(new URL(path, site ?? url).href)
  const pages = entries().flatMap(({ paths, changed }) => {
    const others = [...paths].map(
      ([locale, path]) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${address(path)}"/>`,
    )
    return [...paths].map(([locale, path]) => {
      const day = changed.get(locale)
      const lastmod = day ? `<lastmod>${day}</lastmod>` : ''
      return `<url><loc>${address(path)}</loc>${lastmod}${paths.size > 1 ? others.join('') : ''}</url>`
    })
  })
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...pages,
    '</urlset>',
  ]
  return new Response(`${xml.join('\n')}\n`, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
}

function entries(): Entry[] {
  const { locales } = library.site
  const everywhere = (path: string): Entry => ({
    paths: new Map(locales.map((locale) => [locale, `/${locale}/${path}`])),
    changed: new Map(),
  })
  const articles = articleIds(library).map((id): Entry => {
    const open = localesOf(library, id).map((locale) => articleFor(library, id, locale)!)
    return {
      paths: new Map(open.map((article) => [article.locale, article.url])),
      changed: new Map(open.map((article) => [article.locale, article.updated])),
    }
  })
  return [
    everywhere(''),
    ...library.segments.map(({ id }) => everywhere(`for/${id}/`)),
    ...library.categories.map(({ id }) => everywhere(`${id}/`)),
    ...articles,
  ]
}

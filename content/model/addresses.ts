/**
 * Addresses that are taken by pages of the site and by the API, so that no content may lie there. The house's tests
 * compare both lists with what the site and the API really answer.
 */

/** First parts of addresses: `/staff/…`. */
export const taken: readonly string[] = [
  ...['404', '_astro', '_headers', 'api', 'favicon.svg', 'healthz', 'identify', 'pagefind', 'readyz'],
  ...['redirects.json', 'robots.txt', 'sitemap.xml', 'staff'],
]

/** Second parts, below a locale: `/en/search/`. */
export const takenInLocale: readonly string[] = ['404', 'about-you', 'search']

/** An earlier address of an article as a path: `cards/old` in an English article is `/en/cards/old/`. */
export function pathOfAlias(alias: string, locale: string): string {
  const path = alias.startsWith('/') ? alias : `/${locale}/${alias}`
  return path.endsWith('/') ? path : `${path}/`
}

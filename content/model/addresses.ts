/**
 * Addresses that are taken by pages of the site and by the API, so that no content may lie there. The house's tests
 * compare both lists with what the site and the API really answer.
 */

/** First parts of addresses: `/staff/…`. */
export const taken: readonly string[] = [
  ...[
    '.well-known',
    '404',
    '_astro',
    '_headers',
    '_redirects',
    'api',
    'favicon.svg',
    'files',
    'healthz',
    'identify',
    'llms.txt',
    'mcp',
    'pagefind',
    'readyz',
  ],
  ...['redirects.json', 'robots.txt', 'sitemap.xml', 'speculation-rules.json', 'staff', 'widget.js'],
]

/** Second parts, below a locale: `/en/search/`. */
export const takenInLocale: readonly string[] = [
  ...['404', 'about-you', 'contact', 'feed.xml', 'for', 'opensearch.xml', 'search', 'sign-in', 'widget'],
]

/**
 * An address in the one spelling by which addresses are compared: decoded, composed (NFC), lower case, with a slash at
 * the end and its query after that. Browsers send "ş" as "%C5%9F", and old addresses were written in any case.
 */
export function canonicalAddress(address: string): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(address) ?? []
  const readable = decode(path).normalize('NFC').toLowerCase()
  return `${readable.endsWith('/') ? readable : `${readable}/`}${decode(query ?? '')}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An earlier address of an article as a path: `cards/old` in an English article is `/en/cards/old/`. */
export function pathOfAlias(alias: string, locale: string): string {
  return canonicalAddress(alias.startsWith('/') ? alias : `/${locale}/${alias}`)
}

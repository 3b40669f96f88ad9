import type { APIRoute } from 'astro'
import { say } from '#content/model/locale.ts'
import { escapeText } from '#core/assemble.ts'
import { library } from '#site/library.ts'

export function getStaticPaths() {
  return library.site.locales.map((locale) => ({ params: { locale } }))
}

/** Longest ShortName that OpenSearch allows, in characters. */
const longest = 16

/** OpenSearch 1.1: a browser can search the help centre from its address bar. */
export const GET: APIRoute = ({ params: { locale = '' }, site, url }) => {
  const origin = site ?? url
  const name = say(library.site.title, locale, library.site.locales[0]) || library.site.name
  const address = (path: string) => escapeText(new URL(path, origin).href)
  const short = [...name].length <= longest ? name : [...library.site.name].slice(0, longest).join('')
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escapeText(short)}</ShortName><Description>${escapeText(name)}</Description><Language>${locale}</Language><InputEncoding>UTF-8</InputEncoding>
<Image type="image/svg+xml">${address('/favicon.svg')}</Image>
<Url type="text/html" template="${address(`/${locale}/search/`)}?q={searchTerms}"/>
<Url rel="self" type="application/opensearchdescription+xml" template="${address(`/${locale}/opensearch.xml`)}"/>
</OpenSearchDescription>
`,
    { headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' } },
  )
}

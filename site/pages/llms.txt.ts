import type { APIRoute } from 'astro'
import { say } from '#content/model/locale.ts'
import { library } from '#site/library.ts'

/** The library for language models (llmstxt.org): every open article by shelf, as Markdown, in each language. */
export const GET: APIRoute = ({ site, url }) => {
  const { locales, name, title } = library.site
  const [first = 'en'] = locales
  const address = (path: string): string => new URL(path, site ?? url).href
  const sections = locales.flatMap((locale) =>
    library.categories.flatMap(({ id, label }) => {
      const articles = library.articles.filter((one) => one.locale === locale && one.category === id)
      if (articles.length === 0) return []
      const heading = `## ${say(label, locale, first)}${locales.length > 1 ? ` (${locale})` : ''}`
      const lines = articles.map(
        ({ title, description, url }) =>
          `- [${title}](${address(url.replace(/\/$/, '.md'))})${description ? `: ${description}` : ''}`,
      )
      return [`${heading}\n\n${lines.join('\n')}`]
    }),
  )
  const text = [`# ${say(title, first) || name}`, ...sections].join('\n\n')
  return new Response(`${text}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

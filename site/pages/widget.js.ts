import type { APIRoute } from 'astro'
import { library } from '#site/library.ts'
import { strings } from '#site/strings.ts'
import script from '../embed/widget.js?raw'

/** The script that products load, with the company's words and accent colour in it. */
export const GET: APIRoute = () => {
  const { locales, brand } = library.site
  const words = Object.fromEntries(locales.map((locale) => [locale, { title: strings(locale).widget.title }]))
  const own = JSON.stringify({ words, ...brand })
  return new Response(
    script.replace('} = {}\n', () => `} = ${own}\n`),
    {
      headers: { 'Content-Type': 'text/javascript; charset=utf-8' },
    },
  )
}

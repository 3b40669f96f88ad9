import type { APIRoute } from 'astro'

/** Everything open may be found; staff pages and the API are nobody's search result. */
export const GET: APIRoute = ({ site, url }) => {
  const lines = [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /staff/',
    'Disallow: /identify/',
    `Sitemap: ${new URL('/sitemap.xml', site ?? url)}`,
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

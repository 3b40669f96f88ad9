import type { APIRoute } from 'astro'
import { noHosts, securityPolicy } from '#core/security-policy.ts'
import headers from './headers.txt?raw'
import { library } from './library.ts'
import { styleHashes } from './styles/sheets.ts'

/**
 * `_headers`, as Netlify and Cloudflare read it and as our server takes its policy from: on public pages with the
 * hosts that site.yaml names, the API where it is elsewhere and the styles that stand in the pages; the staff area goes without.
 */
export const GET: APIRoute = () => {
  const strict = securityPolicy(noHosts)
  const named = securityPolicy({
    ...library.site,
    api: originOf(import.meta.env.KINDRED_API_ORIGIN),
    styles: styleHashes,
  })
  const text = `${headers.replace(strict, named)}\n/staff/*\n  Content-Security-Policy: ${strict}\n`
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

/** A policy names hosts; with a path it would allow that one address alone. */
const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '')

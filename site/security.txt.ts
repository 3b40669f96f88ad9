import type { APIRoute } from 'astro'
import { library } from './library.ts'

/** RFC 9116 wants a day after which nobody should rely on the file; each build renews it. */
const goodFor = 180 * 86_400_000

/** Whom to tell of a weakness: `contact.security` of site.yaml, else the address that customers write to. */
export const GET: APIRoute = ({ site, url }) => {
  const { security, email } = library.site.contact
  const contact = security ?? email
  if (!contact) return new Response('', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const lines = [
    `Contact: ${/^(https:|mailto:|tel:)/.test(contact) ? contact : `mailto:${contact}`}`,
    `Expires: ${new Date(Date.now() + goodFor).toISOString().slice(0, 10)}T00:00:00Z`,
    `Preferred-Languages: ${library.site.locales.join(', ')}`,
    `Canonical: ${new URL('/.well-known/security.txt', site ?? url)}`,
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

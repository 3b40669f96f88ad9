import type { Context, MiddlewareHandler } from 'hono'
import { loopback } from '#api/settings/environment.ts'
import { noHosts, securityPolicy } from '#core/security-policy.ts'
import { bearerOf } from './bearer.ts'
import { askedByPages } from './pages-elsewhere.ts'
import { Problem } from './problems.ts'

/** On every response, ours and a static host's (scripts write the same list into `_headers`). */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': securityPolicy(noHosts),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'X-Frame-Options': 'DENY',
}

/**
 * In place of {@link securityHeaders} for a page that others show in a frame, the desk or the widget: by exact origin. An empty header is
 * left out; `X-Frame-Options` knows no list.
 */
export function framedBy(origins: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': securityPolicy(noHosts, ["'self'", ...origins]),
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Frame-Options': '',
  }
}

/** The largest body anybody has reason to send, in bytes; an agent may paste a long ticket. */
export function largestBody(path: string): number {
  // A picture of 6 MB, as base64.
  if (path === '/api/staff/pictures') return 8 * 1024 * 1024
  return path.startsWith('/api/staff/') || path === '/api/profiles' ? 256 * 1024 : 64 * 1024
}

/** Longest address, and longest cookie header, in characters: far more than we ever make. */
const longest = 8 * 1024

export const refuseOversized: MiddlewareHandler = async (c, next) => {
  if (c.req.url.length > longest) throw new Problem('address-too-long')
  if ((c.req.header('cookie') ?? '').length > longest) throw new Problem('headers-too-large')
  await next()
}

/** The steps of {@link signInRoutes}, all of them forms. */
const signInForms = ['/api/sign-in', '/api/sign-in/session', '/api/sign-in/end']

/** Those that must work without script. */
const takesForms = ['/api/about-you', '/api/choice', '/api/votes', '/api/contact', ...signInForms]

/** Responses that were made with the security headers in place. */
const complete = new WeakSet<Response>()

/**
 * A response whose headers are all known when it is made. Touching the headers of a response later makes Node's server
 * build a whole one first, which takes longer than everything else a page needs.
 */
export function completeResponse(
  body: Uint8Array<ArrayBuffer> | string | null,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = Object.entries({ ...securityHeaders, ...headers }).filter(([, value]) => value !== '')
  const response = new Response(body, { status, headers: Object.fromEntries(all) })
  complete.add(response)
  return response
}

/** An answer of the API for one visitor, which nobody may keep. */
export function personalJson(text: string): Response {
  return completeResponse(text, 200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'private, no-store',
  })
}

/** Puts the headers on whatever the app answers, refusals included; false when they were there and it is left alone. */
export function addSecurityHeaders(response: Response): boolean {
  if (complete.has(response)) return false
  for (const [name, value] of Object.entries(securityHeaders))
    if (!response.headers.has(name)) response.headers.set(name, value)
  return true
}

/**
 * The rule for every unsafe method: the browser says it comes from us (`Sec-Fetch-Site`), or its `Origin` is ours; with
 * neither it is refused. Bodies are exactly JSON, or a form where pages must work without script.
 */
export function guardWrites(serverOrigin: string): MiddlewareHandler {
  return async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      if (!askedByPages(c) && !sameSite(c, serverOrigin)) throw new Problem('cross-site')
      refuseWrongBody(c)
    }
    await next()
  }
}

function sameSite(c: Context, origin: string): boolean {
  // A page cannot send a key to another site: the browser asks us first, and we allow no origin.
  if (bearerOf(c) !== undefined) return true
  // Assistants are no browsers: they send neither header. A page of another site sends its Origin.
  if (c.req.path === '/mcp' && c.req.header('origin') === undefined) return true
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const from = c.req.header('origin')
  return from !== undefined && sameOrigin(from, origin)
}

/** Equal, where this machine's names for itself count as one. */
export function sameOrigin(a: string, b: string): boolean {
  if (a === b) return true
  if (!URL.canParse(a) || !URL.canParse(b)) return false
  const [one, other] = [new URL(a), new URL(b)]
  if (one.origin !== a) return false
  return (
    one.protocol === other.protocol &&
    one.port === other.port &&
    loopback.includes(one.hostname) &&
    loopback.includes(other.hostname)
  )
}

function refuseWrongBody(c: Context): void {
  const length = c.req.header('content-length')
  if (length !== undefined && Number(length) > largestBody(c.req.path)) throw new Problem('too-large')
  const type = c.req.header('content-type')
  // Not `body !== null`: Node's server gives every DELETE and PUT a stream, an empty one too. HTTP/1 says by headers.
  const announced =
    (length !== undefined && length !== '0') || c.req.header('transfer-encoding') !== undefined
  if (!announced && type === undefined) return
  if (isJson(type)) return
  if (c.req.method === 'POST' && takesForms.includes(c.req.path) && isForm(type)) return
  throw new Problem('wrong-type', { detail: `The Content-Type is "${(type ?? '').slice(0, 100)}".` })
}

/** `application/json`, at most with the charset everybody means. */
export function isJson(type: string | undefined): boolean {
  return /^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(type?.trim() ?? '')
}

export function isForm(type: string | undefined): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type?.trim() ?? '')
}

import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Environment } from '#api/settings/environment.ts'
import { within } from '#content/model/base-path.ts'

/** Whether the page that asks lies on the host of the pages, and not on this one. */
const asked = 'askedByPages'

declare module 'hono' {
  interface ContextVariableMap {
    [asked]: boolean
  }
}

/** True for a request of the public pages from their own host, by their exact origin; false where there is one host. */
export function askedByPages(c: Context): boolean {
  return c.get(asked) === true
}

/** Preflights are kept for so long, in s. */
const preflight = 7200

/**
 * For pages on a static host and the API on another origin: the public part of the API answers pages of exactly that
 * origin, with cookies (CORS). Staff work on this server's own pages, so theirs stays closed.
 */
export function pagesElsewhere({ base, origin: pages, serverOrigin }: Environment): MiddlewareHandler {
  if (pages === serverOrigin) return (_, next) => next()
  const { origin } = new URL(pages)
  const share = cors({
    origin,
    credentials: true,
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['Content-Type'],
    maxAge: preflight,
  })
  return async (c, next) => {
    const { path } = c.req
    if (!path.startsWith('/api/') || path.startsWith('/api/staff/')) return next()
    c.set(asked, c.req.header('origin') === origin)
    const refused = await share(c, next)
    if (refused) return refused
    if (askedByPages(c)) leadBack(c, pages, base)
    return undefined
  }
}

/**
 * A form's answer leads to the pages, on their host. A module that sent the form for the reader asks for JSON: it may not
 * see where a redirect leads to.
 */
function leadBack(c: Context, pages: string, base: string): void {
  // Signing in goes on at this server's own pages: it alone knows what to show.
  if (c.req.path.startsWith('/api/sign-in')) return
  const to = c.res.headers.get('location')
  if (c.res.status !== 303 || !to?.startsWith('/')) return
  const location = pages + within(base, to)
  if (c.req.header('accept') !== 'application/json') {
    c.res.headers.set('Location', location)
    return
  }
  const headers = new Headers(c.res.headers)
  headers.delete('location')
  headers.set('Content-Type', 'application/json')
  c.res = undefined
  c.res = new Response(JSON.stringify({ location }), { status: 200, headers })
}

import { Hono, type MiddlewareHandler } from 'hono'
import { below } from '#content/model/base-path.ts'
import { Problem, problemResponse } from './problems.ts'
import { addSecurityHeaders } from './security.ts'

/** Fields of an answer in JSON that hold an address. */
const addresses = new Set(['url', 'href', 'src', 'location'])

/** What a supervisor asks, which knows the port and nothing of a base. */
const forSupervisors = ['/healthz', '/readyz']

/**
 * The one door of a server below a base: takes the base off every address asked for, so that the app behind it works as
 * at the root of a host, and puts it before the addresses in headers and in JSON that go out. Pages bring theirs along.
 * Everything else on the host is refused, but for what supervisors ask and the bare host, which leads to the base.
 *
 * Cookies stay `Path=/`: the prefix `__Host-`, which keeps other hosts of the domain from setting them, demands it.
 */
export function belowBase(app: Hono, base: string): Hono {
  if (base === '') return app
  const door = new Hono()
  door.onError((error) =>
    error instanceof Problem ? problemResponse(error.problem, error.more) : problemResponse('unexpected'),
  )
  door.use(async (c, next) => {
    await next()
    addSecurityHeaders(c.res)
  })
  door.notFound(() => problemResponse('not-found'))
  for (const path of ['/', base])
    door.get(path, (c) => c.redirect(`${base}/${new URL(c.req.url).search}`, 302))
  for (const path of forSupervisors) door.get(path, (c) => app.fetch(c.req.raw, c.env))
  door.use(`${base}/*`, addressesOut(base))
  door.mount(base, (request, env) => app.fetch(request, env))
  return door
}

function addressesOut(base: string): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    const location = headers.get('location')
    if (location) headers.set('Location', below(base, location))
    const rules = headers.get('speculation-rules')
    if (rules)
      headers.set(
        'Speculation-Rules',
        rules.replace(/"([^"]+)"/g, (_, one: string) => `"${below(base, one)}"`),
      )
    if (!/^application\/(?:problem\+)?json\b/.test(headers.get('content-type') ?? '')) return
    if (!c.req.path.startsWith(`${base}/api/`)) return
    const text = await c.res.text()
    const { status } = c.res
    c.res = undefined
    c.res = new Response(jsonBelow(base, text), { status, headers: withoutLength(headers) })
  }
}

/** JSON with the base before the addresses in it. */
export function jsonBelow(base: string, text: string): string {
  if (text === '') return text
  const whole: unknown = JSON.parse(text, (name, value: unknown) =>
    addresses.has(name) && typeof value === 'string' ? below(base, value) : value,
  )
  return JSON.stringify(whole)
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return kept
}

import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { openAPIRouteHandler } from 'hono-openapi'
import { aboutYouRoutes } from '#api/routes/about-you.ts'
import { choiceRoutes } from '#api/routes/choice.ts'
import { contactRoutes } from '#api/routes/contact.ts'
import { healthRoutes } from '#api/routes/health.ts'
import { identityRoutes } from '#api/routes/identity.ts'
import { mcpRoutes } from '#api/routes/mcp.ts'
import { orderingRoutes, viewRoutes } from '#api/routes/ordering.ts'
import { profileRoutes } from '#api/routes/profiles.ts'
import { searchRoutes } from '#api/routes/search.ts'
import { searchStepRoutes } from '#api/routes/search-steps.ts'
import { signInRoutes } from '#api/routes/sign-in.ts'
import { staffPaths } from '#api/routes/staff/described.ts'
import { staffRoutes, staffTable } from '#api/routes/staff/index.ts'
import { voteRoutes } from '#api/routes/votes.ts'
import { widgetRoutes } from '#api/routes/widget.ts'
import { servePages } from './pages/serve.ts'
import { Busy, CannotStore, faultIn, NulInText } from './storage/faults.ts'
import { NotAdmin } from './storage/staff-accounts.ts'
import type { AppContext } from './web/context.ts'
import { belowBase } from './web/door.ts'
import { refuseNulInQuery } from './web/input.ts'
import { pagesElsewhere } from './web/pages-elsewhere.ts'
import { Problem, problemResponse } from './web/problems.ts'
import { requestId } from './web/request-id.ts'
import { addSecurityHeaders, guardWrites, largestBody, refuseOversized } from './web/security.ts'
import { createSessions } from './web/session.ts'

/** The whole app on one context; tests ask it with `app.request()`. */
export function createApp(context: AppContext): Hono {
  const { environment, log, faults } = context
  const app = new Hono()

  app.onError((error, c) => {
    // Nobody waits for an answer any more: the client hung up while it was sending.
    if (c.req.raw.signal.aborted) return problemResponse('unreadable-request')
    if (error instanceof Problem) return problemResponse(error.problem, error.more)
    if (error instanceof Busy) return problemResponse('busy', { detail: error.message })
    if (error instanceof NotAdmin) return problemResponse('not-allowed')
    if (error instanceof NulInText) return problemResponse('unreadable-text')
    const fault = error instanceof CannotStore ? error.message : faultIn(error)
    if (fault) {
      faults.tell(fault)
      return problemResponse('cannot-store')
    }
    log.error({ err: error, id: requestId(c) }, 'unexpected')
    return problemResponse('unexpected')
  })
  app.notFound((c) => refuse(app, c.req.method, c.req.path))

  app.use(async (c, next) => {
    const start = performance.now()
    await next()
    // Assigning to `c.res` would make Hono build the response again.
    if (addSecurityHeaders(c.res)) c.res.headers.set('X-Request-Id', requestId(c))
    const ms = Math.round((performance.now() - start) * 100) / 100
    const { method, path } = c.req
    const route = routeOf(app, path)
    context.metrics?.answered(method, route, c.res.status, ms)
    context.tracing?.answered({
      ...{ method, route, status: c.res.status, id: requestId(c) },
      ...{ began: performance.timeOrigin + start, ms, traceparent: c.req.header('traceparent') },
    })
    if (log.isLevelEnabled('info'))
      log.info({ id: requestId(c), method, path, status: c.res.status, ms }, 'request')
  })
  app.use(refuseOversized)
  app.use(pagesElsewhere(environment))
  app.use(guardWrites(new URL(environment.serverOrigin).origin))
  app.use('/api/*', refuseNulInQuery)
  app.use('/api/*', async (c, next) => {
    // Asking for a body builds a whole request, and a GET has none that anybody reads.
    if (c.req.method === 'GET') return next()
    const maxSize = largestBody(c.req.path)
    return bodyLimit({ maxSize, onError: () => problemResponse('too-large') })(c, next)
  })

  app.route('/api/ordering', orderingRoutes(context))
  app.route('/api/view', viewRoutes(context))
  app.route('/api/choice', choiceRoutes(context))
  app.route('/api/identity', identityRoutes(context))
  app.route('/api/search', searchRoutes(context))
  app.route('/api/search/steps', searchStepRoutes(context))
  app.route('/api/votes', voteRoutes(context))
  app.route('/api/profiles', profileRoutes(context))
  app.route('/api/contact', contactRoutes(context))
  app.route('/api/sign-in', signInRoutes(context))
  app.route('/api/widget', widgetRoutes(context))
  app.route('/api/about-you', aboutYouRoutes(context))
  app.route('/api/staff', staffRoutes(context))
  app.route(
    '/mcp',
    mcpRoutes(context, (...asked) => app.request(...asked)),
  )
  app.route('/', healthRoutes(context))
  app.get(
    '/api/openapi.json',
    openAPIRouteHandler(app, {
      documentation: {
        ...description,
        ...(environment.base && { servers: [{ url: environment.base }] }),
        paths: staffPaths(staffTable(), '/api/staff'),
      },
    }),
  )

  app.get('/api/*', (c) => refuse(app, c.req.method, c.req.path))
  app.get('*', servePages(context, createSessions(context.app)))
  return belowBase(app, environment.base)
}

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Kindred',
    version: '1',
    description: 'A help centre in the order of its reader. Refusals are RFC 9457 problems with a hint.',
  },
}

const resources = new WeakMap<Hono, ReadonlySet<string>>()

/** What the metrics call a path: its resource, `/api/staff/gaps` of `/api/staff/gaps/g1`; few, whatever is asked for. */
function routeOf(app: Hono, path: string): string {
  if (!path.startsWith('/api/')) return 'page'
  const resource = (one: string) =>
    one
      .split('/')
      .slice(0, one.startsWith('/api/staff/') ? 4 : 3)
      .join('/')
  const known = resources.get(app) ?? new Set(app.routes.map((route) => resource(route.path)))
  resources.set(app, known)
  return known.has(resource(path)) ? resource(path) : '/api'
}

/** Nothing there, or not by that method. */
function refuse(app: Hono, method: string, path: string): Response {
  const methods = new Set(
    app.routes.filter((route) => route.path === path && route.method !== 'ALL').map((route) => route.method),
  )
  if (!path.startsWith('/api/') && method !== 'GET') methods.add('GET')
  if (methods.size === 0 || methods.has(method)) return problemResponse('not-found')
  return problemResponse('wrong-method', { headers: { Allow: [...methods].join(', ') } })
}

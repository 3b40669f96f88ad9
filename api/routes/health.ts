import { Hono } from 'hono'
import type { AppContext } from '#api/web/context.ts'
import { problemResponse } from '#api/web/problems.ts'

/** For whoever watches the process: does the loop turn, and can it do its work? */
export function healthRoutes(context: AppContext): Hono {
  return new Hono()
    .get('/healthz', (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ ok: true })
    })
    .get('/readyz', async (c) => {
      const tickets = context.tickets()
      const parts = {
        library: context.library().articles.length > 0,
        site: context.site().build !== '',
        app: await context.app.healthy(),
        // A company that has not imported tickets yet is ready all the same.
        tickets: tickets ? await tickets.healthy() : true,
      }
      c.header('Cache-Control', 'no-store')
      const missing = Object.entries(parts).flatMap(([part, ready]) => (ready ? [] : part))
      if (missing.length > 0)
        return problemResponse('not-ready', { detail: `Not readable: ${missing.join(', ')}.` })
      return c.json({ ok: true, ...parts, build: context.site().build })
    })
}

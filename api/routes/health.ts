import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { SitePages } from '#api/pages/built-site.ts'
import type { AppContext } from '#api/web/context.ts'
import { problemResponse } from '#api/web/problems.ts'
import { rehearse } from '#core/rehearse.ts'

/** What the rehearsal of a build said; the build and its library are swapped together, so it is asked once. */
const rehearsed = new WeakMap<SitePages, readonly string[]>()

/** Whether a stranger gets a home page, a category and a search. */
function readable({ library, finder, site, now, log }: AppContext): boolean {
  const built = site()
  let failed = rehearsed.get(built)
  if (!failed) {
    const page = (path: string) => {
      const file = built.files.get(path)?.file
      return file && readFileSync(file, 'utf8')
    }
    failed = rehearse({ library: library(), finder: finder(), page, now: now() })
    rehearsed.set(built, failed)
    if (failed.length > 0) log.error({ failed }, 'the published site cannot be served')
  }
  return failed.length === 0
}

/** For a process monitor: does the loop turn, and can it do its work? */
export function healthRoutes(context: AppContext): Hono {
  return new Hono()
    .get('/healthz', (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ ok: true })
    })
    .get('/readyz', async (c) => {
      // A company that has not imported tickets yet is ready all the same.
      const reasons = {
        library: context.library().articles.length > 0 ? undefined : 'There are no articles.',
        site:
          context.site().build === ''
            ? 'No site has been built.'
            : readable(context)
              ? undefined
              : 'A page cannot be ordered.',
        app: await context.app.fault(),
        tickets: await context.tickets()?.fault(),
      }
      c.header('Cache-Control', 'no-store')
      const missing = Object.entries(reasons).filter(([, reason]) => reason !== undefined)
      if (missing.length > 0) {
        const parts = missing.map(([part]) => part).join(', ')
        context.faults.tell(`not ready: ${missing.map(([part, why]) => `${part}: ${why}`).join(' ')}`)
        return problemResponse('not-ready', { detail: `Not usable: ${parts}.` })
      }
      const ready = Object.fromEntries(Object.keys(reasons).map((part) => [part, true]))
      return c.json({ ok: true, ...ready, build: context.site().build })
    })
}

import { Hono } from 'hono'
import { bearerOf, readKey } from '#api/web/bearer.ts'
import type { AppContext } from '#api/web/context.ts'
import { Problem } from '#api/web/problems.ts'
import { refusal } from '#api/web/refusals.ts'
import { createSessions } from '#api/web/session.ts'
import { accountRoutes } from './account.ts'
import { articleRoutes } from './articles.ts'
import { articlesBulkRoutes } from './articles-bulk.ts'
import { auditRoutes } from './audit.ts'
import { customerLinkRoutes } from './customer-links.ts'
import { deskRoutes } from './desk.ts'
import { firstDraftRoutes } from './first-draft.ts'
import { viewRoutes } from './gap-views.ts'
import { askerRoutes, gapRoutes } from './gaps.ts'
import { inboxRoutes } from './inbox.ts'
import { insightRoutes } from './insights.ts'
import { keyRoutes } from './keys.ts'
import { libraryRoutes } from './library.ts'
import { oidcRoutes } from './oidc.ts'
import { peopleRoutes } from './people.ts'
import { pictureRoutes } from './pictures.ts'
import { publishRoutes } from './publishes.ts'
import { roomsOf, type StaffRoute } from './route.ts'
import { secondStepRoutes } from './second-step.ts'
import { settingsRoutes } from './settings.ts'

/** Every route of the staff API with its room. A route that is not here does not exist, so none can miss its guard. */
export function staffTable(): readonly StaffRoute[] {
  return [
    ...accountRoutes,
    ...secondStepRoutes,
    ...oidcRoutes,
    ...settingsRoutes,
    ...deskRoutes,
    ...customerLinkRoutes,
    ...gapRoutes,
    ...askerRoutes,
    ...viewRoutes,
    ...inboxRoutes,
    ...insightRoutes,
    ...libraryRoutes,
    ...articleRoutes,
    ...firstDraftRoutes,
    ...articlesBulkRoutes,
    ...pictureRoutes,
    ...publishRoutes,
    ...peopleRoutes,
    ...auditRoutes,
    ...keyRoutes,
  ]
}

/** The staff API, to be mounted at `/api/staff`. Refuses staff whose role does not open the room of a route. */
export function staffRoutes(context: AppContext): Hono {
  const sessions = createSessions(context.app)
  const app = new Hono()
  for (const route of staffTable()) {
    app.on(route.method, route.path, async (c) => {
      c.header('Cache-Control', 'private, no-store')
      if (route.room === 'door') return route.handle(c, { context, sessions })
      if (bearerOf(c) !== undefined) {
        const { id, name } = await readKey(c, context, route.scope)
        // In the audit a key stands under its own name; it has no language, and may do what its scope opens.
        const me = {
          id: `key:${id}`,
          email: '',
          name,
          role: 'agent',
          language: null,
          timezone: null,
        } as const
        return route.handle(c, { context, sessions, me })
      }
      const me = await sessions.read(c.req.header('cookie'))
      if (!me) throw new Problem('sign-in-needed')
      if (route.room !== 'own' && !roomsOf[me.role].includes(route.room))
        throw refusal('not-for-role', { role: me.role })
      if (me.cookie) c.header('Set-Cookie', me.cookie)
      return route.handle(c, { context, sessions, me })
    })
  }
  return app
}

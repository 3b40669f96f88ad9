import { change } from '#api/storage/staff-change.ts'
import type { AppContext } from '#api/web/context.ts'
import { refusal } from '#api/web/refusals.ts'
import { readLibrary } from '#content/library/index.ts'
import type { Issue } from '#content/library/issue.ts'
import type { PublishAnswer } from './answers.ts'
import type { StaffRoute } from './route.ts'

/** Publishing: everything that lies in the content folder and is no draft. */
export const publishRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/publishes',
    room: 'gaps',
    says: 'The running or last publish.',
    handle: (c, { context }) => c.json(publishAnswer(context)),
  },
  {
    method: 'POST',
    path: '/publishes',
    room: 'gaps',
    says: 'Publishes what is in the content folder.',
    async handle(c, { context, me }) {
      if (!context.publisher.able) throw refusal('no-build-tools')
      const { issues } = await readLibrary(context.environment.folders.content)
      if (issues.length > 0) return c.json(publishAnswer(context, issues))
      if (!context.publisher.start(me.name)) throw refusal('publish-under-way')
      await change(context.app, () => ({
        value: undefined,
        write: { queries: [], entry: { by: me.id, what: 'site.published', object: 'site' } },
      }))
      return c.json(publishAnswer(context), 202)
    },
  },
]

function publishAnswer({ publisher }: AppContext, issues: readonly Issue[] = []): PublishAnswer {
  const run = publisher.now()
  return {
    issues: issues.map(({ file, line, message, hint }) => ({ file, line, message, hint: hint ?? '' })),
    run: run
      ? {
          by: run.by,
          started: new Date(run.started).toISOString(),
          ended: run.ended === null ? null : new Date(run.ended).toISOString(),
          done: run.done,
          lines: [...run.lines],
        }
      : null,
  }
}

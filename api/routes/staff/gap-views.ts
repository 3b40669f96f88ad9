import { z } from 'zod'
import { dropView, keepView, mostViews, viewsOf } from '#api/storage/gap-views.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import type { ViewsAnswer } from './answers.ts'
import { filtersIn } from './gap-list.ts'
import type { StaffRoute } from './route.ts'

export const viewSchema = z.strictObject({
  name: z.string().trim().min(1, 'a name').max(60),
  /** As in the list's address, without its "?". */
  query: z.string().max(1000),
})

/** Filters of the list of gaps that a person keeps under a name. */
export const viewRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/views',
    room: 'gaps',
    says: 'Own views of the list of gaps.',
    async handle(c, { context, me }) {
      return c.json({ views: await viewsOf(context.app, me.id) } satisfies ViewsAnswer)
    },
  },
  {
    method: 'PUT',
    path: '/views',
    room: 'gaps',
    says: 'Keeps filters under a name.',
    body: viewSchema,
    async handle(c, { context, me }) {
      const { name, query } = await readBody(c, viewSchema)
      // A view that the list would refuse is none.
      filtersIn(Object.fromEntries(new URLSearchParams(query)))
      const known = await viewsOf(context.app, me.id)
      if (known.length >= mostViews && !known.some((one) => one.name === name))
        throw refusal('too-many-views', { most: mostViews })
      await keepView(context.app, me.id, { name, query })
      return c.json({ views: await viewsOf(context.app, me.id) } satisfies ViewsAnswer)
    },
  },
  {
    method: 'DELETE',
    path: '/views/:name',
    room: 'gaps',
    says: 'Removes a view.',
    async handle(c, { context, me }) {
      await dropView(context.app, me.id, c.req.param('name') ?? '')
      return c.json({ views: await viewsOf(context.app, me.id) } satisfies ViewsAnswer)
    },
  },
]

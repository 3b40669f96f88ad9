import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { aboutVisitor } from '#api/about-visitor.ts'
import { eraseVisitor } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { readForm } from '#api/web/input.ts'
import { Problem } from '#api/web/problems.ts'
import { isForm } from '#api/web/security.ts'
import { dropCookie, readLocale, readVisit, safeReturn } from '#api/web/visit.ts'
import { aboutSchema, localeParameter, refusals } from './openapi.ts'

const formSchema = z.object({ erase: z.literal('1'), return: z.string().optional() })

/** Everything the site believes about the visitor, and the way to be rid of it. */
export function aboutYouRoutes(context: AppContext): Hono {
  const { app, environment } = context
  const erase = async (c: Context): Promise<void> => {
    const { row } = await readVisit(c, context)
    if (row) await app.write(eraseVisitor(app, row.id))
    dropCookie(c)
  }
  return new Hono()
    .get(
      '/',
      describeRoute({
        summary: 'What we believe about you, and where from',
        parameters: [localeParameter],
        responses: {
          200: {
            description: 'All of it',
            content: { 'application/json': { schema: resolver(aboutSchema) } },
          },
          ...refusals('unknown-locale'),
        },
      }),
      async (c) => {
        const locale = readLocale(c.req.query('locale'), context)
        c.header('Cache-Control', 'private, no-store')
        return c.json(await aboutVisitor(context, await readVisit(c, context), locale))
      },
    )
    .delete(
      '/',
      describeRoute({
        summary: 'Erase all of it',
        responses: { 204: { description: 'Nothing is left' }, ...refusals('cross-site', 'busy') },
      }),
      async (c) => {
        await erase(c)
        return c.body(null, 204)
      },
    )
    .post(
      '/',
      describeRoute({
        summary: 'Erase all of it, by a form (erase, return)',
        responses: {
          303: { description: 'Back to the page the form was on' },
          ...refusals('invalid-request', 'wrong-type', 'cross-site', 'busy'),
        },
      }),
      async (c) => {
        if (!isForm(c.req.header('content-type'))) throw new Problem('wrong-type')
        const form = await readForm(c, formSchema)
        await erase(c)
        c.header('Cache-Control', 'no-store')
        return c.redirect(safeReturn(form.return, environment.origin, '/'), 303)
      },
    )
}

import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { viewForVisitor } from '#api/view-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { personalJson } from '#api/web/security.ts'
import { readLocale, readVisit } from '#api/web/visit.ts'
import type { Visitor } from '#core/visitor.ts'
import { localeParameter, orderingSchema, refusals } from './openapi.ts'

export function orderingRoutes(context: AppContext): Hono {
  return new Hono().get(
    '/',
    describeRoute({
      summary: 'The library in the order for this visitor',
      parameters: [localeParameter],
      responses: {
        200: {
          description: 'Everything, in order, with the reasons',
          content: { 'application/json': { schema: resolver(orderingSchema) } },
        },
        ...refusals('unknown-locale'),
      },
    }),
    async (c) => {
      const locale = readLocale(c.req.query('locale'), context)
      const { visitor } = await readVisit(c, context)
      return personalJson(viewForVisitor(context, visitor, locale).ordering)
    },
  )
}

/** What the pages' own module needs on a static host: the ordering and the words around it. */
export function viewRoutes(context: AppContext): Hono {
  const viewSchema = z
    .looseObject({ ordering: orderingSchema })
    .describe('What assemble() takes to put a built page together; see api/core/visitor.ts.')
  return new Hono().get(
    '/',
    describeRoute({
      summary: 'The ordering with the words a page needs beside it',
      parameters: [localeParameter],
      responses: {
        200: { description: 'A view', content: { 'application/json': { schema: resolver(viewSchema) } } },
        ...refusals('unknown-locale'),
      },
    }),
    async (c) => {
      const locale = readLocale(c.req.query('locale'), context)
      const { visitor } = await readVisit(c, context)
      return personalJson(viewForVisitor(context, visitor, locale).json)
    },
  )
}

/** The ordering as the answer to what changed it, beside the cookies of `c`. */
export function answerOrdering(c: Context, context: AppContext, visitor: Visitor, locale: string): Response {
  c.header('Cache-Control', 'private, no-store')
  return c.json(viewForVisitor(context, visitor, locale).view.ordering)
}

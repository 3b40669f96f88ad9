import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import type { AppContext } from '#api/web/context.ts'
import { readLocale, readVisit } from '#api/web/visit.ts'
import { orderFor, viewFor } from '#core/ordering.ts'
import type { Ordering, Visitor } from '#core/visitor.ts'
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
      return answerOrdering(c, context, visitor, locale)
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
      const { library, now, environment, evidence } = context
      c.header('Cache-Control', 'private, no-store')
      return c.json(
        viewFor({
          ...{ library: library(), visitor, locale, now: now() },
          evidence: evidence(),
          holdout: environment.holdout,
        }),
      )
    },
  )
}

/** The body of an ordering, for this and for what changes it. */
export function answerOrdering(c: Context, context: AppContext, visitor: Visitor, locale: string): Response {
  const { library, now, environment, evidence } = context
  c.header('Cache-Control', 'private, no-store')
  const ordering: Ordering = orderFor({
    library: library(),
    visitor,
    locale,
    now: now(),
    evidence: evidence(),
    holdout: environment.holdout,
  })
  return c.json(ordering)
}

import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { answerOrdering } from '#api/routes/ordering.ts'
import { nearest } from '#api/settings/environment.ts'
import { keepVisitor } from '#api/storage/visitors.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody, readForm } from '#api/web/input.ts'
import { countHere } from '#api/web/limits.ts'
import { Problem } from '#api/web/problems.ts'
import { isForm } from '#api/web/security.ts'
import { forgetLink, keepCookie, nameVisitor, readLocale, readVisit, safeReturn } from '#api/web/visit.ts'
import type { Visitor } from '#core/visitor.ts'
import { localeParameter, orderingSchema, refusals, writeRefusals } from './openapi.ts'

const choiceSchema = z.strictObject({
  segment: z.string().max(200).nullable().describe('A segment id; null is the usual order.'),
})

const formSchema = z.object({
  segment: z.string().max(200).default(''),
  forget: z.string().optional(),
  return: z.string().optional(),
})

/** "I'm here as …": the visitor's own word, which wins over everything we know. */
export function choiceRoutes(context: AppContext): Hono {
  const { app } = context
  const responses = {
    200: {
      description: 'The ordering it leads to',
      content: { 'application/json': { schema: resolver(orderingSchema) } },
    },
    ...refusals(...writeRefusals, 'unknown-segment', 'unknown-locale', 'too-many'),
  }
  const requestBody = { content: { 'application/json': { schema: resolver(choiceSchema) } } }
  const choose = async (c: Context): Promise<Response> => {
    const { segment } = await readBody(c, choiceSchema)
    const locale = readLocale(c.req.query('locale') ?? undefined, context)
    return answerOrdering(c, context, await keep(c, segment), locale)
  }

  const keep = async (c: Context, segment: string | null): Promise<Visitor> => {
    refuseUnknown(segment, context)
    const visit = await readVisit(c, context)
    const { token, id } = nameVisitor(visit)
    if (!visit.row) await countHere(context, ['choice-place'], visit.place)
    await app.write([keepVisitor(app, id, context.now().getTime(), { chosen: true, choice: segment })])
    keepCookie(c, token)
    return { ...visit.visitor, id, choice: segment }
  }

  const forget = async (c: Context): Promise<void> => {
    const { row, token } = await readVisit(c, context)
    forgetLink(c)
    if (!row || !token) return
    await app.write([keepVisitor(app, row.id, context.now().getTime(), { chosen: false, choice: null })])
    keepCookie(c, token)
  }

  return new Hono()
    .put(
      '/',
      describeRoute({ summary: 'Choose a segment', parameters: [localeParameter], requestBody, responses }),
      choose,
    )
    .post(
      '/',
      describeRoute({
        summary: 'The same; also takes a form (segment, forget, return) and then answers 303',
        parameters: [localeParameter],
        requestBody,
        responses: { ...responses, 303: { description: 'Back to the page the form was on' } },
      }),
      async (c) => {
        if (!isForm(c.req.header('content-type'))) return choose(c)
        const form = await readForm(c, formSchema)
        if (form.forget === '1') await forget(c)
        else await keep(c, form.segment || null)
        c.header('Cache-Control', 'no-store')
        return c.redirect(safeReturn(form.return, context.environment.origin, '/'), 303)
      },
    )
    .delete(
      '/',
      describeRoute({
        summary: 'Take the choice back',
        responses: { 204: { description: 'Forgotten' }, ...refusals('cross-site', 'busy') },
      }),
      async (c) => {
        await forget(c)
        return c.body(null, 204)
      },
    )
}

function refuseUnknown(segment: string | null, { library }: AppContext): void {
  const known = library().segments.map((one) => one.id)
  if (segment === null || known.includes(segment)) return
  const near = nearest(segment, known)
  throw new Problem('unknown-segment', {
    detail: `There is no segment called "${segment}".`,
    ...(near && {
      hint: `Did you mean "${near}"? Segments are the files in segments/; null is the usual order.`,
    }),
  })
}

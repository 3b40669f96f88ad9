import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { readableBy } from '#api/readable-library.ts'
import { viewForVisitor } from '#api/view-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { personalJson } from '#api/web/security.ts'
import { readLocale, readVisit } from '#api/web/visit.ts'
import { suggestInWidget } from '#core/widget.ts'
import { localeParameter, refusals } from './openapi.ts'

const answerSchema = z.object({
  origins: z.array(z.string()).describe('Of the products that may show the widget.'),
  items: z.array(
    z.object({
      article: z.string(),
      title: z.string(),
      language: z.string(),
      url: z.string(),
      because: z.string().describe('Why it stands here for this reader; "" where nothing moved it.'),
    }),
  ),
})

/** Of an address of the product; longer ones say no more. */
const longestPath = 500

/** What the widget shows before anything is asked. */
export function widgetRoutes(context: AppContext): Hono {
  return new Hono().get(
    '/',
    describeRoute({
      summary: 'What the widget shows first on a page of your product',
      parameters: [
        localeParameter,
        { name: 'path', in: 'query', schema: { type: 'string' } },
        { name: 'articles', in: 'query', description: 'Ids, by comma.', schema: { type: 'string' } },
      ],
      responses: {
        200: {
          description: 'At most five articles',
          content: { 'application/json': { schema: resolver(answerSchema) } },
        },
        ...refusals('unknown-locale'),
      },
    }),
    async (c) => {
      const locale = readLocale(c.req.query('locale'), context)
      const { visitor } = await readVisit(c, context)
      const { view } = viewForVisitor(context, visitor, locale)
      const path = (c.req.query('path') ?? '').slice(0, longestPath)
      const articles = (c.req.query('articles') ?? '').split(',').filter(Boolean).slice(0, 20)
      const { library } = readableBy(context, visitor)
      const items = suggestInWidget({ library, view, locale, path, articles })
      return personalJson(JSON.stringify({ origins: context.environment.widgetOrigins, items }))
    },
  )
}

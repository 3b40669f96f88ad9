import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { findForVisitor, searchAnswer } from '#api/find-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { accept, readable } from '#api/web/input.ts'
import { personalJson } from '#api/web/security.ts'
import { readLocale, readVisit } from '#api/web/visit.ts'
import { refusals } from './openapi.ts'

/** Longest query, in characters: a paragraph of a worried customer. */
const longestQuery = 500

const querySchema = z.object({
  q: z
    .string('q is missing')
    .transform(readable)
    .refine((q) => q.trim().length > 0, 'at least 1 character')
    .refine((q) => [...q].length <= longestQuery, `at most ${longestQuery} characters`),
  limit: z
    .string()
    .regex(/^\d+$/, 'a whole number')
    .transform(Number)
    .pipe(z.number().min(1).max(50))
    .default(10),
  offset: z
    .string()
    .regex(/^\d+$/, 'a whole number')
    .transform(Number)
    .pipe(z.number().max(10_000))
    .default(0),
  category: z.string().optional(),
})

export function searchRoutes(context: AppContext): Hono {
  return new Hono().get(
    '/',
    describeRoute({
      summary: 'Articles that answer a question, best first',
      parameters: [
        {
          name: 'q',
          in: 'query',
          required: true,
          schema: { type: 'string', minLength: 1, maxLength: longestQuery },
        },
        { name: 'locale', in: 'query', schema: { type: 'string' } },
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 10 } },
        { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0, default: 0 } },
        {
          name: 'category',
          in: 'query',
          description: 'Only articles on this shelf.',
          schema: { type: 'string' },
        },
        {
          name: 'typing',
          in: 'query',
          description:
            '1 while the question is still being typed: it is not recorded. Neither is a further page or a single shelf.',
          schema: { type: 'string', enum: ['1'] },
        },
      ],
      responses: {
        200: {
          description: 'What was found',
          content: { 'application/json': { schema: resolver(searchAnswer) } },
        },
        ...refusals('unreadable-text', 'unknown-locale', 'invalid-request', 'too-many'),
      },
    }),
    async (c) => {
      const { q, locale, limit, offset, category, typing } = c.req.query()
      const { q: query, ...page } = accept(querySchema, { q, limit, offset, category })
      const asked = { query, locale: readLocale(locale, context), typing: typing === '1', ...page }
      const first = page.offset === 0 && page.category === undefined
      const answer = await findForVisitor(context, await readVisit(c, context), asked, first && !asked.typing)
      return personalJson(JSON.stringify(answer))
    },
  )
}

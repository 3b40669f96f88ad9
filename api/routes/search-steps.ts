import { and, eq, isNull } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { readableBy } from '#api/readable-library.ts'
import { searches } from '#api/storage/app-schema.ts'
import { recentSearch } from '#api/storage/search-notes.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { Problem } from '#api/web/problems.ts'
import { readVisit } from '#api/web/visit.ts'
import { articleFor } from '#content/library/locate.ts'
import { refusals, writeRefusals } from './openapi.ts'

/** Readable of one search; a reader opens a few results, and only the first is kept. */
const mostSteps = 20

/** Searches whose steps are counted; the oldest go first, so that invented ones cannot eat the memory. */
const mostCounted = 10_000

const search = z.string().regex(/^[\w-]{22}$/, 'the key that came with the results')

const stepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('shown'), search }),
  z.strictObject({
    step: z.literal('opened'),
    search,
    article: z.string().max(300).describe('Article id, category/slug.'),
    rank: z.number().int().min(1).max(50).describe('Its place among what was shown, 1 = first.'),
  }),
  z.strictObject({ step: z.literal('refined'), search }),
])
type Step = z.infer<typeof stepSchema>

/**
 * What a reader did with the results of a search: saw them, opened one, searched again. Pages tell it in passing and
 * wait for no answer. The search's own key is all that is needed, so nobody has to be known; each step is kept once,
 * and telling it again changes nothing.
 */
export function searchStepRoutes(context: AppContext): Hono {
  const { app, library, everything, now } = context
  const told = new Map<string, number>()
  const isTold = async (c: Context, id: string, locale: string): Promise<boolean> => {
    if (articleFor(library(), id, locale)) return true
    if (!articleFor(everything(), id, locale)?.restricted) return false
    const { visitor } = await readVisit(c, context)
    return articleFor(readableBy(context, visitor).library, id, locale) !== undefined
  }
  return new Hono().post(
    '/',
    describeRoute({
      summary: 'Say what a reader did with the results of a search',
      requestBody: { content: { 'application/json': { schema: resolver(stepSchema) } } },
      responses: {
        204: { description: 'It is kept, or was there already' },
        ...refusals(...writeRefusals, 'unknown-article', 'not-found', 'too-many'),
      },
    }),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      const step = await readBody(c, stepSchema)
      const [row] = await app.db.select().from(searches).where(eq(searches.key, step.search)).limit(1)
      // Not written yet: what came of it is noted behind it.
      const search = row ?? recentSearch(app, step.search)
      if (!search)
        throw new Problem('not-found', {
          detail: 'There is no such search.',
          hint: 'Take the key from the results of GET /api/search; searches are kept for 90 days.',
        })
      if (step.step === 'opened' && !(await isTold(c, step.article, search.locale)))
        throw new Problem('unknown-article', { detail: `There is no article "${step.article}".` })
      count(told, step.search)
      const change = changeBy(step, now().getTime())
      // A step that is recorded already costs no write.
      if (row && row[change.once] !== null && row[change.once] !== false) return c.body(null, 204)
      const first = change.once === 'shown' ? undefined : isNull(searches[change.once])
      app.note(
        app.db
          .update(searches)
          .set(change.values)
          .where(and(eq(searches.key, step.search), first)),
      )
      return c.body(null, 204)
    },
  )
}

/** What a step writes, and the column that shows whether it is recorded already. */
function changeBy(step: Step, at: number) {
  switch (step.step) {
    case 'shown':
      return { once: 'shown', values: { shown: true } } as const
    case 'opened':
      return {
        once: 'openedAt',
        values: { opened: step.article, openedRank: step.rank, openedAt: at },
      } as const
    case 'refined':
      return { once: 'refinedAt', values: { refinedAt: at } } as const
  }
}

function count(told: Map<string, number>, key: string): void {
  const times = (told.get(key) ?? 0) + 1
  told.delete(key)
  told.set(key, times)
  if (told.size > mostCounted) told.delete(told.keys().next().value ?? '')
  if (times > mostSteps)
    throw new Problem('too-many', {
      detail: `More than ${mostSteps} steps were reported for this search.`,
      hint: 'Start a new search: only the first of each step is kept.',
    })
}

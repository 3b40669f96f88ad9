import type { Context } from 'hono'
import { z } from 'zod'
import { decisionsOf } from '#api/storage/decisions.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { Problem, problemOf } from '#api/web/problems.ts'
import { refusal } from '#api/web/refusals.ts'
import type { BulkAnswer, DraftTextAnswer, GapAnswer, GapCard } from './answers.ts'
import { gapAnswer } from './gap-card.ts'
import { gapSince } from './gap-changes.ts'
import { type DecisionBody, decisionSchema, draftSchema, draftText, take } from './gap-decision.ts'
import { csvOfGaps, filtersIn, type GapFilters, gapsAnswer, neighbours } from './gap-list.ts'
import { askersAnswer, giveToProduct, tellAskers, toldSchema } from './gap-notices.ts'
import type { GapSources } from './gap-standing.ts'
import { libraryIn } from './library-in-language.ts'
import { type Inside, languageOf, type StaffRoute } from './route.ts'

/** One decision about many gaps. A draft is begun for one gap, and a gap is withdrawn where its draft is seen. */
const bulkSchema = z.strictObject({
  gaps: z
    .array(z.strictObject({ gap: z.string().max(100), last: z.number().int().min(0) }))
    .min(1)
    .max(200),
  decision: decisionSchema.refine(({ decision }) => !['draft', 'withdraw'].includes(decision), {
    error: 'A draft is begun and withdrawn on the page of its gap.',
  }),
})

/** What a writer does with the list of missing answers. */
export const gapRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/gaps',
    room: 'gaps',
    says: 'The gaps, filtered and in order.',
    async handle(c, inside) {
      return c.json(await gapsAnswer(sourcesFor(c, inside), filtersIn(c.req.query())))
    },
  },
  {
    method: 'GET',
    path: '/gaps.csv',
    room: 'gaps',
    says: 'The same as CSV.',
    async handle(c, inside) {
      const text = csvOfGaps(await gapsAnswer(sourcesFor(c, inside), filtersIn(c.req.query())))
      return c.body(text, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="gaps.csv"',
      })
    },
  },
  {
    method: 'POST',
    path: '/gaps/decisions',
    room: 'gaps',
    says: 'One decision about several gaps.',
    body: bulkSchema,
    async handle(c, inside) {
      const { gaps, decision } = await readBody(c, bulkSchema)
      const answer: BulkAnswer = { done: [], refused: [] }
      // One after the other: each is compared with what was decided last about its gap.
      for (const { gap: id, last } of gaps) {
        try {
          await decideOn(inside, id, { ...decision, last })
          answer.done.push(id)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          const title = (await gapAnswer(sourcesOf(inside.context), id))?.title ?? id
          answer.refused.push({ gap: id, title, why: problemOf(error.problem, error.more) })
        }
      }
      return c.json(answer)
    },
  },
  {
    method: 'GET',
    path: '/gaps/:id',
    room: 'gaps',
    says: 'One gap with its evidence.',
    async handle(c, inside) {
      const id = c.req.param('id') ?? ''
      return c.json(await withNeighbours(sourcesFor(c, inside), id, filtersIn(c.req.query())))
    },
  },
  {
    method: 'POST',
    path: '/gaps/:id/decisions',
    room: 'gaps',
    says: 'Decides about a gap; compared with the last decision that was seen.',
    body: decisionSchema,
    async handle(c, inside) {
      const id = c.req.param('id') ?? ''
      await decideOn(inside, id, await readBody(c, decisionSchema))
      return c.json(await withNeighbours(sourcesFor(c, inside), id, filtersIn(c.req.query())), 201)
    },
  },
  {
    method: 'POST',
    path: '/gaps/:id/draft-text',
    room: 'gaps',
    says: 'A draft as text, where it cannot be written.',
    body: draftSchema,
    async handle(c, { context }) {
      const gap = await gapOf(context, c.req.param('id') ?? '')
      return c.json(draftText(context, gap, await readBody(c, draftSchema)) satisfies DraftTextAnswer)
    },
  },
]

/** What became of those who asked. */
export const askerRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/gaps/:id/askers',
    room: 'gaps',
    says: 'How many of those who asked may be told that it is answered.',
    async handle(c, { context }) {
      return c.json(await askersAnswer(context, await gapOf(context, c.req.param('id') ?? '')))
    },
  },
  {
    method: 'POST',
    path: '/gaps/:id/told',
    room: 'gaps',
    says: 'Tells those who asked, each once, as CSV or by a notice.',
    body: toldSchema,
    async handle(c, inside) {
      const gap = await gapOf(inside.context, c.req.param('id') ?? '')
      return c.json(await tellAskers(inside, gap, await readBody(c, toldSchema)), 201)
    },
  },
]

async function decideOn(inside: Inside, id: string, body: DecisionBody): Promise<void> {
  const { context } = inside
  const gap = await gapOf(context, id)
  const before = await decisionsOf(context.app, gap.id)
  const exists = async (other: string) => (await gapAnswer(sourcesOf(context), other)) !== undefined
  await take(inside, { gap, before, exists }, body)
  if (body.decision === 'product') {
    const decision = (await decisionsOf(context.app, gap.id)).at(-1)?.id ?? 0
    await giveToProduct(inside, gap, { reason: body.reason, decision })
  }
}

async function withNeighbours(sources: GapSources, id: string, filters: GapFilters): Promise<GapAnswer> {
  const gap = await gapIn(sources, id)
  return { ...gap, ...(await neighbours(sources, id, filters)) }
}

const gapOf = (context: AppContext, id: string): Promise<GapCard> => gapIn(sourcesOf(context), id)

async function gapIn(sources: GapSources, id: string): Promise<GapCard> {
  const gap = await gapAnswer(sources, id)
  if (gap) return gap
  const { known, now } = await gapSince(sources, id)
  const dropped = known || (await decisionsOf(sources.app, id)).length > 0
  if (now.length === 0) throw refusal(dropped ? 'gap-not-found-again' : 'no-such-gap')
  const see = now.map(({ id: gap, title }) => ({ title, url: `/staff/gap/?id=${encodeURIComponent(gap)}` }))
  throw refusal(now.length === 1 ? 'gap-held-by-another' : 'gap-held-by-others', {}, { see })
}

const sourcesFor = (c: Context, { context, me }: Inside): GapSources => sourcesOf(context, languageOf(c, me))

function sourcesOf({ app, tickets, everything, environment, now }: AppContext, language = 'en'): GapSources {
  return {
    ...{ app, language },
    tickets: tickets(),
    library: libraryIn(language, everything()),
    content: environment.folders.content,
    today: now().toISOString().slice(0, 10),
  }
}

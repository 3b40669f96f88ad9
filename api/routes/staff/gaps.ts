import { z } from 'zod'
import { decisionsOf } from '#api/storage/decisions.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { Problem } from '#api/web/problems.ts'
import { localeSchema } from '#content/model/locale.ts'
import { gapKinds } from '#core/gaps/kind.ts'
import { gapStates } from '#core/gaps/state.ts'
import type { DraftTextAnswer, GapAnswer } from './answers.ts'
import { gapAnswer, gapsAnswer } from './gap-card.ts'
import { gapSince } from './gap-changes.ts'
import { decisionSchema, draftSchema, draftText, take } from './gap-decision.ts'
import type { GapSources } from './gap-standing.ts'
import type { StaffRoute } from './route.ts'

const filtersSchema = z.strictObject({
  kind: z.enum(gapKinds).optional(),
  segment: z.string().max(100).optional(),
  language: localeSchema.optional(),
  state: z.enum(['todo', 'all', ...gapStates]).optional(),
})

/** What a writer does with the list of missing answers. */
export const gapRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/gaps',
    room: 'gaps',
    async handle(c, { context }) {
      const { data, error } = filtersSchema.safeParse(filled(c.req.query()))
      if (error)
        throw new Problem('invalid-request', { detail: 'Filters are kind, segment, language and state.' })
      return c.json(await gapsAnswer(sourcesOf(context), data))
    },
  },
  {
    method: 'GET',
    path: '/gaps/:id',
    room: 'gaps',
    handle: async (c, { context }) => c.json(await gapOf(context, c.req.param('id') ?? '')),
  },
  {
    method: 'POST',
    path: '/gaps/:id/decisions',
    room: 'gaps',
    async handle(c, inside) {
      const { context } = inside
      const gap = await gapOf(context, c.req.param('id') ?? '')
      const body = await readBody(c, decisionSchema)
      const before = await decisionsOf(context.app, gap.id)
      const exists = async (id: string) => (await gapAnswer(sourcesOf(context), id)) !== undefined
      await take(inside, { gap, before, exists }, body)
      return c.json(await gapOf(context, gap.id), 201)
    },
  },
  {
    method: 'POST',
    path: '/gaps/:id/draft-text',
    room: 'gaps',
    async handle(c, { context }) {
      const gap = await gapOf(context, c.req.param('id') ?? '')
      return c.json(draftText(context, gap, await readBody(c, draftSchema)) satisfies DraftTextAnswer)
    },
  },
]

async function gapOf(context: AppContext, id: string): Promise<GapAnswer> {
  const gap = await gapAnswer(sourcesOf(context), id)
  if (gap) return gap
  const { known, now } = await gapSince(sourcesOf(context), id)
  const dropped = known || (await decisionsOf(context.app, id)).length > 0
  throw new Problem('not-found', {
    detail:
      now.length > 0
        ? `This gap is no more by itself: ${now.length === 1 ? 'another one holds it' : 'others hold its questions'} now.`
        : dropped
          ? 'The last mining no longer found this gap.'
          : 'There is no such gap.',
    hint: now.length > 0 ? 'Decide there.' : 'The list of gaps has what is open now.',
    see: now.map(({ id: gap, title }) => ({ title, url: `/staff/gap/?id=${encodeURIComponent(gap)}` })),
  })
}

function sourcesOf({ app, tickets, everything, environment, now }: AppContext): GapSources {
  return {
    app,
    tickets: tickets(),
    library: everything(),
    content: environment.folders.content,
    today: now().toISOString().slice(0, 10),
  }
}

/** A select left at "all" sends an empty value. */
function filled(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

import { z } from 'zod'
import { readBody } from '#api/body.ts'
import { decide, decisionsOf } from '#api/storage/decisions.ts'
import { people } from '#api/storage/staff-accounts.ts'
import type { AppContext } from '#api/web/context.ts'
import { Problem } from '#api/web/problems.ts'
import { articleFor } from '#content/library/locate.ts'
import { localeSchema } from '#content/model/locale.ts'
import { gapKinds } from '#core/gaps/kind.ts'
import { gapStates } from '#core/gaps/state.ts'
import type { GapAnswer } from './answers.ts'
import { draftFile, removeDraft, writeDraft } from './draft-file.ts'
import { gapAnswer, gapsAnswer, slugOf } from './gap-card.ts'
import { gapSince } from './gap-changes.ts'
import type { GapSources } from './gap-standing.ts'
import type { Inside, StaffRoute } from './route.ts'

const filtersSchema = z.strictObject({
  kind: z.enum(gapKinds).optional(),
  segment: z.string().max(100).optional(),
  language: localeSchema.optional(),
  state: z.enum(['todo', 'all', ...gapStates]).optional(),
})

const reasonSchema = z.string().trim().max(2000)
const optionalReason = reasonSchema.optional()
const word = /^[a-z0-9]+(-[a-z0-9]+)*$/

const decisionSchema = z.discriminatedUnion('decision', [
  /** To a writer; without one, to oneself. */
  z.strictObject({
    decision: z.literal('assign'),
    writer: z.string().max(100).optional(),
    reason: optionalReason,
  }),
  z.strictObject({ decision: z.literal('unassign'), reason: optionalReason }),
  /** It is answered already, by this article. */
  z.strictObject({ decision: z.literal('link'), article: z.string().max(200), reason: optionalReason }),
  z.strictObject({
    decision: z.literal('dismiss'),
    reason: reasonSchema.min(1, 'say why, for whoever finds it again'),
  }),
  z.strictObject({
    decision: z.literal('draft'),
    locale: localeSchema.optional(),
    category: z.string().regex(word),
    slug: z.string().max(80).regex(word, 'lower-case letters, digits and dashes').optional(),
    title: z.string().trim().min(1).max(120).optional(),
    reason: optionalReason,
  }),
  z.strictObject({ decision: z.literal('reopen'), reason: optionalReason }),
])
type Body = z.output<typeof decisionSchema>

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
      refuseEmpty(gap, body)
      await take(inside, gap, body)
      return c.json(await gapOf(context, gap.id), 201)
    },
  },
]

async function take(inside: Inside, gap: GapAnswer, body: Body): Promise<void> {
  const { context, me } = inside
  const { app } = context
  const base = { gap: gap.id, decision: body.decision, by: me.id, reason: body.reason || undefined }
  if (body.decision === 'assign') {
    const writer = body.writer ?? me.id
    const able = (await people(app)).some(({ id, role }) => id === writer && role !== 'agent')
    if (!able)
      throw new Problem('invalid-request', {
        detail: 'There is no such writer.',
        hint: 'Load the page again.',
      })
    return decide(app, { ...base, writer })
  }
  if (body.decision === 'link') {
    const article = articleFor(context.library(), body.article, 'en')
    if (!article)
      throw new Problem('unknown-article', { detail: `There is no article called "${body.article}".` })
    return decide(app, { ...base, article: article.id })
  }
  if (body.decision === 'draft') return draft(inside, gap, body, base)
  if (body.decision === 'dismiss') return decide(app, { ...base, volume: gap.volume })
  return decide(app, base)
}

/** The file first: a decision without its file would be a lie, a file without its decision is removed again. */
async function draft(
  { context }: Inside,
  gap: GapAnswer,
  body: Extract<Body, { decision: 'draft' }>,
  base: { gap: string; decision: 'draft' | Body['decision']; by: string; reason: string | undefined },
): Promise<void> {
  const library = context.library()
  const locale = body.locale ?? mostAsked(gap) ?? library.site.locales[0] ?? 'en'
  const slug =
    body.slug ??
    (slugOf(body.title ?? gap.title) || `gap-${gap.id}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
  if (!library.site.locales.includes(locale))
    throw new Problem('unknown-locale', { detail: `The site does not speak "${locale}".` })
  if (!library.categories.some(({ id }) => id === body.category))
    throw new Problem('invalid-request', {
      detail: `There is no category called "${body.category}".`,
      hint: `Known: ${library.categories.map(({ id }) => id).join(', ')}.`,
    })
  const article = `${body.category}/${slug}`
  if (articleFor(library, article, locale)?.locale === locale)
    throw new Problem('conflict', {
      detail: `There is an article "${article}" already.`,
      hint: 'Choose another address, or link that article.',
    })
  const file = draftFile(context.environment.folders.content, { locale, article })
  const written = await writeDraft(file, {
    gap: gap.id,
    title: body.title ?? gap.title,
    segments: gap.segments
      .filter((one) => one.low > 1 && library.segments.some(({ id }) => id === one.segment))
      .map(({ segment }) => segment),
    keywords: gap.keywords,
    samples: gap.samples.map(({ text }) => text),
    nearest: gap.nearest ? [{ title: gap.nearest.title, url: gap.nearest.url }] : [],
  })
  if (!written)
    throw new Problem('conflict', {
      detail: `The file articles/${locale}/${article}.mdx is there already.`,
      hint: 'Choose another address.',
    })
  try {
    await decide(context.app, { ...base, article, locale })
  } catch (error) {
    await removeDraft(file)
    throw error
  }
}

/** Decisions that would change nothing, or that another one already took. */
function refuseEmpty(gap: GapAnswer, { decision }: Body): void {
  const conflict = (detail: string, hint: string) => new Problem('conflict', { detail, hint })
  if (decision === 'dismiss' && gap.state === 'dismissed')
    throw conflict('The gap is dismissed already.', 'Reopen it to decide anew.')
  if (decision === 'reopen' && gap.state !== 'dismissed' && !gap.answeredBy)
    throw conflict('The gap is open.', 'Only a dismissed or linked gap can be reopened.')
  if (decision === 'draft' && gap.draft)
    throw conflict(`A draft was begun already: ${gap.draft}.`, 'Write it there, then remove "draft: true".')
  if (decision === 'unassign' && !gap.writer)
    throw conflict('Nobody has this gap.', 'There is nothing to undo.')
  if (decision !== 'reopen' && decision !== 'dismiss' && gap.state === 'dismissed')
    throw conflict('The gap is dismissed.', 'Reopen it first.')
}

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

function sourcesOf({ app, tickets, library, environment }: AppContext): GapSources {
  return { app, tickets: tickets(), library: library(), content: environment.folders.content }
}

function mostAsked({ languages }: GapAnswer): string | undefined {
  return Object.entries(languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** A select left at "all" sends an empty value. */
function filled(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

import { z } from 'zod'
import { decide, type NewDecision } from '#api/storage/decisions.ts'
import { people } from '#api/storage/staff-accounts.ts'
import { refusal } from '#api/web/refusals.ts'
import { type DraftSource, draftOf } from '#content/library/draft.ts'
import { articleFor } from '#content/library/locate.ts'
import { localeSchema } from '#content/model/locale.ts'
import type { GapCard } from './answers.ts'
import { digestOf, draftFile, NotWritable, removeDraft, withdrawDraft, writeDraft } from './draft-file.ts'
import { slugOf } from './gap-card.ts'
import { partOf } from './gap-part.ts'
import { begunDraft } from './gap-standing.ts'
import { type Inside, roomsOf } from './route.ts'

const reasonSchema = z.string().trim().max(2000)
const word = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** In every decision: why, and the last decision its author has seen. */
const common = {
  reason: reasonSchema.optional(),
  /** Id of the gap's last decision on the page, 0 for none. Without it the decision is not compared. */
  last: z.number().int().min(0).optional(),
}
const because = { ...common, reason: reasonSchema.min(1, 'say why, for whoever finds it again') }

const draftFields = {
  locale: localeSchema.optional(),
  category: z.string().regex(word),
  slug: z.string().max(80).regex(word, 'lower-case letters, digits and dashes').optional(),
  title: z.string().trim().min(1).max(120).optional(),
}

export const decisionSchema = z.discriminatedUnion('decision', [
  /** To a writer; without one, to oneself. */
  z.strictObject({ decision: z.literal('assign'), writer: z.string().max(100).optional(), ...common }),
  z.strictObject({ decision: z.literal('unassign'), ...common }),
  /** It is answered already, by this article. */
  z.strictObject({ decision: z.literal('link'), article: z.string().max(200), ...common }),
  z.strictObject({ decision: z.literal('draft'), ...draftFields, ...common }),
  z.strictObject({ decision: z.literal('withdraw'), ...common }),
  /** Off the list until a day. */
  z.strictObject({
    decision: z.literal('snooze'),
    until: z.iso.date({ error: 'a day such as 2026-11-20' }),
    ...common,
  }),
  /** The same question as another gap. */
  z.strictObject({ decision: z.literal('merge'), target: z.string().max(100), ...common }),
  /** A topic of another language is another question: the next minings list it by itself. */
  z.strictObject({ decision: z.literal('separate'), part: z.string().max(300), ...common }),
  /** No article helps: the product is to change. */
  z.strictObject({ decision: z.literal('product'), ...because }),
  z.strictObject({ decision: z.literal('dismiss'), ...because }),
  z.strictObject({ decision: z.literal('reopen'), ...common }),
  /** Takes the last decision back. */
  z.strictObject({ decision: z.literal('undo'), ...common }),
])
export type DecisionBody = z.output<typeof decisionSchema>
export const draftSchema = z.strictObject(draftFields)

type Sources = Pick<Inside, 'context' | 'me'>
type Decided = Parameters<typeof begunDraft>[0]

/** Writes the decision down, or refuses it. `before` are the gap's decisions as the answer was made from them. */
export async function take(
  { context, me }: Sources,
  { gap, before, exists }: { gap: GapCard; before: Decided; exists: (gap: string) => Promise<boolean> },
  body: DecisionBody,
): Promise<void> {
  refuseEmpty(gap, body)
  const { app } = context
  const { last } = body
  const base = { gap: gap.id, decision: body.decision, by: me.id, reason: body.reason || null }
  const write = (more: Partial<NewDecision> = {}, deeds: Pick<Deeds, 'first' | 'otherwise'> = {}) =>
    decide(app, { ...base, ...more }, { last, ...deeds })
  const outcome = await (async () => {
    if (body.decision === 'assign')
      return write({ writer: await writerFor(context.app, body.writer ?? me.id) })
    if (body.decision === 'link') return write({ article: articleIn(context, body.article) })
    if (body.decision === 'dismiss') return write({ volume: gap.volume })
    if (body.decision === 'snooze') {
      if (body.until <= context.now().toISOString().slice(0, 10)) throw refusal('day-passed')
      return write({ until: body.until })
    }
    if (body.decision === 'merge') {
      if (body.target === gap.id || !(await exists(body.target))) throw refusal('not-another-gap')
      return write({ target: body.target })
    }
    if (body.decision === 'separate') return write({ part: await partOf(context, gap, body.part) })
    if (body.decision === 'draft') {
      const place = draftPlace(context, gap, body)
      const text = draftOf(draftSource(context, gap, body))
      const file = draftFile(context.environment.folders.content, place)
      return write(
        { ...place, digest: digestOf(text) },
        { first: () => written(file, text), otherwise: () => removeDraft(file) },
      )
    }
    if (body.decision === 'withdraw' || body.decision === 'undo') {
      const begun = begunDraft(before)
      const ofDraft = body.decision === 'withdraw' || before.at(-1)?.decision === 'draft'
      return write(
        {},
        begun && ofDraft ? { first: () => withdrawn(context.environment.folders.content, begun) } : {},
      )
    }
    return write()
  })()
  if (outcome === 'conflict') throw refusal('gap-decided-meanwhile')
}

interface Deeds {
  first?: () => Promise<void>
  otherwise?: () => Promise<void>
}

async function writerFor(app: Parameters<typeof people>[0], id: string): Promise<string> {
  const able = (await people(app)).some((one) => one.id === id && roomsOf[one.role].includes('gaps'))
  if (able) return id
  throw refusal('no-such-writer')
}

function articleIn(context: Inside['context'], id: string): string {
  const article = articleFor(context.everything(), id, 'en')
  if (!article) throw refusal('no-such-article', { article: id })
  return article.id
}

/** Where the draft is to lie; refused where the site has no such place, or an article has it. */
function draftPlace(
  context: Inside['context'],
  gap: GapCard,
  body: z.output<typeof draftSchema>,
): { locale: string; article: string } {
  const library = context.everything()
  const locale = body.locale ?? mostAsked(gap) ?? library.site.locales[0] ?? 'en'
  const slug =
    body.slug ??
    (slugOf(body.title ?? gap.title) || `gap-${gap.id}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
  if (!library.site.locales.includes(locale)) throw refusal('not-a-locale', { locale })
  if (!library.categories.some(({ id }) => id === body.category))
    throw refusal('not-known', {
      name: body.category,
      known: library.categories.map(({ id }) => id).join(', '),
    })
  const article = `${body.category}/${slug}`
  if (articleFor(library, article, locale)?.locale === locale) throw refusal('article-exists', { article })
  return { locale, article }
}

function draftSource(
  context: Inside['context'],
  gap: GapCard,
  { title }: z.output<typeof draftSchema>,
): DraftSource {
  const known = context.library().segments
  return {
    gap: gap.id,
    title: title ?? gap.title,
    segments: gap.segments
      .filter((one) => one.low > 1 && known.some(({ id }) => id === one.segment))
      .map(({ segment }) => segment),
    keywords: gap.keywords,
    samples: gap.samples.map(({ text }) => text),
    nearest: gap.nearest ? [{ title: gap.nearest.title, url: gap.nearest.url }] : [],
  }
}

/** The draft as a file's name and text, for whoever cannot have it written. */
export function draftText(
  context: Inside['context'],
  gap: GapCard,
  body: z.output<typeof draftSchema>,
): { file: string; text: string } {
  const { locale, article } = draftPlace(context, gap, body)
  return { file: `articles/${locale}/${article}.mdx`, text: draftOf(draftSource(context, gap, body)) }
}

/** Writes the draft; refused where a file is, or where nothing can be written. */
async function written(file: ReturnType<typeof draftFile>, text: string): Promise<void> {
  const done = await writeDraft(file, text).catch((error: unknown) => {
    if (error instanceof NotWritable) throw refusal('cannot-write', { file: file.name, why: error.message })
    throw error
  })
  if (!done) throw refusal('file-exists', { file: file.name })
}

async function withdrawn(content: string, begun: NonNullable<ReturnType<typeof begunDraft>>): Promise<void> {
  const outcome = await withdrawDraft(content, begun).catch((error: unknown) => {
    if (error instanceof NotWritable) throw refusal('cannot-remove', { file: begun.file, why: error.message })
    throw error
  })
  if (outcome === 'changed') throw refusal('draft-changed', { file: begun.file })
}

/** Decisions that would change nothing, or that another one already took. */
function refuseEmpty(gap: GapCard, { decision }: DecisionBody): void {
  const away = ['dismissed', 'merged', 'product', 'snoozed'].includes(gap.state)
  if (decision === 'undo') {
    if (gap.last === 0) throw refusal('nothing-decided')
    return
  }
  if (decision === 'dismiss' && gap.state === 'dismissed') throw refusal('dismissed-already')
  if (decision === 'reopen' && !away && !gap.answeredBy) throw refusal('gap-open')
  if (decision === 'draft' && gap.draft) throw refusal('draft-begun', { file: gap.draft })
  if (decision === 'draft' && gap.answeredBy)
    throw refusal('answered-already', { title: gap.answeredBy.title })
  if (decision === 'withdraw' && !gap.draft) throw refusal('no-draft')
  if (decision === 'unassign' && !gap.writer) throw refusal('nobody-assigned')
  if (decision !== 'reopen' && decision !== 'dismiss' && away) throw refusal('gap-away')
}

function mostAsked({ languages }: GapCard): string | undefined {
  return Object.entries(languages).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

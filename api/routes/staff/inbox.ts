import { z } from 'zod'
import { answerItem, type InboxItem, inboxItems, inboxKinds } from '#api/storage/inbox.ts'
import { minedGaps } from '#api/storage/staff-gaps.ts'
import { inboxAnswers } from '#api/storage/staff-schema.ts'
import { readBody, readFilters } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import { say } from '#content/model/locale.ts'
import type { InboxAnswerBody, InboxLine } from './answers.ts'
import { languageOf, type StaffRoute } from './route.ts'

const filtersSchema = z.strictObject({
  kind: z.enum(inboxKinds).optional(),
  state: z.enum(['waiting', 'all', ...inboxAnswers]).optional(),
  article: z.string().max(200).optional(),
})

const answerSchema = z.strictObject({
  item: z.string().min(1).max(2000),
  /** Null: it waits again. */
  answer: z.enum(inboxAnswers).nullable(),
  gap: z.string().max(100).nullish(),
})

/** What agents and readers reported, and what the writers answered. */
export const inboxRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/inbox',
    room: 'gaps',
    says: 'What agents and readers say, by article or topic.',
    async handle(c, { context, me }) {
      const { kind, article, state = 'waiting' } = readFilters(filtersSchema, c.req.query())
      const library = context.everything()
      const reader = languageOf(c, me)
      const { gaps } = await minedGaps(context.tickets())
      const all = await inboxItems(context.app, context.now().getTime())
      const lines = all
        .filter((one) => (kind ? one.kind === kind : isForWriters(one)))
        .filter((one) => !article || one.article === article)
        .filter(
          (one) => state === 'all' || (state === 'waiting' ? one.answer === null : one.answer === state),
        )
        .map((one): InboxLine => {
          const about = one.article ? articleFor(library, one.article, one.locale ?? reader) : undefined
          return {
            ...one,
            at: new Date(one.at).toISOString(),
            segments: one.segments.map(
              (id) => say(library.segments.find((segment) => segment.id === id)?.label, reader) || id,
            ),
            article: about
              ? { id: about.id, title: about.title, url: urlFor(about.id, about.locale) }
              : one.article
                ? { id: one.article, title: one.article, url: null }
                : null,
          }
        })
      return c.json({
        items: lines,
        waiting: all.filter((one) => one.answer === null && isForWriters(one)).length,
        gaps: gaps.map(({ id, title }) => ({ id, title })),
      } satisfies InboxAnswerBody)
    },
  },
  {
    method: 'POST',
    path: '/inbox/answers',
    room: 'gaps',
    says: 'Answers one item of the inbox.',
    body: answerSchema,
    async handle(c, { context, me }) {
      const { item, answer, gap = null } = await readBody(c, answerSchema)
      const known = (await inboxItems(context.app, context.now().getTime())).some((one) => one.item === item)
      if (!known) throw refusal('no-such-message')
      if (gap !== null && !(await minedGaps(context.tickets())).gaps.some(({ id }) => id === gap))
        throw refusal('not-another-gap')
      await answerItem(context.app, { item, answer, gap: answer === 'will-write' ? gap : null, by: me.id })
      return c.json({ item, answer }, 201)
    },
  },
]

/** Messages of the contact form are answered at the desk: writers see them when they ask for them. */
const isForWriters = ({ kind }: InboxItem): boolean => kind !== 'message'

import { z } from 'zod'
import { change } from '#api/storage/staff-change.ts'
import { minedGaps } from '#api/storage/staff-gaps.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { count, limit } from '#api/web/limits.ts'
import { refusal } from '#api/web/refusals.ts'
import { askModel } from '#api/writer/ask-model.ts'
import { type DraftMatter, draftMessages } from '#api/writer/draft-messages.ts'
import { languageName } from '#content/language/formats.ts'
import { articleFor } from '#content/library/locate.ts'
import { marked } from '#content/library/unreviewed.ts'
import type { DraftTextAnswer, FirstDraftOffer } from './answers.ts'
import { placeOf } from './article-file.ts'
import type { StaffRoute } from './route.ts'

/** Questions and articles that are sent. */
const most = { questions: 12, articles: 3 }

/** Characters of customers' words by which the nearest articles are found. */
const longestQuery = 600

const askedSchema = z.strictObject({
  /** The gap that the article answers. */
  gap: z.string().max(100),
})

/** A first draft by the language model of KINDRED_WRITER_URL, for a writer to correct. */
export const firstDraftRoutes: StaffRoute[] = [
  {
    method: 'POST',
    path: '/articles/:locale/:category/:slug/first-draft',
    room: 'gaps',
    says: 'Asks the language model for a first draft; every sentence of it is marked as unreviewed.',
    body: askedSchema,
    async handle(c, { context, me }) {
      const { writer } = context.environment
      if (!writer) throw refusal('no-writer')
      const { locale, file } = placeOf(
        { content: context.environment.folders.content, library: context.everything() },
        c.req.param(),
      )
      const { gap } = await readBody(c, askedSchema)
      const matter = await matterFor(context, gap, locale)
      if (!matter) throw refusal('no-such-gap')
      await count(context, [limit('first-draft', me.id)])
      await change(context.app, () => ({
        value: undefined,
        write: { queries: [], entry: { by: me.id, what: 'draft.asked-of-model', object: file } },
      }))
      const text = await askModel(writer, draftMessages(matter))
      return c.json({ file, text: marked(text, locale) } satisfies DraftTextAnswer)
    },
  },
]

/** What would be sent, and to whom, to be said beside the button; null where no model is set or nothing is asked. */
export async function firstDraftOffer(
  context: AppContext,
  gap: string | undefined,
  locale: string,
): Promise<FirstDraftOffer | null> {
  const { writer } = context.environment
  const matter = writer && gap ? await matterFor(context, gap, locale) : undefined
  if (!writer || !matter) return null
  return {
    host: writer.url.host,
    model: writer.model,
    questions: matter.questions.length,
    articles: matter.articles.map(({ title }) => title),
  }
}

/** Redacted questions of the gap, and passages of the public articles that come nearest. */
async function matterFor(context: AppContext, id: string, locale: string): Promise<DraftMatter | undefined> {
  const gap = (await minedGaps(context.tickets())).gaps.find((one) => one.id === id)
  if (!gap) return undefined
  const open = context.library()
  const nearest = gap.nearest && articleFor(open, gap.nearest.article, locale)
  const query = gap.samples
    .map(({ text }) => text)
    .join(' ')
    .slice(0, longestQuery)
  const found = context.finder().find({ query: `${gap.title} ${query}`, locale, limit: most.articles })
  const articles = new Set([...(nearest ? [nearest] : []), ...found.map(({ article }) => article)])
  return {
    title: gap.title,
    language: languageName(locale, 'en'),
    questions: gap.samples.slice(0, most.questions).map(({ text }) => text),
    articles: [...articles].slice(0, most.articles).map(({ title, passages }) => ({
      title,
      text: passages.map(({ heading, text }) => (heading ? `${heading}: ${text}` : text)).join('\n'),
    })),
  }
}

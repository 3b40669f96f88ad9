import { z } from 'zod'
import { change } from '#api/storage/staff-change.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import { articleFor } from '#content/library/locate.ts'
import type { ArticlesChangedAnswer, ArticlesPlanAnswer } from './answers.ts'
import { replaceFiles } from './article-file.ts'
import { type ArticlesChange, digestOfText, type Plan, type PlannedFile, planOf } from './article-plan.ts'
import { committed, notWritable } from './articles.ts'
import { type Inside, languageOf, type StaffRoute } from './route.ts'

/** Articles in one change; a page of them fits on a screen long before. */
const most = 200

const words = z.array(z.string().trim().min(1).max(80)).max(20)
const changeSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('segments'), add: words, remove: words }),
  z.strictObject({ what: z.literal('keywords'), add: words.min(1), locale: z.string().max(20) }),
  z.strictObject({ what: z.literal('updated'), day: z.iso.date() }),
  z.strictObject({ what: z.literal('category'), category: z.string().max(100) }),
])
const planSchema = z.strictObject({
  articles: z.array(z.string().max(200)).min(1).max(most),
  change: changeSchema,
})
const bulkSchema = planSchema.extend({
  /** Digests of the files as the plan gave them. */
  seen: z.record(z.string().max(300), z.string().max(64).nullable()),
})

/** One change of many articles: first as a plan, then written, then perhaps taken back. */
export const articlesBulkRoutes: StaffRoute[] = [
  {
    method: 'POST',
    path: '/articles/plans',
    room: 'gaps',
    says: 'What a change of many articles would do, file by file.',
    body: planSchema,
    async handle(c, { context, me }) {
      const asked = await readBody(c, planSchema)
      const plan = await planOf(context, checked(context, asked))
      return c.json(planAnswer(context, plan, languageOf(c, me)))
    },
  },
  {
    method: 'POST',
    path: '/articles/changes',
    room: 'gaps',
    says: 'Changes many articles, in one commit where the folder is a git checkout.',
    body: bulkSchema,
    async handle(c, inside) {
      const { plan, kept } = await apply(inside, await readBody(c, bulkSchema))
      const refused = refusedIn(inside.context, plan, languageOf(c, inside.me))
      return c.json({
        done: plan.articles.map(({ article }) => article),
        refused,
        kept,
      } satisfies ArticlesChangedAnswer)
    },
  },
  {
    method: 'DELETE',
    path: '/articles/changes',
    room: 'gaps',
    says: 'Takes back this person’s last change of many articles, while its files are as it left them.',
    handle: async (c, inside) => c.json(await takeBack(inside)),
  },
]

/** The last change of each person, to be taken back: of this process, as git has the rest. */
const last = new WeakMap<AppContext, Map<string, { files: readonly PlannedFile[]; articles: number }>>()

/** Refuses a change to a segment, shelf or language that the site does not have. */
function checked<Asked extends z.output<typeof planSchema>>(context: AppContext, asked: Asked): Asked {
  const { segments, categories, site } = context.everything()
  const { change: wanted } = asked
  const [named, known]: [string[], string[]] =
    wanted.what === 'segments'
      ? [[...wanted.add, ...wanted.remove], segments.map(({ id }) => id)]
      : wanted.what === 'category'
        ? [[wanted.category], categories.map(({ id }) => id)]
        : wanted.what === 'keywords'
          ? [[wanted.locale], [...site.locales]]
          : [[], []]
  const wrong = named.find((one) => !known.includes(one))
  if (wrong !== undefined) throw refusal('not-known', { name: wrong, known: known.join(', ') })
  return asked
}

async function apply(
  { context, me }: Inside,
  asked: z.output<typeof bulkSchema>,
): Promise<{ plan: Plan; kept: ArticlesChangedAnswer['kept'] }> {
  const { content } = context.environment.folders
  const plan = await change<Plan>(context.app, async () => {
    const made = await planOf(context, checked(context, asked), asked.seen)
    const files = filesOf(made)
    if (files.length === 0) return { value: made }
    await replaceFiles(content, files).catch(notWritable(files[0]?.file ?? ''))
    const detail = { what: asked.change.what, articles: made.articles.length }
    return {
      value: made,
      write: { queries: [], entry: { by: me.id, what: 'articles.changed', object: 'articles', detail } },
    }
  })
  const files = filesOf(plan)
  if (files.length > 0) remember(context, me.id, { files, articles: plan.articles.length })
  const message = `${subjectOf(asked.change)} of ${plan.articles.length} articles`
  const kept =
    files.length > 0
      ? await committed(
          content,
          files.map(({ file }) => file),
          { ...me, message },
        )
      : 'file'
  return { plan, kept }
}

async function takeBack({ context, me }: Inside): Promise<ArticlesChangedAnswer> {
  const { content } = context.environment.folders
  const made = last.get(context)?.get(me.id)
  if (!made) throw refusal('nothing-to-take-back')
  const files = made.files.map(({ file, before, after }) => ({ file, before: after, after: before }))
  await change(context.app, async () => {
    const stale = await replaceFiles(content, files).catch(notWritable(files[0]?.file ?? ''))
    if (stale) throw refusal('changed-since', { file: stale })
    return {
      value: undefined,
      write: { queries: [], entry: { by: me.id, what: 'articles.restored', object: 'articles' } },
    }
  })
  last.get(context)?.delete(me.id)
  const message = `Take back the last change of ${made.articles} articles`
  const kept = await committed(
    content,
    files.map(({ file }) => file),
    { ...me, message },
  )
  return { done: [], refused: [], kept }
}

function remember(
  context: AppContext,
  person: string,
  made: { files: readonly PlannedFile[]; articles: number },
): void {
  const all = last.get(context) ?? new Map()
  last.set(context, all.set(person, made))
}

const filesOf = ({ articles, shared }: Plan): PlannedFile[] => [
  ...articles.flatMap(({ files }) => files),
  ...shared,
]

const subjectOf = (made: ArticlesChange): string =>
  ({ segments: 'Segments', keywords: 'Keywords', updated: 'Day of the last check', category: 'Shelf' })[
    made.what
  ]

function planAnswer(context: AppContext, plan: Plan, language: string): ArticlesPlanAnswer {
  return {
    files: filesOf(plan).map(({ file, before, after }) => ({
      ...{ file, before, after },
      digest: digestOfText(before),
    })),
    articles: plan.articles.length,
    refused: refusedIn(context, plan, language),
  }
}

function refusedIn(context: AppContext, { refused }: Plan, language: string): ArticlesPlanAnswer['refused'] {
  const titleOf = (id: string) => articleFor(context.everything(), id, language)?.title ?? id
  return refused.map(({ article, why, file }) => ({ title: titleOf(article), why, file }))
}

// Over 250 lines: every route of one article, with what it refuses.
import type { Context } from 'hono'
import { z } from 'zod'
import { change, type Entry } from '#api/storage/staff-change.ts'
import { minedGaps } from '#api/storage/staff-gaps.ts'
import type { AppContext } from '#api/web/context.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import { checkArticle } from '#content/library/check-article.ts'
import { splitFrontMatter } from '#content/library/front-matter.ts'
import { type Drawn, previewTree } from '#content/library/preview-tree.ts'
import { withKeywords } from '#content/library/with-keywords.ts'
import { say } from '#content/model/locale.ts'
import { shownAt } from '#content/model/publication.ts'
import type { HistoryAnswer, ReadingAnswer, SavedAnswer, SourceAnswer } from './answers.ts'
import {
  type ArticlePlace,
  pictureAddress,
  placeOf,
  readArticleFile,
  replaceArticleFile,
} from './article-file.ts'
import { branchOf, commitFiles, isCheckout, textAt, versionsOf } from './content-git.ts'
import { NotWritable } from './draft-file.ts'
import { firstDraftOffer } from './first-draft.ts'
import { type Inside, languageOf, type StaffRoute } from './route.ts'

/** Longest article, in characters; the longest of the demo has 9,000. */
const longest = 200_000

const saveSchema = z.strictObject({
  text: z.string().max(longest),
  /** SHA-256 of the file as opened, null when it was not there. */
  digest: z.string().max(64).nullable(),
  /** What changed, for the history. */
  message: z.string().trim().max(200).optional(),
})
const keywordsSchema = z.strictObject({
  /** Words that customers use and the article lacks. */
  add: z.array(z.string().trim().min(1).max(80)).min(1).max(20),
})
const readingSchema = z.strictObject({
  text: z.string().max(longest),
  /** Segment of the reader it is drawn for; none: everyone. */
  segment: z.string().max(100).optional(),
})
const address = '/articles/:locale/:category/:slug'

/** What a writer does with one language of an article. */
export const articleRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: address,
    room: 'gaps',
    says: 'An article’s file, to edit.',
    handle: async (c, { context, me }) =>
      c.json(await sourceAnswer(context, placeIn(c, context), languageOf(c, me))),
  },
  {
    method: 'PUT',
    path: address,
    room: 'gaps',
    says: 'Saves an article: a commit where the folder is a git checkout, else a file.',
    body: saveSchema,
    async handle(c, inside) {
      const place = placeIn(c, inside.context)
      return c.json(await save(inside, place, await readBody(c, saveSchema)))
    },
  },
  {
    method: 'POST',
    path: `${address}/keywords`,
    room: 'gaps',
    says: 'Adds keywords to an article.',
    body: keywordsSchema,
    async handle(c, inside) {
      const place = placeIn(c, inside.context)
      return c.json(await addKeywords(inside, place, await readBody(c, keywordsSchema)))
    },
  },
  {
    method: 'POST',
    path: `${address}/reading`,
    room: 'gaps',
    says: 'Checks a text and draws its preview.',
    body: readingSchema,
    async handle(c, { context }) {
      return c.json(readingAnswer(context, placeIn(c, context), await readBody(c, readingSchema)))
    },
  },
  {
    method: 'GET',
    path: `${address}/history`,
    room: 'gaps',
    says: 'Earlier versions.',
    async handle(c, { context }) {
      const { content } = context.environment.folders
      const versions = await versionsOf(content, placeIn(c, context).file)
      return c.json({ versions } satisfies HistoryAnswer)
    },
  },
  {
    method: 'GET',
    path: `${address}/history/:commit`,
    room: 'gaps',
    says: 'One earlier version.',
    async handle(c, { context }) {
      const { content } = context.environment.folders
      const text = await textAt(content, placeIn(c, context).file, c.req.param('commit') ?? '')
      if (text === undefined) throw refusal('no-such-version')
      return c.json({ text })
    },
  },
]

export function libraryOf(context: AppContext) {
  return { content: context.environment.folders.content, library: context.everything() }
}

function placeIn(c: Context, context: AppContext): ArticlePlace {
  return placeOf(libraryOf(context), c.req.param())
}

/** The file as it lies there; where there is none, a beginning from another language, else an empty article. */
async function sourceAnswer(
  context: AppContext,
  place: ArticlePlace,
  language: string,
): Promise<SourceAnswer> {
  const { content, library } = libraryOf(context)
  const { locale, category, slug, file } = place
  const id = `${category}/${slug}`
  const all = [...library.articles, ...library.drafts].filter((one) => one.id === id)
  const there = await readArticleFile(content, file)
  const original = all.find((one) => one.locale === library.site.locales[0]) ?? all[0]
  const begun = original ? await readArticleFile(content, original.file) : undefined
  const published = library.articles.find((one) => one.id === id && one.locale === locale)
  // A draft that was begun since the last publish is in no library yet.
  const own = there && checkedArticle(context, place, there.text).article?.answers
  const gap = own ?? all.find(({ answers }) => answers)?.answers
  const title = gap && (await minedGaps(context.tickets())).gaps.find((one) => one.id === gap)?.title
  const checkout = await isCheckout(content)
  return {
    article: id,
    locale,
    file,
    text: there?.text ?? asDraft(begun?.text ?? '---\ntitle: ""\n---\n\n'),
    digest: there?.digest ?? null,
    url: published?.url ?? null,
    gap: gap ? { id: gap, title: title ?? null, here: title !== undefined } : null,
    branch: checkout ? await branchOf(content) : null,
    languages: library.site.locales.map((one) => ({
      locale: one,
      there: all.some((other) => other.locale === one) || (one === locale && there !== undefined),
    })),
    segments: library.segments.map((one) => ({ id: one.id, label: say(one.label, language) })),
    category: say(library.categories.find((one) => one.id === category)?.label, language) || category,
    writer: await firstDraftOffer(context, gap, locale),
  }
}

/** The same text, not to be published yet. */
function asDraft(text: string): string {
  return /^draft: true$/m.test(text) ? text : text.replace(/^---\n/, '---\ndraft: true\n')
}

async function save(
  { context, me }: Inside,
  place: ArticlePlace,
  { text, digest, message }: z.output<typeof saveSchema>,
): Promise<SavedAnswer> {
  const { content } = context.environment.folders
  const { file } = place
  const outcome = await change<'conflict' | 'saved'>(context.app, async () => {
    const back = await replaceArticleFile(content, file, { text, digest }).catch(notWritable(file))
    if (back === 'conflict') return { value: 'conflict' }
    const entry: Entry = { by: me.id, what: 'article.saved', object: file }
    return { value: 'saved', write: { queries: [], entry } }
  })
  if (outcome === 'conflict') throw refusal('article-saved-meanwhile')
  const saved = await readArticleFile(content, file)
  const { article } = checkedArticle(context, place, text)
  const subject = message || `${digest === null ? 'Begin' : 'Edit'} "${article?.title ?? place.slug}"`
  return {
    digest: saved?.digest ?? null,
    kept: await committed(content, [file], { ...me, message: subject }),
  }
}

/** Saved as the editor saves, with the file as it is now. */
async function addKeywords(
  inside: Inside,
  place: ArticlePlace,
  { add }: z.output<typeof keywordsSchema>,
): Promise<SavedAnswer> {
  const there = await readArticleFile(libraryOf(inside.context).content, place.file)
  if (!there) throw refusal('no-such-file', { file: place.file })
  const text = withKeywords(there.text, add)
  if (text === undefined) throw refusal('keywords-no-list', { file: place.file })
  const message = `Add keywords to "${place.slug}": ${add.join(', ')}`.slice(0, 200)
  return save(inside, place, { text, digest: there.digest, message })
}

/** `commit` where the folder is a git checkout and takes one, else `file`: the text is saved in both cases. */
export async function committed(
  content: string,
  files: readonly string[],
  by: { name: string; email: string; message: string },
): Promise<SavedAnswer['kept']> {
  if (!(await isCheckout(content))) return 'file'
  return commitFiles(content, files, by).then(
    () => 'commit' as const,
    () => 'not-committed' as const,
  )
}

function checkedArticle(context: AppContext, place: ArticlePlace, text: string) {
  const known = { library: context.everything(), places: context.places() }
  return checkArticle(known, { ...place, text, now: context.now() })
}

function readingAnswer(
  context: AppContext,
  place: ArticlePlace,
  { text, segment }: z.output<typeof readingSchema>,
): ReadingAnswer {
  const library = context.everything()
  const { article, issues } = checkedArticle(context, place, text)
  const split = splitFrontMatter(text)
  const labelOf = (id: string) =>
    say(library.segments.find((one) => one.id === id)?.label, place.locale) || id
  let tree: Drawn[] = []
  try {
    tree = previewTree(article?.body ?? split?.body ?? text, {
      format: place.file.endsWith('.mdx') ? 'mdx' : 'md',
      segments: segment ? [segment] : [],
      shownFor: (segments) => segments.map(labelOf).join(', '),
      title: article?.title ?? '',
      picture: (src) => pictureAddress(place, src),
    })
  } catch {
    // The check says where it does not parse.
  }
  return {
    title: article?.title ?? '',
    description: article?.description ?? '',
    draft: article?.draft ?? true,
    held: article?.held ?? null,
    schedule: {
      publish: shownAt(article?.publish_at ?? '', library.site.timezone) ?? '',
      expire: shownAt(article?.expires_at ?? '', library.site.timezone) ?? '',
      zone: library.site.timezone,
    },
    issues: issues.map(({ line, message, hint, level }) => ({
      line,
      message,
      hint: hint ?? '',
      stops: !level,
    })),
    tree,
    offset: split?.offset ?? 0,
  }
}

export function notWritable(file: string) {
  return (error: unknown): never => {
    if (error instanceof NotWritable) throw refusal('cannot-write', { file, why: error.message })
    throw error
  }
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppContext } from '#api/web/context.ts'
import { changedArticle, type FieldChange } from '#content/library/changed-article.ts'
import { follow } from '#content/library/links.ts'
import { parseBody } from '#content/library/mdx.ts'
import { isBeside, movedArticle, withNewName, withoutPlace } from '#content/library/moved-article.ts'
import type { Article } from '#content/model/article.ts'
import { digestOf } from './draft-file.ts'

/** A change that holds for many articles; keywords are words of one language. */
export type ArticlesChange =
  | Exclude<FieldChange, { what: 'keywords' }>
  | (Extract<FieldChange, { what: 'keywords' }> & { readonly locale: string })
  | { readonly what: 'category'; readonly category: string }

/** Why an article stays as it is: see the words in site/staff/articles-bulk.ts. */
export type Refused = 'no-such-article' | 'front-matter' | 'section' | 'taken' | 'linked' | 'changed'

export interface PlannedFile {
  /** Below the content folder. */
  readonly file: string
  /** Null where there is none. */
  readonly before: string | null
  /** Null where there will be none. */
  readonly after: string | null
}

/** What a change comes to, before anything is written. */
export interface Plan {
  /** Articles that change, each with its own files. */
  readonly articles: readonly { readonly article: string; readonly files: readonly PlannedFile[] }[]
  /** Files that name articles which move. */
  readonly shared: readonly PlannedFile[]
  readonly refused: readonly { readonly article: string; readonly why: Refused; readonly file: string }[]
}

type Outcome = { files: PlannedFile[] } | { why: Refused; file: string }

/** Digest of a file's text, null for none. */
export const digestOfText = (text: string | null): string | null => (text === null ? null : digestOf(text))

/**
 * What a change does to the files of these articles as they are now, in every language that it concerns. An article of
 * which one file cannot be changed stays as it is in all languages.
 * @param seen digests of the files as somebody saw them; an article with another one is refused
 */
export async function planOf(
  context: AppContext,
  { articles, change }: { articles: readonly string[]; change: ArticlesChange },
  seen?: Readonly<Record<string, string | null>>,
): Promise<Plan> {
  const { content } = context.environment.folders
  const library = context.everything()
  const textOf = (file: string) => textAt(content, file)
  const planned: { article: string; files: PlannedFile[] }[] = []
  const refused: Plan['refused'][number][] = []
  for (const article of new Set(articles)) {
    const all = [...library.articles, ...library.drafts].filter(({ id }) => id === article)
    const versions = change.what === 'keywords' ? all.filter(({ locale }) => locale === change.locale) : all
    const outcome =
      versions.length === 0
        ? { why: 'no-such-article' as const, file: '' }
        : change.what === 'category'
          ? await moved(context, versions, change.category, textOf)
          : await changed(versions, change, textOf)
    const stale =
      seen && 'files' in outcome
        ? outcome.files.find(({ file, before }) => (seen[file] ?? null) !== digestOfText(before))
        : undefined
    if ('why' in outcome) refused.push({ article, ...outcome })
    else if (stale) refused.push({ article, why: 'changed', file: stale.file })
    else if (outcome.files.length > 0) planned.push({ article, files: outcome.files })
  }
  const shared =
    change.what === 'category'
      ? await renamed(
          context,
          planned.map(({ article }) => article),
          change.category,
        )
      : []
  return { articles: planned, shared, refused }
}

async function changed(
  versions: readonly Article[],
  change: FieldChange,
  textOf: (file: string) => Promise<string | null>,
): Promise<Outcome> {
  const files: PlannedFile[] = []
  for (const { file } of versions) {
    const before = await textOf(file)
    if (before === null) return { why: 'no-such-article', file }
    const after = changedArticle(before, change)
    if (after === undefined) return { why: 'front-matter', file }
    if (after !== before) files.push({ file, before, after })
  }
  return { files }
}

/** An article's files on another shelf. What links to it by a path beside it would lose it, so that is refused. */
async function moved(
  context: AppContext,
  versions: readonly Article[],
  category: string,
  textOf: (file: string) => Promise<string | null>,
): Promise<Outcome> {
  const files: PlannedFile[] = []
  for (const article of versions) {
    const { file, slug } = article
    if (article.category === category) continue
    if (slug.includes('/')) return { why: 'section', file }
    const before = await textOf(file)
    if (before === null) return { why: 'no-such-article', file }
    const after = movedArticle(before, article)
    if (after === undefined) return { why: 'front-matter', file }
    const [root, folder, , name] = file.split('/')
    const target = [root, folder, category, name].join('/')
    const twins = [target, target.replace(/x$/, ''), target.replace(/d$/, 'dx')]
    for (const twin of twins) if ((await textOf(twin)) !== null) return { why: 'taken', file: twin }
    const linking = linkedFrom(context, article)
    if (linking) return { why: 'linked', file: linking }
    files.push({ file, before, after: null }, { file: target, before: null, after })
  }
  return { files }
}

/** The file of another article that links to this one by a path from its own folder. */
function linkedFrom(context: AppContext, { id, slug, url }: Article): string | undefined {
  const { articles, drafts } = context.everything()
  const places = context.places()
  return [...articles, ...drafts].find(({ id: own, file, url: at, locale, body }) => {
    if (own === id || !body.includes(slug)) return false
    const from = { file, page: { url: at }, locale }
    const { links } = parseBody(body, file.endsWith('.mdx') ? 'mdx' : 'md', undefined, new Map())
    return links.some(({ href }) => {
      const target = isBeside(href) && follow(href, from, places)
      return target && 'page' in target && target.page.url === url
    })
  })?.file
}

/** The files of names: the site, its segments and its shelves. */
async function renamed(
  context: AppContext,
  ids: readonly string[],
  category: string,
): Promise<PlannedFile[]> {
  const { content } = context.environment.folders
  const { segments } = context.everything()
  const names = ['site.yaml', 'categories.yaml', ...segments.map(({ id }) => `segments/${id}.yaml`)]
  const files = await Promise.all(
    names.map(async (file) => {
      const before = await textAt(content, file)
      if (before === null) return []
      const after = ids.reduce((text, id) => {
        const [shelf = '', slug = ''] = id.split('/')
        return file === 'categories.yaml'
          ? withoutPlace(text, shelf, slug)
          : withNewName(text, id, `${category}/${slug}`)
      }, before)
      return after === before ? [] : [{ file, before, after }]
    }),
  )
  return files.flat()
}

async function textAt(content: string, file: string): Promise<string | null> {
  return readFile(join(content, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

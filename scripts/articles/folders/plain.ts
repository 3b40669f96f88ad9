import { localeSchema } from '#content/model/locale.ts'
import type { Layout } from './layout.ts'
import type { SourceFolder } from './source-folder.ts'

/** From this share of the articles on, a folder is what the others lie around: "docs" and not a shelf. */
const wrapping = 0.9

/** Any folder of Markdown: a folder a shelf, or a folder a language with shelves in it. */
export function plainFolder(folder: SourceFolder): Layout | undefined {
  const all = folder.files.filter((file) => /\.(?:mdx?|markdown)$/i.test(file) && !/(?:^|\/)\./.test(file))
  if (all.length === 0) return undefined
  const within = wrapped(all, '')
  const prefix = within === '' ? '' : `${within}/`
  // What a repository says of itself is no article.
  const articles = all.filter((file) => file.startsWith(prefix) && !/^readme\.\w+$/i.test(file))
  const below = articles.map((file) => file.slice(prefix.length))
  const tops = [...new Set(below.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!))]
  const languages = tops.filter(isLanguage)
  const byLanguage = languages.length > 0 && languages.length === tops.length
  const first = languages.includes('en') ? 'en' : (languages[0] ?? 'en')
  return {
    generator: undefined,
    kind: 'Markdown',
    locales: byLanguage ? [first, ...languages.filter((one) => one !== first)] : ['en'],
    folders: byLanguage
      ? languages.map((locale) => ({ path: `${prefix}${locale}`, locale }))
      : [{ path: within }],
    skip: (path) => within === '' && /^readme\.\w+$/i.test(path),
    outside: all.filter((file) => !file.startsWith(prefix)),
    shelves: [],
    base: '',
    publicFolders: ['', 'static', 'public', 'assets', ...(within === '' ? [] : [within, `${prefix}public`])],
    origins: [],
    values: new Map(),
    notes: [],
  }
}

/** The folder that nearly all articles lie in, as long as shelves lie in it in turn; '' when they are spread already. */
function wrapped(articles: readonly string[], prefix: string): string {
  const inner = articles.map((file) => file.slice(prefix.length)).filter((file) => file.includes('/'))
  const most = [...Map.groupBy(inner, (file) => file.split('/')[0]!)].find(
    ([, files]) => files.length >= wrapping * articles.length,
  )
  const shelves = most?.[1].filter((file) => file.split('/').length > 2) ?? []
  // A folder that all lie in because they are of one language says which.
  if (!most || isLanguage(most[0]) || shelves.length < wrapping * most[1].length) return prefix.slice(0, -1)
  const next = `${prefix}${most[0]}/`
  return wrapped(
    articles.filter((file) => file.startsWith(next)),
    next,
  )
}

function isLanguage(folder: string): boolean {
  return /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/.test(folder) && localeSchema.safeParse(folder).success
}

import { localeSchema } from '#content/model/locale.ts'
import type { Layout } from './layout.ts'
import type { SourceFolder } from './source-folder.ts'

/** Any folder of Markdown: a folder a shelf, or a folder a language with shelves in it. */
export function plainFolder(folder: SourceFolder): Layout | undefined {
  const articles = folder.files.filter((file) => /\.(?:mdx?|markdown)$/i.test(file))
  if (articles.length === 0) return undefined
  const tops = [...new Set(articles.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!))]
  const languages = tops.filter(
    (top) => /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/.test(top) && localeSchema.safeParse(top).success,
  )
  const byLanguage = languages.length > 0 && languages.length === tops.length
  const first = languages.includes('en') ? 'en' : (languages[0] ?? 'en')
  return {
    generator: undefined,
    kind: 'Markdown',
    locales: byLanguage ? [first, ...languages.filter((one) => one !== first)] : ['en'],
    folders: byLanguage ? languages.map((locale) => ({ path: locale, locale })) : [{ path: '' }],
    shelves: [],
    base: '',
    publicFolders: ['', 'static', 'public', 'assets'],
    origins: [],
    values: new Map(),
    notes: [],
  }
}

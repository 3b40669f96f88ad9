import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { besideIn } from '#content/library/beside.ts'
import type { CheckedLibrary } from '#content/library/index.ts'
import { decoded, writtenAs } from '#content/library/links.ts'
import { articleFor, articleIds } from '#content/library/locate.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Article } from '#content/model/article.ts'
import { mostSuggestions } from '#core/suggest.ts'

/** What the page of an article is made of, as one word, by the page's path: `/en/cards/freeze-a-card/index.html`. */
export type PageKeys = Readonly<Record<string, string>>

/** Pages of articles that are drawn, or need not be drawn, together. */
export interface CarriedOver {
  readonly pages: readonly string[]
  /** Files of articles all of whose pages are among them, below the content folder. */
  readonly files: readonly string[]
}

/**
 * A key for the page of every article: equal keys, equal pages. It is of the article itself, of what the page shows of
 * others (`besideIn`), of where its links lead, and of what is around every article.
 *
 * @param shown the library and the places of the public build
 * @param around one word for the program, the settings, and every file of the content that is no article
 */
export function pageKeys(
  { library, places, addresses }: Pick<CheckedLibrary, 'library' | 'places' | 'addresses'>,
  around: string,
): Map<string, { key: string; file: string }> {
  const beside = besideIn(library, openLibrary(library), mostSuggestions)
  const common = hashOf([around, { ...library, articles: [], drafts: [] }])
  const own = new Map<Article, string>()
  const keyOf = (article: Article): string => {
    const page = places.articles.get(article.file.replace(/\.mdx?$/, '')) ?? { url: article.url }
    const from = { file: article.file, page, locale: article.locale }
    const known =
      own.get(article) ??
      hashOf([article, addresses.get(article.file)?.map((href) => writtenAs(href, from, places))])
    own.set(article, known)
    return known
  }
  const keys = new Map<string, { key: string; file: string }>()
  for (const locale of library.site.locales)
    for (const id of articleIds(library)) {
      const article = articleFor(library, id, locale)!
      const key = hashOf([common, keyOf(article), beside(article, locale)])
      keys.set(`/${locale}/${id}/index.html`, { key, file: article.file })
    }
  return keys
}

/** Which of these pages the build before has as they will be. @param before its folder, and the keys it was made by */
export function carriedOver(
  keys: ReturnType<typeof pageKeys>,
  before: { root: string; keys: PageKeys },
): CarriedOver {
  const same = ([path, { key }]: [string, { key: string }]) =>
    before.keys[path] === key && existsSync(join(before.root, path))
  const changed = new Set([...keys].filter((page) => !same(page)).map(([, { file }]) => file))
  const pages = [...keys].filter(([, { file }]) => !changed.has(file))
  return { pages: pages.map(([path]) => path), files: [...new Set(pages.map(([, { file }]) => file))] }
}

/** Articles that one run of Astro draws: it holds all of them compiled until it ends, about half a megabyte each. */
const mostAtOnce = 2000

/**
 * The articles that are to be drawn, in parts for one run of Astro each, so that the memory of a build does not grow
 * with the library. One part at least, as there is more to draw than articles.
 *
 * @param drawn files of articles that need not be drawn
 */
export function partsToDraw(
  keys: ReturnType<typeof pageKeys>,
  drawn: readonly string[],
  most = mostAtOnce,
): CarriedOver[] {
  const byFile = Map.groupBy(keys, ([, { file }]) => file)
  for (const file of drawn) byFile.delete(file)
  const files = [...byFile.keys()]
  return Array.from({ length: Math.max(1, Math.ceil(files.length / most)) }, (_, at) => {
    const part = files.slice(at * most, (at + 1) * most)
    return { files: part, pages: part.flatMap((file) => byFile.get(file)!.map(([path]) => path)) }
  })
}

/** Copies pages from one build to another, with their Markdown, and the pictures and cards that only they name. */
export function carryOver(pages: readonly string[], from: string, to: string): void {
  for (const path of pages) {
    copy(path.replace(/\/index\.html$/, '.md'), from, to)
    const html = readFileSync(join(from, path), 'utf8')
    for (const [, folder = '', name = ''] of html.matchAll(/\/(_astro|social)\/([^"'\s)<>,?#&/]+)/g))
      copy(join(folder, basename(decoded(name))), from, to)
    copy(path, from, to)
  }
}

/** What only looks like a file's address in the text of a page is none. */
function copy(path: string, from: string, to: string): void {
  if (existsSync(join(to, path)) || !statSync(join(from, path), { throwIfNoEntry: false })?.isFile()) return
  mkdirSync(dirname(join(to, path)), { recursive: true })
  copyFileSync(join(from, path), join(to, path))
}

const keysFile = (folder: string): string => join(folder, 'pages.json')

/** @param folder of what publishing left for the server alone: addresses of unlisted articles are among the keys */
export function readPageKeys(folder: string): PageKeys {
  try {
    return JSON.parse(readFileSync(keysFile(folder), 'utf8')) as PageKeys
  } catch {
    // Made by an earlier version, or cut short: all pages are drawn.
    return {}
  }
}

export function writePageKeys(folder: string, keys: ReturnType<typeof pageKeys>): void {
  const plain = Object.fromEntries([...keys].map(([path, { key }]) => [path, key]))
  writeFileSync(keysFile(folder), JSON.stringify(plain), { mode: 0o600 })
}

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)

import { readFile } from 'node:fs/promises'
import { deserialize } from 'node:v8'
import { besideIn, onShelf } from '#content/library/beside.ts'
import { type CheckedLibrary, readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { type OpenLibrary, openLibrary } from '#content/library/open-library.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { mostSuggestions } from '#core/suggest.ts'

const drafts = process.env['KINDRED_DRAFTS'] === '1'
// A build is given what was read and checked; it could not read it itself, see scripts/site/README.md.
const given = process.env['KINDRED_LIBRARY']
const {
  library: read,
  issues,
  places: found,
  restricted,
}: Pick<CheckedLibrary, 'library' | 'issues' | 'places'> & { restricted?: boolean } = given
  ? deserialize(await readFile(given))
  : await readLibrary(process.env['KINDRED_CONTENT'] || 'content/marlin')
if (issues.length > 0 && !drafts) throw new Error(`The content has issues:\n${printIssues(issues)}`)

/** Where links may lead. */
export const places = found

/** The company's library, read once a build, for the pages of articles; a writer's preview has drafts as well. */
export const everything: Library = drafts
  ? {
      ...read,
      articles: [...read.articles, ...read.drafts.filter(({ locale }) => read.site.locales.includes(locale))],
    }
  : read

/** The articles that get a page: of a build either all that everybody may read or the restricted ones, in a preview both. */
export const paged: Library =
  restricted === undefined
    ? everything
    : {
        ...everything,
        articles: everything.articles.filter((article) => (article.restricted !== undefined) === restricted),
      }

/** The same as anybody may see it: for lists, feeds, maps and every other page. */
export const library: OpenLibrary = openLibrary(everything)

const shelves = new Map<string, readonly Article[]>()

/** Articles on a shelf as readers of `locale` see them, in the editors' order; every article's page asks for its own. */
export function shelf(category: string, locale: string): readonly Article[] {
  const key = `${locale}/${category}`
  const known = shelves.get(key) ?? onShelf(library, category, locale)
  shelves.set(key, known)
  return known
}

/** What the page of an article shows of others. */
export const beside = besideIn(everything, library, mostSuggestions)

/** How many articles there are on all shelves. */
export function articleCount(): number {
  return new Set(library.articles.map(({ id }) => id)).size
}

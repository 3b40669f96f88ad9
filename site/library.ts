import { readFile } from 'node:fs/promises'
import { deserialize } from 'node:v8'
import { type CheckedLibrary, readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { articleFor } from '#content/library/locate.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'

const drafts = process.env['KINDRED_DRAFTS'] === '1'
// A build is given what was read and checked; it could not read it itself, see scripts/site/README.md.
const given = process.env['KINDRED_LIBRARY']
const {
  library: read,
  issues,
  places: found,
}: Pick<CheckedLibrary, 'library' | 'issues' | 'places'> = given
  ? deserialize(await readFile(given))
  : await readLibrary(process.env['KINDRED_CONTENT'] || 'content/marlin')
if (issues.length > 0 && !drafts) throw new Error(`The content has issues:\n${printIssues(issues)}`)

/** Where links may lead. */
export const places = found

/** The company's library, read once a build; a writer's preview has the drafts on the shelves as well. */
export const library: Library = drafts
  ? {
      ...read,
      articles: [...read.articles, ...read.drafts.filter(({ locale }) => read.site.locales.includes(locale))],
    }
  : read

/** Articles on a shelf as readers of `locale` see them, in the editors' order; unlisted ones are on no shelf. */
export function shelf(category: string, locale: string): Article[] {
  const ids = new Set(library.articles.filter((article) => article.category === category).map(({ id }) => id))
  return [...ids]
    .flatMap((id) => articleFor(library, id, locale) ?? [])
    .filter(({ access }) => access === 'open')
}

/** How many articles there are on all shelves. */
export function articleCount(): number {
  return new Set(library.articles.filter(({ access }) => access === 'open').map(({ id }) => id)).size
}

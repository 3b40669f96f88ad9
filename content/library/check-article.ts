import { canonicalAddress } from '../model/addresses.ts'
import type { Article } from '../model/article.ts'
import type { Library } from '../model/library.ts'
import { checkArticles } from './check.ts'
import { checkLinks } from './check-links.ts'
import type { Issue } from './issue.ts'
import type { Places } from './links.ts'
import { articleIn } from './read-folder.ts'
import { variablesIn } from './variables.ts'

/** An article that may not be saved yet. */
export interface Writing {
  /** Below the content folder: `articles/en/cards/freeze-a-card.mdx`. */
  readonly file: string
  readonly locale: string
  readonly category: string
  readonly slug: string
  readonly text: string
  readonly now: Date
}

/**
 * Checks one article as it is being written against the library as last published: the same issues as the check of the
 * whole folder, without reading it. Headings and pictures that others added since are not known.
 */
export function checkArticle(
  { library, places }: { library: Library; places: Places },
  { text, now, ...path }: Writing,
): { article: Article | undefined; issues: Issue[] } {
  const issues: Issue[] = []
  const { variables: all, locales, timezone } = library.site
  const variables = variablesIn(all, path.locale, locales[0])
  const day = now.toISOString().slice(0, 10)
  const context = { variables, issues, clock: { now, zone: timezone } }
  const read = articleIn(text, path, { git: undefined, file: day }, context)
  if (read) {
    const { article, parsed } = read
    const page = { url: article.url, anchors: parsed.anchors, held: article.held }
    const pages = new Map(places.pages).set(canonicalAddress(article.url), page)
    const others = [...library.articles, ...library.drafts].filter(({ file }) => file !== path.file)
    const names = {
      segments: library.segments.map(({ id }) => id),
      declared: library.categories.map(({ id }) => id),
      addresses: new Map(others.map(({ url, file }) => [canonicalAddress(url), file])),
    }
    issues.push(...checkArticles(library, [read], names), ...checkLinks([read], { ...places, pages }))
  }
  return { article: read?.article, issues: issues.toSorted((a, b) => a.line - b.line) }
}

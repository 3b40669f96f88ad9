import type { Article } from '../model/article.ts'
import type { Library } from '../model/library.ts'
import { articleFor, localesOf } from './locate.ts'
import type { OpenLibrary } from './open-library.ts'

/** Articles related to one that its page shows; the pages of one shelf show much the same. */
export const relatedCount = 5

/** Another article as a link names it. */
type Named = Pick<Article, 'id' | 'title' | 'locale'>

/** What the page of an article shows of all other articles. */
export interface Beside {
  readonly before: Named | undefined
  readonly after: Named | undefined
  /** Translated ones first. */
  readonly related: readonly Named[]
  /** Locales it exists in. */
  readonly locales: readonly string[]
}

/**
 * Says of each article what its page shows beside it. Whatever else a page took from the library of articles would go
 * stale, since publishing draws again only pages for which this or the article itself has changed.
 *
 * @param spare related ones beyond those that are seen, which take the place of others
 */
export function besideIn(
  everything: Library,
  open: OpenLibrary,
  spare: number,
): (article: Article, locale: string) => Beside {
  const shelves = new Map<string, Shelf>()
  return ({ id, category }, locale) => {
    const key = `${locale}/${category}`
    const shelf = shelves.get(key) ?? shelfOf(open, category, locale)
    shelves.set(key, shelf)
    const at = shelf.positions.get(id)
    const others = shelf.translatedFirst.slice(0, relatedCount + spare + 1).filter((one) => one.id !== id)
    return {
      before: at === undefined ? undefined : named(shelf.articles[at - 1]),
      after: at === undefined ? undefined : named(shelf.articles[at + 1]),
      related: others.slice(0, relatedCount + spare).map((one) => named(one)!),
      locales: localesOf(everything, id),
    }
  }
}

interface Shelf {
  readonly articles: readonly Article[]
  readonly positions: ReadonlyMap<string, number>
  readonly translatedFirst: readonly Article[]
}

function shelfOf(open: OpenLibrary, category: string, locale: string): Shelf {
  const articles = onShelf(open, category, locale)
  return {
    articles,
    positions: new Map(articles.map(({ id }, at) => [id, at])),
    translatedFirst: articles.toSorted((a, b) => Number(a.locale !== locale) - Number(b.locale !== locale)),
  }
}

/** Articles on a shelf as readers of `locale` see them, in the editors' order. */
export function onShelf(open: OpenLibrary, category: string, locale: string): Article[] {
  const ids = new Set(open.articles.filter((article) => article.category === category).map(({ id }) => id))
  return [...ids].flatMap((id) => articleFor(open, id, locale) ?? [])
}

const named = (article: Article | undefined): Named | undefined =>
  article && { id: article.id, title: article.title, locale: article.locale }

import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'

declare const open: unique symbol

/** A library without what is held back and without articles that its readers may not be told of; only this file makes one. */
export type OpenLibrary = Library & { readonly [open]: true }

const nobody: ReadonlySet<string> = new Set()

/**
 * The library as anybody may see it. Made once, when a library is published; whatever lists, searches, orders or
 * names articles to the public takes this type, so no use has a filter of its own to forget. A page that is reached by
 * its link, and staff, take the whole library.
 */
export function openLibrary(library: Library): OpenLibrary {
  return openedTo(library, nobody)
}

/** The same for readers of these audiences: with the articles that are restricted to one of them. */
export function openedTo(library: Library, audiences: ReadonlySet<string>): OpenLibrary {
  const told = library.articles.filter((article) => article.access === 'open' && mayRead(article, audiences))
  return named(library, told, (article) => mayRead(article, audiences)) as unknown as OpenLibrary
}

/** What the public build is made of: open and unlisted articles. Nothing in it names one that is restricted or held back. */
export function publicLibrary(library: Library): Library {
  const articles = library.articles.filter((article) => mayRead(article, nobody))
  return named(library, articles, (article) => mayRead(article, nobody))
}

/** Whether a reader of these audiences may read it; of an unlisted article they must know the address besides. */
export function mayRead(
  { restricted }: Pick<Article, 'restricted'>,
  audiences: ReadonlySet<string>,
): boolean {
  return restricted === undefined || restricted.some((segment) => audiences.has(segment))
}

/** The library with these articles, and without the names that shelves, segments and the site give to others. */
function named(library: Library, articles: readonly Article[], may: (article: Article) => boolean): Library {
  const hidden = [...library.articles, ...library.drafts].filter((article) => !may(article))
  const isPublic = new Set(library.articles.map(({ id }) => id))
  // The site and its segments may name an article before and after its time.
  const held = library.drafts.filter(({ id }) => !isPublic.has(id))
  if (hidden.length + held.length === 0) return { ...library, articles, drafts: [] }
  const ids = new Set([...hidden, ...held].map(({ id }) => id))
  const isTold = (id: string): boolean => !ids.has(id)
  const shelves = new Set(articles.map(({ category }) => category))
  // A shelf of nothing but restricted articles would tell that there are some.
  const bare = new Set(hidden.map(({ category }) => category).filter((category) => !shelves.has(category)))
  return {
    ...library,
    site: {
      ...library.site,
      urgent: library.site.urgent.filter(({ article }) => isTold(article)),
      most_asked: library.site.most_asked.filter(isTold),
      widget: library.site.widget.map((one) => ({ ...one, show: one.show.filter(isTold) })),
    },
    categories: library.categories
      .filter(({ id }) => !bare.has(id))
      .map((one) => ({ ...one, articles: one.articles.filter((slug) => isTold(`${one.id}/${slug}`)) })),
    segments: library.segments.map((one) => ({
      ...one,
      categories: one.categories.filter((id) => !bare.has(id)),
      suggest: one.suggest.filter(isTold),
      ...(one.steps && { steps: { ...one.steps, articles: one.steps.articles.filter(isTold) } }),
    })),
    articles,
    drafts: [],
  }
}

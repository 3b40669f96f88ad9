import { articleFor, articleIds, urlFor } from '#content/library/locate.ts'
import type { OpenLibrary } from '#content/library/open-library.ts'
import { order } from './order.ts'
import type { Listed, View } from './visitor.ts'

/** More would make the panel scroll before anything was asked. */
const most = 5

export interface WidgetFor {
  readonly library: OpenLibrary
  /** Of the visitor, in `locale`. */
  readonly view: View
  readonly locale: string
  /** Of the product's page: `/cards/new`. */
  readonly path: string
  /** Articles that the product itself names. */
  readonly articles: readonly string[]
}

export interface WidgetItem extends Listed {
  /** Why it stands here for this reader; '' where nothing moved it. */
  readonly because: string
}

/**
 * What the widget shows before anything is asked: the articles that the product names, or those that site.yaml gives its
 * path, in the order for this visitor; then what is first for the visitor; then what is asked most.
 */
export function suggestInWidget({ library, view, locale, path, articles }: WidgetFor): WidgetItem[] {
  const { suggestions } = view.ordering
  const reasons = new Map([
    ...view.lifted.map(({ article, because }) => [article, because] as const),
    ...suggestions.map(({ article, because }) => [article, because.text] as const),
  ])
  const here = articles.length > 0 ? articles : shownAt(library, path)
  const lifted = view.lifted.map(({ article }) => article)
  const ids = [
    ...order(here, lifted),
    ...suggestions.map(({ article }) => article),
    ...library.site.most_asked,
  ]
  const said = new Set<string>()
  return [...new Set(ids)]
    .flatMap((id): WidgetItem[] => {
      const article = articleFor(library, id, locale)
      if (!article) return []
      const { title, locale: language } = article
      return [{ article: id, title, language, url: urlFor(id, locale), because: reasons.get(id) ?? '' }]
    })
    .slice(0, most)
    .map((item) => {
      // The same sentence twice tells nobody anything.
      const because = said.has(item.because) ? '' : item.because
      said.add(item.because)
      return { ...item, because }
    })
}

/** Article ids of the longest path in site.yaml that fits. */
function shownAt(library: OpenLibrary, path: string): string[] {
  const { site, categories } = library
  const [found] = site.widget
    .filter((one) => (one.path.endsWith('*') ? path.startsWith(one.path.slice(0, -1)) : path === one.path))
    .toSorted((a, b) => b.path.length - a.path.length)
  return (found?.show ?? []).flatMap((id) => {
    const isShelf = categories.some((shelf) => shelf.id === id)
    return isShelf ? articleIds(library).filter((article) => article.startsWith(`${id}/`)) : [id]
  })
}

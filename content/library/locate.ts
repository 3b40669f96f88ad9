import type { Article } from '../model/article.ts'
import type { Library } from '../model/library.ts'

/** Address of an article as readers of `locale` see it, translated or not. */
export function urlFor(id: string, locale: string): string {
  return `/${locale}/${id}/`
}

/** The article in this locale; else in the site's first locale that has it. */
export function articleFor(library: Library, id: string, locale: string): Article | undefined {
  const versions = versionsOf(library).get(id)
  if (!versions) return undefined
  return versions.get(locale) ?? library.site.locales.map((l) => versions.get(l)).find(Boolean)
}

/** Articles that are public at some time: names of them must not stop the publish that their day starts. */
export function everPublic({ articles, drafts }: Library): Article[] {
  return [...articles, ...drafts.filter(({ held }) => held !== 'draft')]
}

/** Ids of all published articles in shelf order, each once. */
export function articleIds(library: Library): string[] {
  return [...versionsOf(library).keys()]
}

/** Locales an article exists in, in the site's order. */
export function localesOf(library: Library, id: string): string[] {
  const versions = versionsOf(library).get(id)
  return library.site.locales.filter((locale) => versions?.has(locale))
}

const indexes = new WeakMap<Library, Map<string, Map<string, Article>>>()

function versionsOf(library: Library): Map<string, Map<string, Article>> {
  let index = indexes.get(library)
  if (!index) {
    index = new Map()
    const shelves = Map.groupBy(library.articles, ({ category }) => category)
    const alphabet = new Intl.Collator(library.site.locales[0] ?? 'en')
    for (const category of library.categories) {
      const onShelf = shelves.get(category.id) ?? []
      const listed = new Map(category.articles.map((slug, position) => [slug, position]))
      const place = (slug: string) => listed.get(slug) ?? Number.POSITIVE_INFINITY
      // What stands in no section comes before them; sections stand in their order.
      const section = (slug: string) =>
        (category.sections ?? []).findIndex(({ id }) => slug.startsWith(`${id}/`))
      const first = library.site.locales[0] ?? 'en'
      const titles = new Map<string, string>()
      const order = new Map<string, number>()
      for (const article of onShelf) {
        if (!titles.has(article.id) || article.locale === first) titles.set(article.id, article.title)
        if (article.order !== undefined && (!order.has(article.id) || article.locale === first))
          order.set(article.id, article.order)
      }
      const ids = [...new Map(onShelf.map((article) => [article.id, article.slug]))].sort(
        ([a, slugA], [b, slugB]) =>
          compare(section(slugA), section(slugB)) ||
          compare(place(slugA), place(slugB)) ||
          compare(order.get(a) ?? Number.POSITIVE_INFINITY, order.get(b) ?? Number.POSITIVE_INFINITY) ||
          alphabet.compare(titles.get(a) ?? '', titles.get(b) ?? ''),
      )
      const versions = Map.groupBy(onShelf, ({ id }) => id)
      for (const [id] of ids) {
        index.set(id, new Map(versions.get(id)!.map((article) => [article.locale, article])))
      }
    }
    indexes.set(library, index)
  }
  return index
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

import { addressFrom } from '#content/library/file-names.ts'
import { takenInLocale } from '#content/model/addresses.ts'
import { asLocale } from '#content/model/locale.ts'
import type { ForeignArticle, ForeignCentre, ForeignShelf } from './foreign.ts'

/** Where an article goes. */
export interface Place {
  readonly article: ForeignArticle
  readonly locale: string
  readonly category: string
  readonly slug: string
  /** `/<locale>/<category>/<slug>/`; the slug has a section before it where there is one. */
  readonly url: string
}

export interface PlacedCentre {
  readonly places: readonly Place[]
  readonly locales: readonly string[]
  readonly categories: readonly PlacedShelf[]
}

export interface PlacedShelf {
  readonly id: string
  readonly shelf: ForeignShelf | undefined
  /** In their order. */
  readonly sections: readonly { readonly id: string; readonly shelf: ForeignShelf }[]
}

/** What stands on no shelf. */
const shelfless = 'general'

/**
 * Gives every article an address of ours: lower-case letters, digits and dashes, the same in every language, each once.
 * @param before addresses of an earlier import, `<category>/<slug>` by the article's id, which stay as they are
 */
export function placeArticles(centre: ForeignCentre, before: ReadonlyMap<string, string>): PlacedCentre {
  const localeOf = shortLocales(centre.locales)
  const labels = new Map(centre.shelves.map((shelf) => [shelf.id, shelf]))
  const usedSlugs = new Map<string, string>([...before].map(([id, address]) => [address, id]))
  const addresses = new Map<string, string>(before)
  const categories = new Map<string, ForeignShelf | undefined>()
  const sections = new Map<string, Map<string, ForeignShelf>>()
  const places: Place[] = []
  for (const article of firstLanguageFirst(centre)) {
    const address = addresses.get(article.id) ?? newAddress(article)
    addresses.set(article.id, address)
    const category = address.slice(0, address.indexOf('/'))
    const slug = address.slice(category.length + 1)
    if (!categories.has(category)) categories.set(category, labels.get(article.shelves[0] ?? ''))
    const locale = localeOf(article.locale)
    places.push({ article, locale, category, slug, url: `/${locale}/${address}/` })
  }
  return {
    places,
    locales: centre.locales.map(localeOf),
    categories: inOrder(
      [...categories].map(([id, shelf]) => ({
        id,
        shelf,
        sections: inOrder([...(sections.get(id) ?? [])].map(([part, own]) => ({ id: part, shelf: own }))),
      })),
    ),
  }

  function newAddress(article: ForeignArticle): string {
    const [outer, ...inner] = article.shelves.map((id) => id.split('/').at(-1)!)
    const category =
      outer === undefined ? shelfless : beside(addressable(outer, labels.get(article.shelves[0]!), 'shelf'))
    const slug = addressable(
      article.slug,
      undefined,
      `article-${article.id.replace(/\D+/g, '') || places.length + 1}`,
    )
    const parts = inner.map((part) => addressable(part, undefined, 'part'))
    // A shelf has sections and a section has articles: what lay deeper keeps its folder in its name where it must.
    const [section, ...deeper] = parts
    const within = deeper.length > 0 ? [`${deeper.join('-')}-${slug}`] : []
    const wishes = [slug, ...within, ...Array.from({ length: 99 }, (_, at) => `${slug}-${at + 2}`)]
    const shelf = section === undefined ? category : `${category}/${section}`
    const address = wishes.map((wish) => `${shelf}/${wish}`).find((wish) => !usedSlugs.has(wish))!
    const id = article.shelves[1]
    if (section !== undefined && id !== undefined) {
      const known = sections.get(category) ?? new Map<string, ForeignShelf>()
      known.set(section, labels.get(id) ?? { id: section, label: section })
      sections.set(category, known)
    }
    usedSlugs.set(address, article.id)
    return address
  }
}

/** Addresses are made from the first language, so its articles are placed before their translations. */
function firstLanguageFirst({ articles, locales }: ForeignCentre): ForeignArticle[] {
  const rank = new Map(locales.map((locale, at) => [locale, at]))
  return [...articles].sort((a, b) => (rank.get(a.locale) ?? 99) - (rank.get(b.locale) ?? 99))
}

function addressable(name: string, shelf: ForeignShelf | undefined, otherwise: string): string {
  const label = typeof shelf?.label === 'string' ? shelf.label : Object.values(shelf?.label ?? {})[0]
  return addressFrom(name) || addressFrom(label ?? '') || otherwise
}

/** A shelf lies beside the other pages of a language, so it cannot have the address of one. */
function beside(shelf: string): string {
  return takenInLocale.includes(shelf) ? `${shelf}-articles` : shelf
}

/** A region is only kept where the site has the language twice: `en-us` alone is `en`. */
function shortLocales(locales: readonly string[]): (locale: string) => string {
  const language = (locale: string) => asLocale(locale).split('-')[0]!
  const once = (locale: string) => locales.filter((other) => language(other) === language(locale)).length <= 1
  return (locale) => (once(locale) ? language(locale) : asLocale(locale))
}

function inOrder<T extends { readonly shelf: ForeignShelf | undefined }>(shelves: T[]): T[] {
  const place = ({ shelf }: T) => shelf?.order ?? Number.MAX_SAFE_INTEGER
  return shelves.sort((a, b) => place(a) - place(b))
}

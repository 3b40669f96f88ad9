import type { SearchView } from './visitor.ts'

/** Results on one page. */
export const resultsPerPage = 20

/** The API's answer to a search, as far as a page shows it. */
export interface Answer {
  readonly key: string | null
  readonly total: number
  readonly results: readonly {
    readonly title: string
    readonly marked: string
    readonly language: string
    readonly url: string
    readonly excerpt: string
    readonly category: string
    readonly because: string | null
  }[]
  readonly shelves: readonly { readonly category: string; readonly total: number }[]
  readonly meant: string | null
  readonly nearest: readonly string[]
  readonly person: boolean
}

export interface AskedOfPage {
  readonly query: string
  /** Only this shelf; '' for all. */
  readonly shelf: string
  /** From 1. */
  readonly page: number
}

/** What the address of a page of results asks: `?q=card&shelf=cards&page=2`. */
export function askedOf(search: URLSearchParams): AskedOfPage {
  const page = Number(search.get('page'))
  return {
    query: search.get('q') ?? '',
    shelf: search.get('shelf') ?? '',
    page: Number.isInteger(page) && page > 0 && page <= 500 ? page : 1,
  }
}

/** @param labels of the categories, by id */
export function searchViewOf(
  { query, shelf, page }: AskedOfPage,
  { key, total, results, shelves, meant, nearest, person }: Answer,
  labels: Readonly<Record<string, string>>,
): SearchView {
  return {
    ...{ query, shelf, page, total, nearest, person },
    ...(key !== null && { key }),
    ...(meant !== null && { meant }),
    shelves: shelves.map(({ category, total }) => ({
      id: category,
      label: labels[category] ?? category,
      total,
    })),
    items: results.map(({ title, marked, language, url, excerpt, category, because }) => ({
      ...{ title, marked, language, url, excerpt },
      category: labels[category] ?? category,
      because: because ?? '',
    })),
  }
}

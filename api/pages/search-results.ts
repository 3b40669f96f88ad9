import { findForVisitor } from '#api/find-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { readable } from '#api/web/input.ts'
import type { Visit } from '#api/web/visit.ts'
import { say } from '#content/model/locale.ts'
import { wordsOfAddress } from '#content/model/tidy-address.ts'
import { askedOf, resultsPerPage, searchViewOf } from '#core/search-view.ts'
import type { SearchView } from '#core/visitor.ts'

/**
 * What the search page shows for the query in its address.
 * @param prefetched whether a browser fetches it on suspicion: nobody has looked for this yet, so nothing is recorded
 */
export async function searchResults(
  url: URL,
  context: AppContext,
  visit: Visit,
  locale: string,
  prefetched: boolean,
): Promise<SearchView> {
  const { query: given, shelf, page } = askedOf(url.searchParams)
  const query = readable(given).trim().slice(0, 500).toWellFormed()
  if (!query) return { query, total: 0, items: [] }
  const offset = (page - 1) * resultsPerPage
  const category = shelf || undefined
  const asked = { query, locale, limit: resultsPerPage, offset, category }
  const answer = await findForVisitor(context, visit, asked, page === 1 && !shelf && !prefetched)
  return searchViewOf({ query, shelf, page }, answer, shelfLabels(context, locale))
}

/** Articles offered where an address leads nowhere. */
const mostPerhaps = 5

/** Articles for the words of an address that leads nowhere. */
export async function perhaps(
  pathname: string,
  context: AppContext,
  visit: Visit,
  locale: string,
): Promise<SearchView> {
  const query = wordsOfAddress(pathname, locale)
  if (!query) return { query, total: 0, items: [] }
  const answer = await findForVisitor(context, visit, { query, locale, limit: mostPerhaps }, false)
  return searchViewOf({ query, shelf: '', page: 1 }, answer, shelfLabels(context, locale))
}

function shelfLabels({ library }: AppContext, locale: string): Record<string, string> {
  const { categories, site } = library()
  return Object.fromEntries(
    categories.map(({ id, label }) => [id, say(label, locale, site.locales[0]) || id]),
  )
}

import { findForVisitor } from '#api/find-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { readable } from '#api/web/input.ts'
import type { Visit } from '#api/web/visit.ts'
import type { SearchView } from '#core/visitor.ts'

/** What the search page shows for the query in its address. */
export async function searchResults(
  url: URL,
  context: AppContext,
  visit: Visit,
  locale: string,
): Promise<SearchView> {
  const query = readable(url.searchParams.get('q') ?? '')
    .trim()
    .slice(0, 500)
    .toWellFormed()
  if (!query) return { query, total: 0, items: [] }
  const { key, total, results } = await findForVisitor(context, visit, { query, locale, limit: 20 })
  const { categories, site } = context.library()
  return {
    query,
    ...(key !== null && { key }),
    total,
    items: results.map(({ title, url, category, excerpt, because }) => {
      const label = categories.find((one) => one.id === category)?.label ?? category
      const shelf =
        typeof label === 'string' ? label : (label[locale] ?? label[site.locales[0] ?? 'en'] ?? category)
      return { title, url, category: shelf, excerpt, because: because ?? '' }
    }),
  }
}

import type { Finder } from '#content/library/find.ts'
import type { OpenLibrary } from '#content/library/open-library.ts'
import { assemble } from './assemble.ts'
import { viewFor } from './ordering.ts'

export interface Rehearsal {
  readonly library: OpenLibrary
  readonly finder: Finder
  /** The built page at an address such as `/en/`; undefined when there is none. */
  page(path: string): string | undefined
  readonly now: Date
}

/**
 * A smoke test of what is published: in every locale a stranger's home and first category, and one search. Returns what
 * failed, a sentence each; empty when readers can be served. Publishing asks before the swap, `/readyz` after it.
 */
export function rehearse({ library, finder, page, now }: Rehearsal): string[] {
  const failed: string[] = []
  const attempt = (what: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      failed.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const stranger = { facts: {} }
  for (const locale of library.site.locales) {
    const addresses = [`/${locale}/`, ...library.categories.slice(0, 1).map(({ id }) => `/${locale}/${id}/`)]
    for (const address of addresses)
      attempt(address, () => {
        const html = page(address)
        if (html === undefined) throw new Error('the page is not there.')
        assemble(html, viewFor({ library, visitor: stranger, locale, now }))
      })
  }
  const asked = library.articles[0]
  if (asked)
    attempt('search', () => {
      finder.find({ query: asked.title, locale: asked.locale, limit: 1 })
    })
  return failed
}

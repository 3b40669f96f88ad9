import type { ArticleVectors } from '#api/encoders/article-vectors.ts'
import { expire, expiries } from '#content/library/expire.ts'
import type { Finder } from '#content/library/find.ts'
import type { Places } from '#content/library/links.ts'
import { articleFor, urlFor } from '#content/library/locate.ts'
import { type OpenLibrary, openLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { emptied, type SitePages } from './built-site.ts'

/** What readers see: the library and the site made of it, swapped together. */
export interface Published {
  readonly library: OpenLibrary
  readonly everything: Library
  readonly places: Places
  readonly finder: Finder
  readonly site: SitePages
  readonly vectors: ArticleVectors | undefined
}

/**
 * What was published, as it is at this moment: an article whose `expires_at` has come is gone at once from pages, search,
 * suggestions and feeds, and not only with the publish that follows. Between two such moments the answer is one object.
 */
export function publishedAt(built: Published, now: () => Date): () => Published {
  const times = expiries(built.everything)
  let passed = 0
  let current = built
  return () => {
    const at = now()
    const due = times.findLastIndex((time) => time <= at.getTime()) + 1
    if (due !== passed) {
      passed = due
      current = due === 0 ? built : without(built, at)
    }
    return current
  }
}

function without(built: Published, now: Date): Published {
  const everything = expire(built.everything, now)
  const there = new Set(everything.articles)
  const gone = built.everything.articles.filter((article) => !there.has(article))
  const { locales } = built.everything.site
  // A language without a translation shows the article in another one.
  const addresses = [...new Set(gone.map(({ id }) => id))].flatMap((id) =>
    locales
      .filter((locale) => gone.includes(articleFor(built.everything, id, locale)!))
      .map((locale) => urlFor(id, locale)),
  )
  const { find, spelling } = built.finder
  const versions = new Set(gone.map(({ url }) => url))
  return {
    ...built,
    everything,
    library: openLibrary(everything),
    finder: {
      spelling,
      find({ limit, ...query }) {
        return find(query)
          .filter(({ article }) => !versions.has(article.url))
          .slice(0, limit)
      },
    },
    site: emptied(built.site, addresses),
  }
}

import { count, sql } from 'drizzle-orm'
import { votes } from '#api/storage/app-schema.ts'
import { waitingByArticle } from '#api/storage/inbox.ts'
import type { Store } from '#api/storage/store.ts'
import { coverageMatrix } from '#content/library/coverage-matrix.ts'
import { articleFor, articleIds, localesOf } from '#content/library/locate.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import { instantOf } from '#content/model/publication.ts'
import type { CoverageAnswer, LibraryAnswer, ShelvedArticle } from './answers.ts'
import { libraryIn } from './library-in-language.ts'
import { languageOf, type StaffRoute } from './route.ts'

/** The library as it stands, for those who decide what to write. */
export const libraryRoutes: StaffRoute[] = [
  {
    method: 'GET',
    path: '/articles',
    room: 'gaps',
    scope: 'library',
    says: 'Articles with drafts, votes and what is open about them.',
    async handle(c, { context, me }) {
      const language = languageOf(c, me)
      const library = libraryIn(language, context.everything())
      return c.json(await libraryAnswer(context.app, { library, language, now: context.now().getTime() }))
    },
  },
  {
    method: 'GET',
    path: '/coverage',
    room: 'gaps',
    scope: 'library',
    says: 'Articles by segment, shelf and language.',
    handle: (c, { context, me }) => c.json(coverageAnswer(libraryIn(languageOf(c, me), context.library()))),
  },
]

async function libraryAnswer(
  app: Store,
  { library, language, now }: { library: Library; language: string; now: number },
): Promise<LibraryAnswer> {
  const waiting = await waitingByArticle(app, now)
  const voted = await app.db
    .select({ article: votes.article, all: count(), yes: sql<number>`sum(${votes.helpful})` })
    .from(votes)
    .groupBy(votes.article)
  const helpful = new Map(voted.map((row) => [row.article, row]))
  const articles = articleIds(library).flatMap((id): ShelvedArticle[] => {
    const article = articleFor(library, id, language)
    if (!article) return []
    const versions = library.articles.filter((one) => one.id === id)
    const { all = 0, yes = 0 } = helpful.get(id) ?? {}
    return [
      {
        article: id,
        title: article.title,
        url: article.url,
        category: labelOf(library.categories, article.category),
        languages: localesOf(library, id),
        segments: article.segments.map((segment) => labelOf(library.segments, segment)),
        updated: versions.map(({ updated }) => updated).toSorted()[0] ?? article.updated,
        unlisted: article.access === 'unlisted',
        expires:
          versions
            .flatMap(({ expires_at }) => (expires_at ? [isoOf(expires_at, library)] : []))
            .toSorted()[0] ?? null,
        yes,
        no: all - yes,
        waiting: waiting.get(id) ?? 0,
      },
    ]
  })
  const drafts = library.drafts.map(({ title, file, answers, held = 'draft', publish_at, expires_at }) => {
    const at = { draft: undefined, scheduled: publish_at, expired: expires_at }[held]
    return { title, file, gap: answers ?? null, held, at: at ? isoOf(at, library) : null }
  })
  return {
    locales: [...library.site.locales],
    segments: library.segments.map(({ id }) => ({ id, label: labelOf(library.segments, id) })),
    categories: library.categories.map(({ id }) => ({ id, label: labelOf(library.categories, id) })),
    articles,
    drafts,
  }
}

/** ISO 8601 of a moment that the check has accepted. */
const isoOf = (moment: string, { site }: Library): string =>
  new Date(instantOf(moment, site.timezone) ?? 0).toISOString()

function coverageAnswer(library: Library): CoverageAnswer {
  const named = ({ id }: { id: string }, list: Library['segments'] | Library['categories']) => ({
    id,
    label: labelOf(list, id),
  })
  return {
    locales: [...library.site.locales],
    segments: library.segments.map((one) => named(one, library.segments)),
    categories: library.categories.map((one) => named(one, library.categories)),
    cells: coverageMatrix(library),
  }
}

function labelOf(list: Library['segments'] | Library['categories'], id: string): string {
  return say(list.find((one) => one.id === id)?.label, 'en') || id
}

import { z } from 'zod'
import type { SearchFilters } from '#api/storage/app-schema.ts'
import { newSearchKey, noteSearch } from '#api/storage/search-notes.ts'
import { asksForPerson } from '#content/language/contact-words.ts'
import { excerpt, markWords } from '#content/library/excerpt.ts'
import type { Segment } from '#content/model/segment.ts'
import { ownNames } from '#content/redaction/company-names.ts'
import { redact } from '#content/redaction/redact.ts'
import { demandFor } from '#core/demand.ts'
import { heldOut } from '#core/holdout.ts'
import { dayIn, identify } from '#core/identify.ts'
import { factsOf } from '#core/link-fact.ts'
import type { Visitor } from '#core/visitor.ts'
import { readableBy } from './readable-library.ts'
import type { AppContext } from './web/context.ts'
import { countSearch } from './web/limits.ts'
import type { Visit } from './web/visit.ts'

/** The answer to a search, as the API gives it. */
export const searchAnswer = z.object({
  query: z.string(),
  locale: z.string(),
  key: z
    .string()
    .nullable()
    .describe('Names this one search when telling what came of it; null while it is still being typed.'),
  total: z.number().int().describe('All that was found; results has at most limit of them.'),
  results: z.array(
    z.object({
      article: z.string().describe('Article id, category/slug.'),
      title: z.string(),
      marked: z.string().describe('The title as safe HTML: escaped text with <mark> only.'),
      language: z
        .string()
        .describe('Of the title and the text; another than the locale where it is not translated.'),
      url: z.string(),
      excerpt: z.string().describe('Safe HTML: escaped text with <mark> only.'),
      category: z.string(),
      segments: z.array(z.string()).describe('Segments it is written for.'),
      because: z
        .string()
        .nullable()
        .describe('Why it stands higher for this visitor; null when it does not.'),
    }),
  ),
  shelves: z
    .array(z.object({ category: z.string(), total: z.number().int() }))
    .describe('How much of all that was found is on which shelf, in the order of the best results.'),
  meant: z.string().nullable().describe('The question with likelier words for the unknown ones.'),
  nearest: z.array(z.string()).describe('When nothing is found: known words like the unknown ones.'),
  person: z.boolean().describe('The question asks for a person: show the ways to reach one.'),
})
export type SearchAnswer = z.infer<typeof searchAnswer>

/** A search as a reader asks it. */
export interface Asked {
  readonly query: string
  readonly locale: string
  readonly limit: number
  /** So many of the best are left out, for the next page. */
  readonly offset?: number
  /** Still being typed: by words alone, since half a question means little and not every key should reach an encoder. */
  readonly typing?: boolean
  /** Only articles on this shelf. */
  readonly category?: string | undefined
}

/** Finds, and notes what was looked for; the note is dropped rather than let a search wait. */
export async function findForVisitor(
  context: AppContext,
  { visitor, row, place, optedOut }: Visit,
  { query, locale, limit, offset = 0, category, typing = false }: Asked,
  noted = true,
): Promise<SearchAnswer> {
  if (row?.customer) countSearch(context, 'search-customer', row.customer)
  else if (place) countSearch(context, 'search-place', place)
  const { library, finder } = readableBy(context, visitor)
  const now = context.now()
  const { segments: allSegments, traits } = library
  const fallback = library.site.locales[0] ?? 'en'
  const matches = identify({
    segments: allSegments,
    traits,
    strings: library.strings,
    visitor,
    locale,
    fallback,
    today: dayIn(library.site.timezone, now),
  })
  const segments = matches.map((match) => match.segment)
  const ids = heldOut(visitor, context.environment.holdout) ? [] : segments
  const counting = ids.flatMap((id) => allSegments.find((segment) => segment.id === id) ?? [])
  const demand = demandFor({ library, evidence: context.evidence(), segments: counting, locale })
  const factOf = (article: string) => factsOf({ library, demand, segments: counting, locale, article })[0]
  const lifts = new Map(demand.more.flatMap((id) => [[id, factOf(id)?.segment ?? ''] as const]))
  const redacted = () => redact(query, locale, [], ownNames(library.site.name))
  const likeness = typing ? undefined : await context.likeness?.(redacted(), locale)
  const all = finder.find({ query, locale, segments: ids, lifts, likeness })
  const found = category === undefined ? all : all.filter(({ article }) => article.category === category)
  const results = found.slice(offset, offset + limit).map((one) => {
    return {
      article: one.article.id,
      title: one.article.title,
      marked: markWords(one.article.title, one),
      language: one.article.locale,
      url: one.url,
      excerpt: excerpt(one),
      category: one.article.category,
      segments: [...one.article.segments],
      because: one.boosted === undefined ? null : (factOf(one.article.id)?.text ?? null),
    }
  })
  const key = noted ? newSearchKey() : null
  if (noted) {
    const row = {
      key,
      at: now.getTime(),
      query: redacted(),
      locale,
      total: found.length,
      segments,
      filters: filtersOf(visitor, allSegments, context.environment.holdout),
      visitor: optedOut ? null : (visitor.id ?? null),
    }
    noteSearch(context.app, row)
  }
  const { meant, nearest } = finder.spelling({ query, locale })
  return {
    ...{ query, locale, key, total: found.length, results },
    shelves: [...Map.groupBy(all, ({ article }) => article.category)].map(([category, on]) => ({
      category,
      total: on.length,
    })),
    meant: meant ?? null,
    nearest: all.length === 0 ? [...nearest] : [],
    person: asksForPerson(query, locale),
  }
}

/** Only what the site itself offers: a link's text that is no segment could be anything, a name too. */
function filtersOf(visitor: Visitor, segments: readonly Segment[], holdout: number): SearchFilters {
  const link = segments.find(({ id }) => id === visitor.facts.link?.['for'])
  return {
    ...(visitor.choice !== undefined && { choice: visitor.choice }),
    ...(link && { link: link.id }),
    ...(heldOut(visitor, holdout) && { heldOut: true }),
  }
}

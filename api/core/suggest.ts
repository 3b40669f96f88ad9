import { articleFor, urlFor } from '#content/library/locate.ts'
import type { OpenLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import type { Demand } from './demand.ts'
import { reasonsIn } from './explain.ts'
import { type Fact, factsOf } from './link-fact.ts'
import type { Suggestion } from './visitor.ts'

/** More is a list again, and a list is what the shelves are. */
export const mostSuggestions = 3

/** An answer in another language is worth this much of one in the reader's own. */
const foreign = 0.5

export interface SuggestFor {
  readonly library: OpenLibrary
  readonly demand: Demand
  /** Of the visitor, strongest first. */
  readonly segments: readonly Segment[]
  readonly locale: string
  /** Ids of articles already read: they come last. */
  readonly read?: readonly string[]
}

/**
 * At most three articles, each with a fact of its own: what customers like the reader are expected to ask most, the next
 * step of their stage among it; translated ones first, read ones last.
 */
export function suggest({ library, demand, segments, locale, read = [] }: SuggestFor): Suggestion[] {
  const already = new Set(read)
  const next = nextStep(library, segments, locale, read)
  const candidates = demand.open
    .map((id) => {
      const facts = factsOf({ library, demand, segments, locale, article: id })
      return { id, facts: id === next?.article ? [next.fact, ...facts] : facts }
    })
    .filter(({ facts }) => facts.length > 0)
  const share = (id: string) =>
    id === next?.article ? demand.shareAsStep(next.fact.segment, id) : demand.share(id)
  const worth = (id: string) => share(id) * (isTranslated(library, id, locale) ? 1 : foreign)
  const ranked = candidates.toSorted(
    (a, b) => Number(already.has(a.id)) - Number(already.has(b.id)) || worth(b.id) - worth(a.id),
  )
  const said = new Set<string>()
  const chosen: Suggestion[] = []
  for (const { id, facts } of ranked) {
    if (chosen.length === mostSuggestions) break
    const article = articleFor(library, id, locale)
    const because = facts.find(({ text }) => !said.has(text))
    if (!article || !because) continue
    said.add(because.text)
    const { title, locale: language } = article
    chosen.push({ article: id, title, language, url: urlFor(id, locale), because })
  }
  return chosen.toSorted((a, b) => Number(b.language === locale) - Number(a.language === locale))
}

function isTranslated(library: Library, id: string, locale: string): boolean {
  return articleFor(library, id, locale)?.locale === locale
}

/** The first step of the strongest segment that has steps which the reader has not read. */
export function nextStep(
  library: Library,
  segments: readonly Segment[],
  locale: string,
  read: readonly string[],
): { article: string; fact: Fact } | undefined {
  const fallback = library.site.locales[0] ?? 'en'
  const segment = segments.find(({ steps }) => steps)
  if (!segment?.steps) return undefined
  const open = segment.steps.articles.filter((id) => articleFor(library, id, locale) !== undefined)
  const at = open.findIndex((id) => !read.includes(id))
  const article = open[at]
  if (article === undefined) return undefined
  const before = open[at - 1]
  const text =
    before === undefined
      ? say(segment.steps.start, locale, fallback)
      : reasonsIn(locale, library.strings).after(articleFor(library, before, locale)?.title ?? before)
  return { article, fact: { segment: segment.id, text } }
}

import { articleFor, urlFor } from '#content/library/locate.ts'
import type { OpenLibrary } from '#content/library/open-library.ts'
import { allTraits } from '#content/model/counted-trait.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { channelOffer } from './channels.ts'
import { type Demand, demandFor } from './demand.ts'
import { type Evidence, noEvidence } from './evidence.ts'
import { list } from './fact-text.ts'
import { heldOut } from './holdout.ts'
import { dayIn, identify } from './identify.ts'
import { factsOf } from './link-fact.ts'
import { order } from './order.ts'
import { nextStep, suggest } from './suggest.ts'
import type { LiftedArticle, Match, Ordering, View, Visitor, Why } from './visitor.ts'

export interface OrderFor {
  readonly library: OpenLibrary
  readonly visitor: Visitor
  readonly locale: string
  readonly now: Date
  /** What customers ask, as last mined. */
  readonly evidence?: Evidence
  /** Share of visitors that see the editors' order, 0 … 1. */
  readonly holdout?: number
}

/** Most lifted articles a page receives; more than the longest shelf needs. */
const mostLifted = 100

/** The library in the order for one visitor. Nothing is hidden; nobody known gets exactly the editors' order. */
export function orderFor(request: OrderFor): Ordering {
  return decide(request).ordering
}

/** The ordering with the words a page needs beside it. */
export function viewFor(request: OrderFor): View {
  const { library, visitor, locale } = request
  const fallback = library.site.locales[0] ?? 'en'
  const { ordering, counting, demand, channelsBecause } = decide(request)
  return {
    ordering,
    ...(visitor.choice !== undefined && { choice: visitor.choice }),
    segments: counting.map((segment) => why(segment, ordering.matches, locale, fallback)),
    lifted: demand ? lifted(library, demand, counting, locale, visitor.read) : [],
    ...(channelsBecause && { channelsBecause }),
  }
}

/** A choice or a link says what the reader wants to see, never what they are: then there is no fact to tell. */
function why(segment: Segment, matches: readonly Match[], locale: string, fallback: string): Why {
  const { id, label, because = label, people = label } = segment
  const decided = matches.find((match) => match.segment === id)?.because ?? []
  const told = decided.filter(({ source }) => source === 'choice' || source === 'link')
  const facts = told.length > 0 ? [] : decided.map(({ text }) => text)
  return {
    id,
    because: say(because, locale, fallback),
    people: say(people, locale, fallback),
    facts: list(locale).format(facts),
    linked: told[0]?.source === 'link' ? '1' : '',
  }
}

function decide({ library, visitor, locale, now, evidence = noEvidence, holdout = 0 }: OrderFor): {
  ordering: Ordering
  counting: readonly Segment[]
  demand: Demand | undefined
  channelsBecause: string
} {
  const { segments, strings, site, categories } = library
  const traits = allTraits(library)
  const today = dayIn(site.timezone, now)
  const fallback = site.locales[0] ?? 'en'
  const matches = identify({ segments, traits, strings, visitor, locale, fallback, today })
  const out = matches.length > 0 && heldOut(visitor, holdout)
  const counting = out ? [] : segmentsOf(library, matches)
  const demand =
    counting.length > 0 ? demandFor({ library, evidence, segments: counting, locale }) : undefined
  const { read } = visitor
  const { channels, because: channelsBecause } = channelOffer({
    ...{ library, segments: counting, locale, now },
    entitledBy: matches.map((match) => match.segment),
  })
  const ordering = {
    matches,
    categories: order(
      categories.map((category) => category.id),
      demand?.shelves ?? [],
    ),
    suggestions: demand
      ? suggest({ library, demand, segments: counting, locale, ...(read && { read }) })
      : [],
    channels,
    heldOut: out,
  }
  return { ordering, counting, demand, channelsBecause }
}

/** What moves up on its shelf, the next step before all, each with the most telling fact that no other has. */
function lifted(
  library: Library,
  demand: Demand,
  segments: readonly Segment[],
  locale: string,
  read: readonly string[] = [],
): LiftedArticle[] {
  const said = new Set<string>()
  const next = nextStep(library, segments, locale, read)
  const moved = [...new Set([...(next ? [next.article] : []), ...demand.more])]
  return moved.slice(0, mostLifted).flatMap((id) => {
    const article = articleFor(library, id, locale)
    const own = factsOf({ library, demand, segments, locale, article: id })
    const facts = id === next?.article ? [next.fact, ...own] : own
    if (!article || facts.length === 0) return []
    const because = facts.find(({ text }) => !said.has(text))?.text ?? ''
    said.add(because)
    return {
      article: id,
      title: article.title,
      language: article.locale,
      url: urlFor(id, locale),
      because,
    }
  })
}

function segmentsOf(library: Library, matches: readonly Match[]): Segment[] {
  return matches.flatMap((match) => library.segments.find((segment) => segment.id === match.segment) ?? [])
}

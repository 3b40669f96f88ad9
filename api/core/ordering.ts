import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { channelsFor } from './channels.ts'
import { heldOut } from './holdout.ts'
import { dayIn, identify } from './identify.ts'
import { order, wantedCategories } from './order.ts'
import { reason, suggest, writtenFor } from './suggest.ts'
import type { Match, Ordering, View, Visitor } from './visitor.ts'

export interface OrderFor {
  readonly library: Library
  readonly visitor: Visitor
  readonly locale: string
  readonly now: Date
  /** Share of visitors that see the editors' order, 0 … 1. */
  readonly holdout?: number
}

/** The library in the order for one visitor. Nothing is hidden; nobody known gets exactly the editors' order. */
export function orderFor({ library, visitor, locale, now, holdout = 0 }: OrderFor): Ordering {
  const { segments, traits, site, categories } = library
  const today = dayIn(site.timezone, now)
  const fallback = site.locales[0] ?? 'en'
  const matches = identify({ segments, traits, visitor, locale, fallback, today })
  const out = matches.length > 0 && heldOut(visitor, holdout)
  const counting = out ? [] : segmentsOf(library, matches)
  const entitledBy = matches.map((match) => match.segment)
  return {
    matches,
    categories: order(
      categories.map((category) => category.id),
      wantedCategories(library, counting),
    ),
    suggestions: suggest({
      library,
      segments: counting,
      locale,
      ...(visitor.read && { read: visitor.read }),
    }),
    channels: channelsFor({ library, segments: counting, entitledBy, locale, now }),
    heldOut: out,
  }
}

/** The ordering with the words a page needs beside it. */
export function viewFor(request: OrderFor): View {
  const { library, visitor, locale } = request
  const fallback = library.site.locales[0] ?? 'en'
  const ordering = orderFor(request)
  const counting = ordering.heldOut ? [] : segmentsOf(library, ordering.matches)
  const tagged = new Map<string, string>()
  for (const segment of counting)
    for (const article of writtenFor(library, segment.id))
      if (!tagged.has(article)) tagged.set(article, reason(segment, locale, fallback))
  const preferring = counting.find((segment) => segment.channels.length > 0)
  const channelsBecause = say(preferring?.channels_because, locale, fallback)
  return {
    ordering,
    ...(visitor.choice !== undefined && { choice: visitor.choice }),
    segments: counting.map(({ id, because, label }) => ({
      id,
      because: say(because ?? label, locale, fallback),
    })),
    tagged: [...tagged].map(([article, because]) => ({ article, because })),
    ...(channelsBecause && { channelsBecause }),
  }
}

function segmentsOf(library: Library, matches: readonly Match[]): Segment[] {
  return matches.flatMap((match) => library.segments.find((segment) => segment.id === match.segment) ?? [])
}

import type { Library } from '#content/model/library.ts'

/** In the order a gap usually goes through them. */
export const gapStates = [
  'open',
  'assigned',
  'drafted',
  'published',
  'working',
  'not working',
  'dismissed',
] as const
export type GapState = (typeof gapStates)[number]

/** What a person decided about a gap; the rows of the table `decisions`. */
export interface Decision {
  readonly decision: 'assign' | 'unassign' | 'link' | 'dismiss' | 'draft' | 'reopen'
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of `link` and `draft`: article id. */
  readonly article?: string | null
  /** Of `dismiss`: the gap's questions then; null when nobody wrote them down. */
  readonly volume?: number | null
}

export interface GapFacts {
  readonly gap: string
  /** In any order. */
  readonly decisions: readonly Decision[]
  /** As last built: publishing is what closes a gap, not a mark in a table. */
  readonly library: Pick<Library, 'articles' | 'drafts'>
  /** Its questions now; without them a dismissed gap stays dismissed. */
  readonly volume?: number
  /** Contacts a week about it, before and since its article was published; absent while it is too early to say. */
  readonly weekly?: { readonly before: number; readonly since: number }
}

/** An article works when at most this share of the contacts about its topic is left. */
export const worksBelow = 0.7

/** What was dismissed comes back when it is asked so many times as often as then. */
export const comesBackFrom = 2

/**
 * A dismissal that no longer holds, because twice as much was asked since: the numbers, for whoever wonders why the gap is
 * there again. Undefined when there is none, or it holds, or its volume is not known.
 */
export function cameBack({
  decisions,
  volume,
}: Pick<GapFacts, 'decisions' | 'volume'>): { was: number; now: number } | undefined {
  const last = decisions
    .toSorted((a, b) => a.at - b.at)
    .findLast(({ decision }) => decision === 'dismiss' || decision === 'reopen')
  if (last?.decision !== 'dismiss' || !last.volume || volume === undefined) return undefined
  return volume >= comesBackFrom * last.volume ? { was: last.volume, now: volume } : undefined
}

/**
 * The published article that a gap was closed with: one that says so in `answers`, else one that was linked since the gap
 * was last reopened. `since`, `YYYY-MM-DD`: its last change, or the day of the link.
 */
export function closedBy({
  gap,
  decisions,
  library,
}: Pick<GapFacts, 'gap' | 'decisions' | 'library'>): { article: string; since: string } | undefined {
  const written = library.articles.find((article) => article.answers === gap)
  if (written) return { article: written.id, since: written.updated }
  const said = decisions.toSorted((a, b) => a.at - b.at)
  const reopened = said.findLast(({ decision }) => decision === 'reopen')?.at ?? Number.NEGATIVE_INFINITY
  const link = said.findLast(
    ({ decision, at, article }) =>
      decision === 'link' && at > reopened && library.articles.some(({ id }) => id === article),
  )
  return link?.article
    ? { article: link.article, since: new Date(link.at).toISOString().slice(0, 10) }
    : undefined
}

/** The state of a gap follows from what was decided and what is published; it is stored nowhere. */
export function gapState({ gap, decisions, library, weekly, volume }: GapFacts): GapState {
  const said = decisions.toSorted((a, b) => a.at - b.at)
  const last = (...kinds: Decision['decision'][]) => said.findLast(({ decision }) => kinds.includes(decision))

  const dismissed = last('dismiss', 'reopen')?.decision === 'dismiss'
  if (dismissed && !cameBack({ decisions, ...(volume === undefined ? {} : { volume }) })) return 'dismissed'
  if (closedBy({ gap, decisions, library })) {
    if (!weekly) return 'published'
    return weekly.since <= weekly.before * worksBelow ? 'working' : 'not working'
  }
  if (library.drafts.some((article) => article.answers === gap)) return 'drafted'
  return last('assign', 'unassign')?.decision === 'assign' ? 'assigned' : 'open'
}

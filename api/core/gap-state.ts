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
}

export interface GapFacts {
  readonly gap: string
  /** In any order. */
  readonly decisions: readonly Decision[]
  /** As last built: publishing is what closes a gap, not a mark in a table. */
  readonly library: Pick<Library, 'articles' | 'drafts'>
  /** Contacts a week about it, before and since its article was published; absent while it is too early to say. */
  readonly weekly?: { readonly before: number; readonly since: number }
}

/** An article works when at most this share of the contacts about its topic is left. */
export const worksBelow = 0.7

/** The state of a gap follows from what was decided and what is published; it is stored nowhere. */
export function gapState({ gap, decisions, library, weekly }: GapFacts): GapState {
  const said = decisions.toSorted((a, b) => a.at - b.at)
  const last = (...kinds: Decision['decision'][]) => said.findLast(({ decision }) => kinds.includes(decision))

  if (last('dismiss', 'reopen')?.decision === 'dismiss') return 'dismissed'
  const reopened = last('reopen')?.at ?? Number.NEGATIVE_INFINITY
  const linked = said.filter(({ decision, at }) => decision === 'link' && at > reopened)
  const answered = library.articles.some(
    (article) => article.answers === gap || linked.some((link) => link.article === article.id),
  )
  if (answered) {
    if (!weekly) return 'published'
    return weekly.since <= weekly.before * worksBelow ? 'working' : 'not working'
  }
  if (library.drafts.some((article) => article.answers === gap)) return 'drafted'
  return last('assign', 'unassign')?.decision === 'assign' ? 'assigned' : 'open'
}

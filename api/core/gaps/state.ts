import type { Library } from '#content/model/library.ts'
import type { Effect } from './did-it-work.ts'

/** In the order a gap usually goes through them. */
export const gapStates = [
  'open',
  'assigned',
  'drafted',
  'published',
  'working',
  'not working',
  'snoozed',
  'product',
  'merged',
  'dismissed',
] as const
export type GapState = (typeof gapStates)[number]

/** What somebody has to do something about. */
export const toDo: readonly GapState[] = ['open', 'assigned', 'drafted', 'not working']

/** What somebody put away: in no report of what is missing. */
export const putAway: readonly GapState[] = ['dismissed', 'merged', 'snoozed']

/** What a person decided about a gap; the rows of the table `decisions`. */
export interface Decision {
  readonly decision:
    | 'assign'
    | 'unassign'
    | 'link'
    | 'dismiss'
    | 'draft'
    | 'withdraw'
    | 'snooze'
    | 'merge'
    | 'product'
    | 'separate'
    | 'reopen'
    | 'undo'
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of `link` and `draft`: article id. */
  readonly article?: string | null
  /** Of `dismiss`: the gap's questions then; null when nobody wrote them down. */
  readonly volume?: number | null
  /** Of `snooze`: the day it comes back, `YYYY-MM-DD`. */
  readonly until?: string | null
  /** Of `separate`: the topic that was taken out. */
  readonly part?: { readonly tickets: readonly string[] } | null
}

export interface GapFacts {
  readonly gap: string
  /** In any order. */
  readonly decisions: readonly Decision[]
  /** As last built: publishing is what closes a gap, not a mark in a table. */
  readonly library: Pick<Library, 'articles'>
  /** Whether a draft that answers it is there now. */
  readonly draft: boolean
  /** `YYYY-MM-DD`: a snoozed gap comes back on its day. */
  readonly today: string
  /** Its questions now; without them a dismissed gap stays dismissed. */
  readonly volume?: number
  /** Whether its article worked; undefined without one, or where nothing was counted. */
  readonly effect?: Pick<Effect, 'verdict'> | undefined
}

/** A dismissed gap comes back when it is asked this many times as often as then. */
export const comesBackFrom = 2

/** The decisions that hold, oldest first: an `undo` takes itself and the decision before it away. */
export function holding<Said extends Decision>(decisions: readonly Said[]): Said[] {
  const held: Said[] = []
  for (const one of decisions.toSorted((a, b) => a.at - b.at)) {
    if (one.decision === 'undo') held.pop()
    else held.push(one)
  }
  return held
}

/**
 * A dismissal that no longer holds, because twice as much was asked since: the numbers, for whoever wonders why the gap is
 * there again. Undefined when there is none, or it holds, or its volume is not known.
 */
export function cameBack({
  decisions,
  volume,
}: Pick<GapFacts, 'decisions' | 'volume'>): { was: number; now: number } | undefined {
  const last = holding(decisions).findLast(({ decision }) => decision === 'dismiss' || decision === 'reopen')
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
  const said = holding(decisions)
  const link = said
    .slice(said.findLastIndex(({ decision }) => decision === 'reopen') + 1)
    .findLast(
      ({ decision, article }) => decision === 'link' && library.articles.some(({ id }) => id === article),
    )
  return link?.article
    ? { article: link.article, since: new Date(link.at).toISOString().slice(0, 10) }
    : undefined
}

/** Decisions that take a gap off the list until somebody reopens it, or until what they wait for happens. */
const shelving = ['dismiss', 'snooze', 'merge', 'product', 'reopen'] as const

/** The state of a gap follows from what was decided and what is there; it is stored nowhere. */
export function gapState({ gap, decisions, library, draft, today, effect, volume }: GapFacts): GapState {
  const said = holding(decisions)
  const set = said.findLast(({ decision }) => shelving.some((one) => one === decision))
  const back = cameBack({ decisions, ...(volume === undefined ? {} : { volume }) })
  if (set?.decision === 'dismiss' && !back) return 'dismissed'
  if (set?.decision === 'merge') return 'merged'
  if (set?.decision === 'product') return 'product'
  if (set?.decision === 'snooze' && set.until && today < set.until) return 'snoozed'
  if (closedBy({ gap, decisions, library })) {
    return effect && effect.verdict !== 'too early' ? effect.verdict : 'published'
  }
  if (draft) return 'drafted'
  const taken = said.findLast(({ decision }) => decision === 'assign' || decision === 'unassign')
  return taken?.decision === 'assign' ? 'assigned' : 'open'
}

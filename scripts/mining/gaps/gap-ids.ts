import { markOf } from '#scripts/mining/text/hash.ts'
import { common } from '#scripts/mining/thresholds.ts'

export interface EarlierGap {
  readonly id: string
  readonly ticketIds: readonly string[]
  /** Found by the last run: false when only by runs before it. */
  readonly last?: boolean | undefined
}

/** How much of an earlier gap a gap holds. */
export interface Overlap {
  /** Positions. */
  readonly gap: number
  readonly before: number
  /** Tickets in both, and their share of the earlier gap's that still exist. */
  readonly count: number
  readonly share: number
}

/**
 * Ids for gaps, in their order: a gap keeps the id of the earlier gap of which it holds half of the tickets. Of several
 * it is the one found last time, then the one it has most tickets of, so that what two gaps become when they merge keeps
 * the larger one's id, also in every later run. Any other gap gets an id made of its own tickets: the same tickets give
 * the same id on every machine. An id is never given to another gap.
 */
export function identify(
  gaps: readonly { readonly ticketIds: readonly string[] }[],
  previous: readonly EarlierGap[] = [],
  present?: ReadonlySet<string>,
): string[] {
  const pairs = overlaps(gaps, previous, present).filter(({ share }) => share >= common.most)
  const older = ({ before }: Overlap) => (previous[before]!.last === false ? 1 : 0)
  pairs.sort(
    (a, b) =>
      older(a) - older(b) || b.count - a.count || b.share - a.share || a.gap - b.gap || a.before - b.before,
  )
  const ids = new Array<string>(gaps.length).fill('')
  const taken = new Set<string>()
  for (const { gap, before } of pairs) {
    const { id } = previous[before]!
    if (ids[gap] !== '' || taken.has(id)) continue
    ids[gap] = id
    taken.add(id)
  }
  // An id of an earlier gap is never given to another one: decisions about it would be taken for the new gap's.
  for (const { id } of previous) taken.add(id)
  return ids.map((kept, gap) => {
    if (kept !== '') return kept
    const content = [...gaps[gap]!.ticketIds].sort().join('\n')
    let id = hash(content)
    for (let round = 1; taken.has(id); round++) id = hash(`${content}\n${round}`)
    taken.add(id)
    return id
  })
}

/**
 * What each gap holds of each earlier one. Tickets that no longer exist do not count (`present` has those that do; absent:
 * all), or a gap would lose its id when old tickets are deleted.
 */
export function overlaps(
  gaps: readonly { readonly ticketIds: readonly string[] }[],
  previous: readonly EarlierGap[],
  present?: ReadonlySet<string>,
): Overlap[] {
  const earlier = new Map<string, number[]>()
  const sizes = previous.map(({ ticketIds }, at) => {
    let size = 0
    for (const ticket of new Set(ticketIds)) {
      if (present && !present.has(ticket)) continue
      size++
      const list = earlier.get(ticket)
      if (list) list.push(at)
      else earlier.set(ticket, [at])
    }
    return size
  })
  return gaps.flatMap(({ ticketIds }, gap) => {
    const shared = new Map<number, number>()
    for (const ticket of new Set(ticketIds)) {
      for (const before of earlier.get(ticket) ?? []) shared.set(before, (shared.get(before) ?? 0) + 1)
    }
    return [...shared].map(([before, count]) => ({ gap, before, count, share: count / sizes[before]! }))
  })
}

/** 53 bits of a text in base 36, with a letter in front so that it is a name anywhere. */
const hash = (text: string): string => `g${markOf(text).toString(36).padStart(11, '0')}`

import type { GapChange } from '#core/gaps/changes.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import { common, same } from '#scripts/mining/thresholds.ts'
import { type EarlierGap, overlaps } from './gap-ids.ts'

export interface Identified {
  readonly id: string
  readonly ticketIds: readonly string[]
}

/** Merges, splits, returns and ends, in the order of the gaps, then of the earlier ones. */
export function changesOf(
  gaps: readonly Identified[],
  previous: readonly EarlierGap[],
  { present, coverage }: { present?: ReadonlySet<string>; coverage: ReadonlyMap<string, string | null> },
): GapChange[] {
  const ids = new Set(gaps.map(({ id }) => id))
  const last = previous.filter((one) => one.last !== false)
  const holders = Map.groupBy(overlaps(gaps, last, present), ({ before }) => before)
  const merged = new Map<string, string[]>()
  const splits: GapChange[] = []
  const gone: GapChange[] = []
  last.forEach(({ id, ticketIds }, before) => {
    const parts = (holders.get(before) ?? [])
      .filter(({ count, share }) => share >= same.partFrom && count > 1)
      .sort((a, b) => b.count - a.count || a.gap - b.gap)
      .map(({ gap, share }) => ({ id: gaps[gap]!.id, share }))
    const [largest] = parts
    if (parts.length > 1) splits.push({ what: 'split', gap: id, into: parts.map((part) => part.id) })
    if (ids.has(id)) return
    if (largest && largest.share >= common.most)
      merged.set(largest.id, [...(merged.get(largest.id) ?? []), id])
    else if (parts.length < 2) gone.push({ what: 'gone', gap: id, article: answerOf(ticketIds, coverage) })
  })
  const known = new Set(last.map(({ id }) => id))
  const before = new Set(previous.map(({ id }) => id))
  return [
    ...gaps.flatMap(({ id }): GapChange[] => {
      const of = merged.get(id)
      return [
        ...(of ? [{ what: 'merged', gap: id, of } as const] : []),
        ...(before.has(id) && !known.has(id) ? [{ what: 'returned', gap: id } as const] : []),
      ]
    }),
    ...splits,
    ...gone,
  ]
}

/** The article that now answers half of these tickets. */
function answerOf(ticketIds: readonly string[], coverage: ReadonlyMap<string, string | null>): string | null {
  const answers = ticketIds.flatMap((ticket) => coverage.get(ticket) ?? [])
  const present = ticketIds.filter((ticket) => coverage.has(ticket)).length
  const [[article, count] = ['', 0]] = ranked(answers)
  return count > 0 && count >= common.most * present ? article : null
}

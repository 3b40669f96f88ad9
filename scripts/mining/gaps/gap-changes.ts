import type { GapChange } from '#core/gaps/changes.ts'
import { type EarlierGap, overlaps, sameFrom } from './gap-ids.ts'

/** A quarter of a gap in another one is a part of it; less is tickets on the border between two. */
const partFrom = 0.25
const fewestInPart = 2

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
      .filter(({ count, share }) => share >= partFrom && count >= fewestInPart)
      .sort((a, b) => b.count - a.count || a.gap - b.gap)
      .map(({ gap, share }) => ({ id: gaps[gap]!.id, share }))
    const [largest] = parts
    if (parts.length > 1) splits.push({ what: 'split', gap: id, into: parts.map((part) => part.id) })
    if (ids.has(id)) return
    if (largest && largest.share >= sameFrom) merged.set(largest.id, [...(merged.get(largest.id) ?? []), id])
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
  const counts = new Map<string, number>()
  let present = 0
  for (const ticket of ticketIds) {
    const article = coverage.get(ticket)
    if (article !== undefined) present++
    if (article) counts.set(article, (counts.get(article) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return most && most[1] >= sameFrom * present ? most[0] : null
}

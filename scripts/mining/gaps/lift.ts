import type { SegmentLift } from '#core/gaps/mined.ts'

/** 95 % of a normal distribution lie within this many deviations. */
const deviations = 1.96
/** Added to every count: a segment that never asked is unlikely to, not certain not to (Haldane 1956, Anscombe 1956). */
const half = 0.5

export interface Counts {
  /** The segment's tickets in the gap, and altogether. */
  readonly inside: number
  readonly of: number
  /** Everyone else's tickets in the gap, and altogether. */
  readonly outside: number
  readonly others: number
}

/**
 * The segment's rate over everyone else's, with the log-ratio 95 % interval (Katz 1978). Nobody else to compare
 * with gives 1 and the widest interval, not a great number.
 */
export function lift({ inside, of, outside, others }: Counts): Omit<SegmentLift, 'segment'> {
  if (of === 0 || others === 0) return { lift: 1, low: 0, high: Number.MAX_VALUE, tickets: inside }
  const mine = inside + half
  const theirs = outside + half
  const ratio = mine / (of + half) / (theirs / (others + half))
  const variance = 1 / mine - 1 / (of + half) + 1 / theirs - 1 / (others + half)
  const spread = Math.exp(deviations * Math.sqrt(Math.max(0, variance)))
  return { lift: ratio, low: ratio / spread, high: ratio * spread, tickets: inside }
}

/** Lifts of every segment in a gap, the one that is surest to ask more first. */
export function lifts(
  members: readonly { readonly segments?: readonly string[] | undefined }[],
  totals: ReadonlyMap<string, number>,
  all: number,
): SegmentLift[] {
  const counts = segmentCounts(members)
  return [...totals]
    .map(([segment, of]) => {
      const inside = counts.get(segment) ?? 0
      return {
        segment,
        ...lift({ inside, of, outside: members.length - inside, others: all - of }),
      }
    })
    .filter(({ tickets }) => tickets > 0)
    .sort((a, b) => b.low - a.low || (a.segment < b.segment ? -1 : 1))
}

export function segmentCounts(
  tickets: readonly { readonly segments?: readonly string[] | undefined }[],
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { segments } of tickets) {
    for (const segment of new Set(segments)) counts.set(segment, (counts.get(segment) ?? 0) + 1)
  }
  return counts
}

/** Figures of gaps that the report and the staff area say alike. */

/** A segment's figures are shown from this many questions on: fewer could point at a person. */
export const fewestShown = 10

/** Parts one could point at from those that may be shown. */
export function shownOf<T extends { readonly segment: string; readonly tickets: number }>(
  segments: readonly T[],
): { shown: T[]; withheld: string[] } {
  return {
    shown: segments.filter(({ tickets }) => tickets >= fewestShown),
    withheld: segments.filter(({ tickets }) => tickets < fewestShown).map(({ segment }) => segment),
  }
}

/** A gap is marked as growing fast from this recent-over-earlier rate on: half as many again. */
const fastFrom = 1.5
/** … and only with this many questions in twelve weeks, as small numbers jump by chance. */
const fastQuestions = 24
/** … and only the fastest few, or colour would say nothing. */
const fastest = 5

interface Moving {
  /** Questions in each of twelve weeks, oldest first. */
  readonly weeks: readonly number[]
  /** Recent over earlier rate; 1 is steady. */
  readonly trend: number
}

/** Ids of the gaps that deserve the eye. */
export function growingFast(gaps: readonly (Moving & { id: string; rank: number })[]): ReadonlySet<string> {
  const fast = gaps
    .filter(({ trend, weeks }) => trend >= fastFrom && total(weeks) >= fastQuestions)
    .toSorted((a, b) => b.trend - a.trend || a.rank - b.rank)
    .slice(0, fastest)
  return new Set(fast.map(({ id }) => id))
}

/** Fewer questions than these in eight weeks rise and fall by chance. */
const fewestForPace = 12

/** How often a gap is asked lately, held against the weeks before; `few` when that would be chance. */
export function paceOf({ weeks, trend }: Moving): 'few' | 'more' | 'less' | 'steady' {
  if (total(weeks.slice(-8)) < fewestForPace) return 'few'
  if (trend >= 1.25) return 'more'
  return trend <= 0.8 ? 'less' : 'steady'
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

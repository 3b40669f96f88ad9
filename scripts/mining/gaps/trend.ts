import { beforeAfter, common } from '#scripts/mining/thresholds.ts'

/** Milliseconds. */
export const day = 86_400_000
export const week = 7 * day
/** … that are compared, and that a change is given to work. */
export const compared = beforeAfter.compared * week
export const settling = beforeAfter.settling * week
const shown = beforeAfter.compared
/** Long enough that weekends cancel out: four of twelve weeks. */
const recentShare = beforeAfter.settling / beforeAfter.compared
/** Tickets that each gap is given at a steady rate, so that three after one is not called a tripling. */
const steady = common.few

/** Milliseconds since 1970 of an ISO date; undefined when it is none. */
export function instantOf(createdAt: string | undefined): number | undefined {
  const at = createdAt === undefined ? Number.NaN : Date.parse(createdAt)
  return Number.isNaN(at) ? undefined : at
}

/** Those of all that have a date. */
export const instantsOf = (dated: readonly { readonly createdAt?: string | undefined }[]): number[] =>
  dated.flatMap(({ createdAt }) => instantOf(createdAt) ?? [])

export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

/** First millisecond after the day that counts as now. */
export const endOf = (asOf: string): number => Date.parse(`${asOf.slice(0, 10)}T00:00:00Z`) + day

/** Tickets in each of the last 12 weeks, oldest first. */
export function weeksOf(instants: readonly number[], end: number): number[] {
  const weeks = new Array<number>(shown).fill(0)
  for (const at of instants) {
    const place = shown - 1 - Math.floor((end - 1 - at) / week)
    if (place >= 0 && place < shown) weeks[place]!++
  }
  return weeks
}

/**
 * Recent rate over earlier rate within the last 12 weeks, or within the time tickets exist for if that is less;
 * both smoothed towards steady. 1 = steady, 2 = twice as often lately.
 */
export function trendOf(instants: readonly number[], end: number, first: number): number {
  const span = Math.max(day, Math.min(compared, end - first))
  const turn = end - span * recentShare
  const from = end - span
  let recent = 0
  let earlier = 0
  for (const at of instants) {
    if (at >= end || at < from) continue
    if (at >= turn) recent++
    else earlier++
  }
  return (
    (recent + steady * recentShare) /
    recentShare /
    ((earlier + steady * (1 - recentShare)) / (1 - recentShare))
  )
}

import { type GapState, putAway, toDo } from './state.ts'

/** Where a line is drawn through the list: the gaps above it hold this share of what is open. */
export const lineAt = 0.5

/** A gap's place in the list. */
export interface Place {
  /** From 1. */
  readonly rank: number
  /** Share of all questions in the list that are in the gaps up to and with this one, 0 … 1. */
  readonly upTo: number
}

export interface RankedList<Gap> {
  readonly gaps: readonly (Gap & Place)[]
  /** Questions in all of them. */
  readonly open: number
  /** How many gaps, from the top, hold {@link lineAt} of {@link open}. */
  readonly line: number
}

/** Places and running shares of gaps, in the order they come in: whatever shows a list counts by this. */
export function rankedList<Gap extends { readonly volume: number }>(gaps: readonly Gap[]): RankedList<Gap> {
  const open = gaps.reduce((sum, { volume }) => sum + volume, 0)
  let sum = 0
  const placed = gaps.map((gap, at) => {
    sum += gap.volume
    return { ...gap, rank: at + 1, upTo: open === 0 ? 0 : sum / open }
  })
  return { gaps: placed, open, line: above(placed) }
}

/** How many gaps, from the top, hold {@link lineAt} of the questions. */
export function above(gaps: readonly Place[]): number {
  const at = gaps.findIndex(({ upTo }) => upTo >= lineAt)
  return at === -1 ? gaps.length : at + 1
}

/** Whether a gap is still somebody's work, has its answer, or was put away and is in no list. */
export function partOf(state: GapState): 'open' | 'done' | 'away' {
  if (putAway.includes(state)) return 'away'
  return toDo.includes(state) ? 'open' : 'done'
}

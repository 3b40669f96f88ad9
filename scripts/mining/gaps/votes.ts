import type { ArticleRemark, VoteCount } from '#scripts/mining/types.ts'

/** 95 % of a normal distribution lie within this many deviations. */
const deviations = 1.96

/** Fewer votes say nothing, whatever their interval: five people who agree are a finding. */
export const enoughVotes = 5

/** Ends of the 95 % interval of a share, `yes` of `all` (Wilson 1927); nothing known: 0 … 1. */
export function wilson(yes: number, all: number): { low: number; high: number } {
  if (all === 0) return { low: 0, high: 1 }
  const share = yes / all
  const square = deviations ** 2
  const centre = share + square / (2 * all)
  const spread = deviations * Math.sqrt((share * (1 - share)) / all + square / (4 * all ** 2))
  const scale = 1 + square / all
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) }
}

/**
 * The votes of one article in one language. As soon as there are enough votes since its last change only they count;
 * until then the older ones do. No votes: undefined.
 */
export function votesOf(
  remarks: readonly ArticleRemark[],
  updated: string | undefined,
): VoteCount | undefined {
  const votes = remarks.filter(({ kind }) => kind === 'vote')
  const since =
    updated === undefined ? votes : votes.filter(({ createdAt }) => createdAt.slice(0, 10) >= updated)
  const sinceChange = updated !== undefined && since.length >= enoughVotes
  const counted = sinceChange ? since : votes
  if (counted.length === 0) return undefined
  const helpful = counted.filter((vote) => vote.helpful).length
  return {
    helpful,
    unhelpful: counted.length - helpful,
    ...wilson(helpful, counted.length),
    sinceChange,
  }
}

export const clearlyBad = ({ helpful, unhelpful, high }: VoteCount): boolean =>
  helpful + unhelpful >= enoughVotes && high < 0.5

export const clearlyGood = ({ helpful, unhelpful, low }: VoteCount): boolean =>
  helpful + unhelpful >= enoughVotes && low > 0.5

import type { VoteCount } from '#core/gaps/mined.ts'
import { wilson } from '#core/insights/wilson.ts'
import { usualSettings } from '#scripts/mining/thresholds.ts'
import type { ArticleRemark } from '#scripts/mining/types.ts'

/** Fewer votes say nothing, whatever their interval: five people who agree are a finding. */
const enoughVotes = usualSettings.minTickets

/**
 * The votes of one article in one language. As soon as there are enough votes since its last change only they count;
 * until then the older ones do. No votes: undefined.
 */
export function votesOf(
  remarks: readonly ArticleRemark[],
  updated: string | undefined,
): VoteCount | undefined {
  const votes = remarks.filter(({ kind, partly }) => kind === 'vote' && !partly)
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

import type { VoteCount } from '#core/gaps/mined.ts'
import { type Reason, reason } from '#core/gaps/reasons.ts'
import { beforeAfter, common } from '#scripts/mining/thresholds.ts'
import type { GapKind, MiningArticle, MiningSettings } from '#scripts/mining/types.ts'
import { peopleOf, type Question, recentOf } from './demand.ts'
import { lift } from './lift.ts'
import { compared, instantOf, instantsOf, settling, week } from './trend.ts'
import { clearlyBad, clearlyGood } from './votes.ts'

export interface Answered {
  readonly article: MiningArticle
  /** The topic's tickets. */
  readonly tickets: readonly Question[]
  readonly votes: VoteCount | undefined
  /** Flags of agents on the article since its last change. */
  readonly flags: number
  /** All tickets, for what is usual at a time. */
  readonly all: readonly Question[]
  /** People of the middle topic of its language in the last days. */
  readonly middle: number
  /** Milliseconds since 1970. */
  readonly end: number
  readonly settings: MiningSettings
}

/** Why an answered topic is a gap all the same, with the numbers; undefined when the article does its work. */
export function despiteAnswer(topic: Answered): { kind: GapKind; reasons: Reason[] } | undefined {
  const { votes, flags, middle, end, settings } = topic
  const notHelping = (...reasons: Reason[]) => ({ kind: 'not helping' as const, reasons })
  if (votes && clearlyBad(votes)) return notHelping(votesInWords(votes))
  if (flags >= common.few)
    return notHelping(reason('Agents said {flags} times that it is wrong or lacks something.', { flags }))
  const after = peopleOf(afterReading(topic))
  if (after >= common.few)
    return notHelping(
      reason('{readers} people wrote to us within half an hour of reading it.', { readers: after }),
    )
  const recent = peopleOf(recentOf(topic.tickets, end, settings.days))
  if (recent < common.muchMore * Math.max(settings.minTickets, middle)) return undefined
  if (votes && clearlyGood(votes)) {
    const still = reason(
      'Still {people} people asked in the last {days} days; the middle topic has {middle}.',
      {
        ...{ people: recent, days: settings.days, middle },
      },
    )
    return { kind: 'fix the product', reasons: [votesInWords(votes), still] }
  }
  const rates = aroundChange(topic)
  if (!rates || rates.low <= beforeAfter.worksBelow) return undefined
  return notHelping(
    reason('After its last change on {day} {after} tickets a week asked this, before it {before}.', {
      day: topic.article.updated ?? '',
      ...{ after: perWeek(rates.after), before: perWeek(rates.before) },
    }),
  )
}

/** Questions about what the article answers, from people who had just read it as it is now. */
function afterReading({ article: { id, updated = '' }, tickets }: Answered): Question[] {
  return tickets.filter(
    ({ readBefore, createdAt = '' }) => readBefore?.includes(id) && createdAt.slice(0, 10) >= updated,
  )
}

/** "4 of 23 readers found it helpful since its last change (95% interval 7–37%)." */
function votesInWords({ helpful, unhelpful, low, high, sinceChange }: VoteCount): Reason {
  const percent = (share: number) => Math.round(share * 100)
  return reason(
    sinceChange
      ? '{helpful} of {readers} readers found it helpful since its last change (95% interval {low}–{high}%).'
      : '{helpful} of {readers} readers found it helpful (95% interval {low}–{high}%).',
    { helpful, readers: helpful + unhelpful, low: percent(low), high: percent(high) },
  )
}

const perWeek = (rate: number) => rate.toFixed(rate < 10 ? 1 : 0)

/**
 * Contacts a week before and after the article's last change, and the low end of the 95 % interval of after over before
 * as a share of all tickets of the time: a company that grows must not make every article look bad. Undefined while
 * either side is shorter than {@link settling}.
 */
function aroundChange({ article, tickets, all, end }: Answered) {
  const change = instantOf(article.updated)
  if (change === undefined) return undefined
  const everyone = instantsOf(all)
  const first = everyone.reduce((least, at) => Math.min(least, at), end)
  const from = Math.max(first, change - compared)
  const to = Math.min(end, change + compared)
  if (change - from < settling || end - change < settling) return undefined
  const before = (at: number) => at >= from && at < change
  const after = (at: number) => at >= change && at < to
  const own = instantsOf(tickets)
  const inside = own.filter(after).length
  const outside = own.filter(before).length
  const { low } = lift({
    inside,
    outside,
    of: everyone.filter(after).length,
    others: everyone.filter(before).length,
  })
  return { low, before: (outside * week) / (change - from), after: (inside * week) / (to - change) }
}

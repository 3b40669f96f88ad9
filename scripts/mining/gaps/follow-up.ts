import type { WeeklyCounts } from '#core/gaps/did-it-work.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import { common } from '#scripts/mining/thresholds.ts'
import { compared, dayOf, instantOf, settling, week } from './trend.ts'

/** Whole weeks since the article that are counted: half a year shows whether it lasts. */
const longest = 26

/** A gap for which there is an article now. */
export interface Closing {
  readonly gap: string
  readonly article: string
  /** Day since which it has been there, `YYYY-MM-DD`. */
  readonly since: string
}

export interface FollowUp extends Closing {
  /** Contacts a week before that day. */
  readonly before: number
  /** … and since; null while it is too early to say. */
  readonly after: number | null
  /** Of the topic and of all other topics, in whole weeks around that day. */
  readonly weeks: WeeklyCounts
}

interface Asked {
  /** Ids of a gap's tickets, as last found. */
  readonly members: ReadonlyMap<string, readonly string[]>
  /** Ticket → topic. */
  readonly groups: ReadonlyMap<string, string>
  /** Ticket → ISO 8601. */
  readonly createdAt: ReadonlyMap<string, string | undefined>
  /** Milliseconds since 1970: the first after the day that counts as now. */
  readonly end: number
}

/**
 * Contacts before and after an article came. What counts are the gap's own tickets and all of the topic that now holds
 * most of them: the topic goes on where the gap ended. Without any ticket from before nothing can be compared: left out.
 */
export function followUps(
  closings: readonly Closing[],
  { members, groups, createdAt, end }: Asked,
): FollowUp[] {
  const inTopic = Map.groupBy(groups.keys(), (ticket) => groups.get(ticket)!)
  const all = [...createdAt.values()].flatMap((at) => instantOf(at) ?? [])
  const first = all.reduce((least, at) => Math.min(least, at), end)
  return closings.flatMap(({ gap, article, since }) => {
    const own = members.get(gap) ?? []
    const topic = topicOf(own, groups)
    const tickets = new Set([...own, ...(topic === undefined ? [] : (inTopic.get(topic) ?? []))])
    const instants = [...tickets].flatMap((ticket) => instantOf(createdAt.get(ticket)) ?? [])
    const change = instantOf(since) ?? end
    const from = Math.max(first, change - compared)
    const before = instants.filter((at) => at >= from && at < change).length
    if (before === 0) return []
    const after = instants.filter((at) => at >= change && at < end).length
    return [
      {
        ...{ gap, article, since: dayOf(change) },
        before: (before * week) / Math.max(week, change - from),
        after: end - change < settling ? null : (after * week) / (end - change),
        weeks: weeksAround(change, { instants, all, from, end }),
      },
    ]
  })
}

/** Whole weeks before and since, counted from `change`. */
function weeksAround(
  change: number,
  { instants, all, from, end }: { instants: number[]; all: number[]; from: number; end: number },
): WeeklyCounts {
  const before = Math.floor((change - from) / week)
  const after = Math.min(longest, Math.floor((end - change) / week))
  const counted = (ofThese: readonly number[]) => {
    const weeks = Array.from({ length: before + after }, () => 0)
    for (const at of ofThese) {
      const index = before + Math.floor((at - change) / week)
      if (index >= 0 && index < weeks.length) weeks[index]! += 1
    }
    return weeks
  }
  const topic = counted(instants)
  return { topic, others: counted(all).map((count, at) => count - (topic[at] ?? 0)), before }
}

/** The topic that holds at least half of these tickets. */
function topicOf(tickets: readonly string[], groups: ReadonlyMap<string, string>): string | undefined {
  const known = tickets.flatMap((ticket) => groups.get(ticket) ?? [])
  const [[topic, count] = ['', 0]] = ranked(known)
  return count > 0 && count >= common.most * known.length ? topic : undefined
}

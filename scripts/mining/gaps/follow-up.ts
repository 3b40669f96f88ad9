import { sameFrom } from './gap-ids.ts'
import { dayOf, instantOf } from './trend.ts'

const day = 86_400_000
const week = 7 * day
/** Twelve weeks before are compared with what came since; before four weeks it is too early to say. */
const compared = 12 * week
const settling = 4 * week

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
}

/**
 * Contacts before and after an article came. What counts are the gap's own tickets and all of the topic that now holds
 * most of them: the topic goes on where the gap ended. Without any ticket from before nothing can be compared: left out.
 */
export function followUps(
  closings: readonly Closing[],
  {
    members,
    groups,
    createdAt,
    end,
  }: {
    /** Ids of a gap's tickets, as last found. */
    readonly members: ReadonlyMap<string, readonly string[]>
    /** Ticket → topic. */
    readonly groups: ReadonlyMap<string, string>
    /** Ticket → ISO 8601. */
    readonly createdAt: ReadonlyMap<string, string | undefined>
    /** Milliseconds since 1970: the first after the day that counts as now. */
    readonly end: number
  },
): FollowUp[] {
  const inTopic = Map.groupBy(groups.keys(), (ticket) => groups.get(ticket)!)
  let first = end
  for (const at of createdAt.values()) first = Math.min(first, instantOf(at) ?? end)
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
      },
    ]
  })
}

/** The topic that holds at least half of these tickets. */
function topicOf(tickets: readonly string[], groups: ReadonlyMap<string, string>): string | undefined {
  const known = tickets.flatMap((ticket) => groups.get(ticket) ?? [])
  const counts = [...Map.groupBy(known, (topic) => topic)].map(([topic, list]) => ({ topic, n: list.length }))
  const [most] = counts.sort((a, b) => b.n - a.n || (a.topic < b.topic ? -1 : 1))
  return most && most.n >= sameFrom * known.length ? most.topic : undefined
}

import { languageOf } from '#content/language/tag.ts'
import type { MinedTopic, MiningTicket } from '#scripts/mining/types.ts'
import { isTicket } from './demand.ts'

export type AskingTicket = Pick<
  MiningTicket,
  'id' | 'createdAt' | 'customer' | 'segments' | 'signal' | 'language'
>

/** How many customers of a segment asked what one article answers, or what one gap holds. */
export interface SegmentAsk {
  readonly segment: string
  /** Language of the tickets, as in `MinedTopic.language`. */
  readonly locale: string
  /** Id of the article that answers it; null in rows of gaps. */
  readonly article: string | null
  /** Id of the gap; null in rows of articles. */
  readonly gap: string | null
  /** Distinct customers of the segment who asked it in this language … */
  readonly customers: number
  /** … out of all distinct customers of the segment who wrote in this language. */
  readonly of: number
  /** The same share among all customers who wrote in this language, whatever their segment: 0 … 1. */
  readonly usual: number
  /** Days of the segment's first and last ticket about it, `YYYY-MM-DD`; null when none has a date. */
  readonly firstDay: string | null
  readonly lastDay: string | null
}

export interface SegmentAsksInput {
  /** All questions of the run; searches, votes and flags are left out: most of them have no customer. */
  readonly tickets: readonly AskingTicket[]
  readonly topics: readonly Pick<MinedTopic, 'id' | 'language'>[]
  /** Ticket id → topic id. */
  readonly groups: ReadonlyMap<string, string>
  /** Ticket id → article that answers it. */
  readonly coverage: ReadonlyMap<string, string | null>
  readonly gaps: readonly { readonly id: string; readonly ticketIds: readonly string[] }[]
}

/** What one set of tickets is about, in one language. */
interface Subject {
  readonly locale: string
  readonly article: string | null
  readonly gap: string | null
  readonly tickets: AskingTicket[]
}

/**
 * How many distinct customers of each segment asked what each article answers and what each gap holds, by language, out
 * of all customers of that segment who wrote in that language. A ticket without a customer counts as one customer.
 * Pure counts: whether they are enough to go by is for the reader to decide.
 *
 * @returns rows with at least one customer, ordered by segment, locale, article and gap
 */
export function segmentAsks({ tickets, topics, groups, coverage, gaps }: SegmentAsksInput): SegmentAsk[] {
  const languages = new Map(topics.map(({ id, language }) => [id, language]))
  // By customer, so that one customer's tickets stand together in every list made of these.
  const written = tickets.filter(isTicket).sort((a, b) => compare(a.customer ?? '', b.customer ?? ''))
  const gapsOf = new Map<string, string[]>()
  for (const { id, ticketIds } of gaps)
    for (const ticket of ticketIds) gapsOf.set(ticket, [...(gapsOf.get(ticket) ?? []), id])
  const all = new Map<string, AskingTicket[]>()
  const subjects = new Map<string, Subject>()
  for (const ticket of written) {
    const { id, language = 'en' } = ticket
    const locale = languages.get(groups.get(id) ?? '') ?? languageOf(language)
    const own = all.get(locale)
    if (own) own.push(ticket)
    else all.set(locale, [ticket])
    const put = (article: string | null, gap: string | null) => {
      const key = `${locale}\n${article ?? ''}\n${gap ?? ''}`
      const subject = subjects.get(key)
      if (subject) subject.tickets.push(ticket)
      else subjects.set(key, { locale, article, gap, tickets: [ticket] })
    }
    const article = coverage.get(id)
    if (article) put(article, null)
    for (const gap of gapsOf.get(id) ?? []) put(null, gap)
  }
  const totals = new Map([...all].map(([locale, own]) => [locale, customersBySegment(own)]))
  const rows: SegmentAsk[] = []
  for (const { locale, article, gap, tickets: own } of subjects.values()) {
    const { everyone, segments } = customersBySegment(own)
    const total = totals.get(locale)!
    for (const [segment, { customers, firstDay, lastDay }] of segments) {
      const of = total.segments.get(segment)!.customers
      const usual = everyone / total.everyone
      rows.push({ segment, locale, article, gap, customers, of, usual, firstDay, lastDay })
    }
  }
  const keyOf = ({ segment, locale, article, gap }: SegmentAsk) =>
    [segment, locale, article ?? '', gap ?? ''].join('\n')
  return rows.sort((a, b) => compare(keyOf(a), keyOf(b)))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface SegmentCustomers {
  customers: number
  /** `YYYY-MM-DD`; null when no ticket has a date. */
  firstDay: string | null
  lastDay: string | null
}

/** Distinct customers, of all and of each segment; a customer counts in every segment they wrote in. */
function customersBySegment(byCustomer: readonly AskingTicket[]): {
  everyone: number
  segments: Map<string, SegmentCustomers>
} {
  const segments = new Map<string, SegmentCustomers>()
  let everyone = 0
  let before: string | undefined
  let counted = new Set<string>()
  for (const { customer, segments: own = [], createdAt } of byCustomer) {
    if (customer === undefined || customer !== before) {
      everyone++
      counted = new Set()
    }
    before = customer
    const day = createdAt?.slice(0, 10) ?? null
    for (const segment of new Set(own)) {
      const asks = segments.get(segment) ?? { customers: 0, firstDay: null, lastDay: null }
      if (!counted.has(segment)) asks.customers++
      if (day !== null && (asks.firstDay === null || day < asks.firstDay)) asks.firstDay = day
      if (day !== null && (asks.lastDay === null || day > asks.lastDay)) asks.lastDay = day
      counted.add(segment)
      segments.set(segment, asks)
    }
  }
  return { everyone, segments }
}

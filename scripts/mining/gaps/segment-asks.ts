import type { SegmentAskRow } from '#api/storage/tickets-schema.ts'
import { languageOf } from '#content/language/tag.ts'
import type { MinedTopic, MiningTicket } from '#scripts/mining/types.ts'
import { isTicket } from './demand.ts'

export type AskingTicket = Pick<
  MiningTicket,
  'id' | 'createdAt' | 'customer' | 'segments' | 'signal' | 'language'
>

export interface SegmentAsksInput {
  /** All questions of the run; searches, votes and flags are left out: most of them have no customer. */
  readonly tickets: readonly AskingTicket[]
  readonly topics: readonly Pick<MinedTopic, 'id' | 'language'>[]
  /** Ticket id → topic id. */
  readonly groups: ReadonlyMap<string, string>
  /** Ticket id → article that search gives first for its own words, null for none; absent: it was not searched for. */
  readonly found: ReadonlyMap<string, string | null>
  readonly gaps: readonly { readonly id: string; readonly ticketIds: readonly string[] }[]
}

/** Customers who asked one thing, and the days of the first and the last ticket. */
interface Count {
  customers: number
  firstDay: string | null
  lastDay: string | null
  /** Who was counted last; tickets come customer by customer. */
  customer: string | undefined
}

/** What is counted of one ticket. */
type Subject = Pick<SegmentAskRow, 'article' | 'gap'>

/**
 * How many distinct customers of each segment asked what each article answers and what each gap holds, by language, out
 * of all customers of that segment who wrote in that language; of articles, in tickets searched for. A ticket without a customer counts as one customer.
 * Pure counts: whether they are enough to go by is for the reader to decide.
 *
 * @returns rows with at least one customer, ordered by segment, locale, article and gap
 */
export function segmentAsks({ tickets, topics, groups, found, gaps }: SegmentAsksInput): SegmentAskRow[] {
  const languages = new Map(topics.map(({ id, language }) => [id, language]))
  const localeOf = ({ id, language = 'en' }: AskingTicket) =>
    languages.get(groups.get(id) ?? '') ?? languageOf(language)
  const gapsOf = new Map<string, string[]>()
  for (const { id, ticketIds } of gaps)
    for (const ticket of ticketIds) gapsOf.set(ticket, [...(gapsOf.get(ticket) ?? []), id])
  const written = tickets.filter(isTicket).sort((a, b) => compare(a.customer ?? '', b.customer ?? ''))
  const searched = written.filter(({ id }) => found.has(id))
  const rows = [
    ...asksOf(searched, localeOf, ({ id }) => {
      const article = found.get(id) ?? null
      return article === null ? [] : [{ article, gap: null }]
    }),
    ...asksOf(written, localeOf, ({ id }) => (gapsOf.get(id) ?? []).map((gap) => ({ article: null, gap }))),
  ]
  return rows.sort((a, b) => compare(rowKey(a), rowKey(b)))
}

/** @param tickets customer by customer */
function asksOf(
  tickets: readonly AskingTicket[],
  localeOf: (ticket: AskingTicket) => string,
  subjectsOf: (ticket: AskingTicket) => readonly Subject[],
): SegmentAskRow[] {
  const counts = new Map<string, Count>()
  const count = (key: string, { customer, createdAt }: AskingTicket) => {
    const day = createdAt?.slice(0, 10) ?? null
    const own = counts.get(key) ?? { customers: 0, firstDay: day, lastDay: day, customer: undefined }
    counts.set(key, own)
    if (customer === undefined || customer !== own.customer) own.customers++
    own.customer = customer
    if (day !== null && (own.firstDay === null || day < own.firstDay)) own.firstDay = day
    if (day !== null && (own.lastDay === null || day > own.lastDay)) own.lastDay = day
  }
  const asked = new Map<string, Pick<SegmentAskRow, 'segment' | 'locale'> & Subject>()
  for (const ticket of tickets) {
    const locale = localeOf(ticket)
    // '' is everyone.
    for (const segment of new Set(['', ...(ticket.segments ?? [])])) {
      count(keyOf(segment, locale), ticket)
      for (const { article, gap } of subjectsOf(ticket)) {
        const key = keyOf(segment, locale, article, gap)
        count(key, ticket)
        if (segment !== '') asked.set(key, { segment, locale, article, gap })
      }
    }
  }
  const customersOf = (...parts: readonly (string | null)[]) => counts.get(keyOf(...parts))!.customers
  return [...asked].map(([key, { segment, locale, article, gap }]) => {
    const { customers, firstDay, lastDay } = counts.get(key)!
    const usual = customersOf('', locale, article, gap) / customersOf('', locale)
    const of = customersOf(segment, locale)
    return { segment, locale, article, gap, customers, of, usual, firstDay, lastDay }
  })
}

const keyOf = (...parts: readonly (string | null)[]): string => parts.map((part) => part ?? '').join('\n')
const rowKey = ({ segment, locale, article, gap }: SegmentAskRow): string =>
  keyOf(segment, locale, article, gap)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

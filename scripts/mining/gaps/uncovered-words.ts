import { languageFor, termsOf } from '#content/language/index.ts'
import type { UncoveredWord } from '#core/gaps/mined.ts'
import { common } from '#scripts/mining/thresholds.ts'
import type { MinedGap, MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import { countWords, writtenIn } from './customer-words.ts'
import { peopleOf } from './demand.ts'
import { lifts, segmentCounts } from './lift.ts'

/** Newest tickets of a language that are read for their words: enough for every word that would be listed. */
const read = 50_000
/** Words that are kept, of all languages together. */
const listed = 40
/** A word that is about something stands together, most of its tickets in so many gaps. "Please" is everywhere. */
const mostGaps = 3

export interface WordsInput {
  /** Tickets by language; signals are left out. */
  readonly tickets: ReadonlyMap<string, readonly MiningTicket[]>
  readonly textOf: (ticket: MiningTicket) => string
  readonly articles: readonly MiningArticle[]
  readonly gaps: readonly Pick<MinedGap, 'ticketIds'>[]
  /** Tickets and distinct people that make a word worth a line. */
  readonly enough: { readonly minTickets: number; readonly minCustomers: number }
}

/**
 * Document frequency of the words that customers use and no article of their language has, those of one gap or a few:
 * the keyword half of the report. Languages without articles or without a list of function words have none: there,
 * every word would be one.
 *
 * @returns most tickets first
 */
export function uncoveredWords({
  tickets,
  textOf,
  articles,
  gaps,
  enough,
}: WordsInput): UncoveredWord<number>[] {
  const gapOf = new Map(gaps.flatMap(({ ticketIds }, at) => ticketIds.map((id) => [id, at] as const)))
  const found: UncoveredWord<number>[] = []
  for (const [language, all] of tickets) {
    const written = writtenIn(articles, language)
    if (written.size === 0 || !languageFor(language)) continue
    const newest = [...all]
      .sort((a, b) => ((a.createdAt ?? '') > (b.createdAt ?? '') ? -1 : 1))
      .slice(0, read)
    const totals = segmentCounts(newest)
    const holders = new Map<string, MiningTicket[]>()
    const texts = newest.map(textOf)
    newest.forEach((ticket, at) => {
      for (const term of new Set(termsOf(texts[at]!, language))) {
        if (written.has(term)) continue
        const list = holders.get(term)
        if (list) list.push(ticket)
        else holders.set(term, [ticket])
      }
    })
    for (const [term, of] of holders) {
      if (of.length < enough.minTickets || peopleOf(of) < enough.minCustomers) continue
      const [word] = countWords(of.map(textOf), language, new Set([term])).words.values()
      const places = placesOf(of, gapOf)
      if (!word || places.share < common.most) continue
      found.push({
        ...{ word: word.word, language, tickets: of.length, customers: peopleOf(of) },
        segments: lifts(of, totals, newest.length),
        gaps: places.gaps,
      })
    }
  }
  return found.sort((a, b) => b.tickets - a.tickets || (a.word < b.word ? -1 : 1)).slice(0, listed)
}

/** The gaps that have most of these tickets, and the share of the tickets that is in them. */
function placesOf(
  tickets: readonly MiningTicket[],
  gapOf: ReadonlyMap<string, number>,
): { gaps: number[]; share: number } {
  const counts = new Map<number, number>()
  for (const { id } of tickets) {
    const gap = gapOf.get(id)
    if (gap !== undefined) counts.set(gap, (counts.get(gap) ?? 0) + 1)
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostGaps)
  const inside = most.reduce((sum, [, n]) => sum + n, 0)
  return { gaps: most.map(([gap]) => gap), share: inside / tickets.length }
}

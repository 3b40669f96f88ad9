import { isSearch, isTicket } from './gaps/demand.ts'
import { asksNothing, isReply, type NoQuestion } from './text/asks-nothing.ts'
import { asWritten, type Cleaned, cleaner } from './text/clean.ts'
import { markOf } from './text/hash.ts'
import { sampleFor } from './text/near-duplicates.ts'
import { training, usualSettings } from './thresholds.ts'
import type { MiningArticle, MiningTicket } from './types.ts'

/** Tickets as mining reads them. */
export interface Reading {
  /** By {@link markOfTicket}, then id: neither ids nor the order of arrival matter to what is found, only the texts. */
  readonly ordered: readonly MiningTicket[]
  cleanAt(position: number): Cleaned
  /** Positions by language: of what topics are made from … */
  readonly pools: ReadonlyMap<string, number[]>
  /** … and of searches that are assigned theirs; none where tickets are too few to do without. */
  readonly searches: ReadonlyMap<string, number[]>
  /** Tickets that ask nothing, by why; they are in no pool. */
  readonly leftOut: Readonly<Partial<Record<NoQuestion, number>>>
}

/** Hash of a ticket's words, its subject among them. */
export const markOfTicket = ({ subject = '', body, text }: MiningTicket): number =>
  markOf(`${subject}\n${body ?? text}`)

/**
 * Tickets of a language from which on its topics are made from them alone: as many for each article as make a gap. An
 * article stands for something that is asked, so tickets that are fewer cannot show what is.
 */
export function enoughTickets(articles: readonly Pick<MiningArticle, 'id'>[]): number {
  // In whatever language: what is asked does not hang on what is translated.
  return (
    usualSettings.minTickets * Math.max(training.fewestArticles, new Set(articles.map(({ id }) => id)).size)
  )
}

export function readingOf(
  tickets: readonly MiningTicket[],
  articles: readonly Pick<MiningArticle, 'id'>[] = [],
): Reading {
  const marks = new Map(tickets.map((ticket) => [ticket, markOfTicket(ticket)]))
  const ordered = [...tickets].sort(
    (a, b) => marks.get(a)! - marks.get(b)! || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  // A search has no greeting: counted as texts, very many of them would make those of tickets look rare.
  const letters = ordered.filter(isTicket)
  const cleanOne = cleaner(letters.length, (at) => asWritten(letters[at]!))
  const cleanAt = (at: number) => cleanOne(asWritten(ordered[at]!))
  const languages = Map.groupBy(ordered.keys(), (at) => asWritten(ordered[at]!).language)
  const leftOut: Partial<Record<NoQuestion, number>> = {}
  const asks = (at: number, language: string): boolean => {
    const { subject = '' } = ordered[at]!
    if (!isTicket(ordered[at]!)) return true
    const { said } = cleanAt(at)
    const why = asksNothing(isReply(subject) ? said : `${subject}\n${said}`, language)
    if (why) leftOut[why] = (leftOut[why] ?? 0) + 1
    return why === undefined
  }
  const pools = new Map<string, number[]>()
  const searches = new Map<string, number[]>()
  const enough = enoughTickets(articles)
  for (const [language, everything] of languages) {
    const all = everything.filter((at) => asks(at, language))
    if (all.length === 0) continue
    const makers = all.filter((at) => !isSearch(ordered[at]!))
    pools.set(language, makers.length < enough ? all : makers)
    if (makers.length >= enough && makers.length < all.length)
      searches.set(
        language,
        all.filter((at) => isSearch(ordered[at]!)),
      )
  }
  return { ordered, cleanAt, pools, searches, leftOut }
}

/**
 * Positions of the tickets that topics are made from: the only texts whose place in a given space matters.
 *
 * @param most of a language
 */
export function trainedPositions({ pools, cleanAt }: Reading, most?: number): number[] {
  return [...pools].flatMap(([language, positions]) => {
    const at = (row: number) => cleanAt(positions[row]!).text
    const sample = sampleFor({ language, count: positions.length, at }, most)
    return Array.from(sample, (row) => positions[row]!)
  })
}

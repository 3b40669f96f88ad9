import { termsOf as stemsOf } from '#content/language/index.ts'
import { asWritten, clean } from '#scripts/mining/text/clean.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { mondayOf, type TokenRow } from './contract.ts'

/**
 * Tickets cleaned together: what recurs at the edges of messages (greetings, sign-offs) shows among this many, and
 * in a set that is not larger the same lines go as in mining.
 */
export const cleanedTogether = 10_000

/**
 * The rows of some tickets: for everybody, and for each segment their customers were in. Terms are stems and pairs of
 * stems, cut by the product's own tokenizer as the miner cuts them; marks of redaction, addresses and numbers are none.
 * Days must be good: see {@link dayOf}.
 */
export function ticketTokens(tickets: readonly MiningTicket[]): TokenRow[] {
  const written = tickets.map(asWritten)
  const cleaned = clean(written)
  return tickets.flatMap((ticket, at) => {
    const { text } = cleaned[at]!
    const day = dayOf(ticket)!
    const week = mondayOf(day)!
    const found = termsOf(text, written[at]!.language)
    return ['', ...new Set(ticket.segments)].map((segment) => ({
      ...{ id: ticket.id, segment, week, day },
      tokens: found,
    }))
  })
}

/** The day a ticket was written on, in UTC, as is a time without a zone; undefined when it says none that can be counted. */
export function dayOf({ createdAt = '' }: MiningTicket): string | undefined {
  const day = /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/.test(createdAt) ? createdAt.slice(0, 10) : utcDay(createdAt)
  return day !== undefined && mondayOf(day) !== undefined ? day : undefined
}

function utcDay(time: string): string | undefined {
  const at = Date.parse(time)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10)
}

/** Stems of a text's words, found also where diacritics were dropped, and pairs of neighbours; each once. */
export function termsOf(text: string, language: string): string[] {
  const stems = stemsOf(text, language)
  const all = new Set(stems)
  for (let at = 1; at < stems.length; at++) all.add(`${stems[at - 1]} ${stems[at]}`)
  return [...all]
}

import { detect, fold, stem, tokens } from '#content/language/index.ts'
import { clean } from '../mining/clean.ts'
import type { MiningTicket } from '../mining/model.ts'
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
  const cleaned = clean(tickets.map(({ subject, body, text }) => ({ subject, body: body ?? text })))
  return tickets.flatMap((ticket, at) => {
    const { text, said } = cleaned[at]!
    const day = dayOf(ticket)!
    const week = mondayOf(day)!
    const found = termsOf(text, detect(said, ticket.language))
    return ['', ...new Set(ticket.segments)].map((segment) => ({
      ...{ id: ticket.id, segment, week, day },
      tokens: found,
    }))
  })
}

/** The day a ticket was written on, in UTC, as is a time without a zone; undefined when it says none that can be counted. */
export function dayOf({ createdAt = '' }: MiningTicket): string | undefined {
  const at = Date.parse(/T[\d:.]+$/.test(createdAt) ? `${createdAt}Z` : createdAt)
  if (Number.isNaN(at)) return undefined
  const day = new Date(at).toISOString().slice(0, 10)
  return mondayOf(day) === undefined ? undefined : day
}

/** Stems of a text's words, found also where diacritics were dropped, and pairs of neighbours; each once. */
export function termsOf(text: string, language: string): string[] {
  const stems = tokens(text, language).map((word) => stem(fold(word), language))
  const all = new Set(stems)
  for (let at = 1; at < stems.length; at++) all.add(`${stems[at - 1]} ${stems[at]}`)
  return [...all]
}

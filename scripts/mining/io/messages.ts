import type { messages } from '#api/storage/app-schema.ts'
import { termsOf } from '#content/language/index.ts'
import { day } from '#scripts/mining/gaps/trend.ts'
import { same } from '#scripts/mining/thresholds.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'

/** A message of the contact form as a ticket. */
export function messageTicket(message: typeof messages.$inferSelect): MiningTicket {
  const { id, at, text, locale, segments, customer, read } = message
  return {
    ...{ id: `message:${id}`, text, body: text, language: locale, segments, channel: 'contact form' },
    createdAt: `${new Date(at).toISOString().slice(0, 19)}Z`,
    customer: customer ?? undefined,
    readBefore: read.length > 0 ? read : undefined,
  }
}

/**
 * The questions without messages that are among the tickets already: the desk got them, and its export has them. The
 * ticket then knows what its message knew of articles read before.
 */
export function joinMessages(
  tickets: readonly MiningTicket[],
  questions: readonly MiningTicket[],
): MiningTicket[] {
  const isMessage = ({ id }: MiningTicket) => id.startsWith('message:')
  const byCustomer = Map.groupBy(questions.filter(isMessage), ({ customer }) => customer)
  byCustomer.delete(undefined)
  const joined = new Set<MiningTicket>()
  const all = tickets.map((ticket) => {
    const message = byCustomer.get(ticket.customer)?.find((one) => !joined.has(one) && isSame(ticket, one))
    if (!message) return ticket
    joined.add(message)
    return message.readBefore ? { ...ticket, readBefore: message.readBefore } : ticket
  })
  return [...all, ...questions.filter((one) => !joined.has(one))]
}

function isSame(ticket: MiningTicket, message: MiningTicket): boolean {
  const later = Date.parse(ticket.createdAt ?? '') - Date.parse(message.createdAt ?? '')
  if (!(later >= -60_000 && later <= same.comesBack * day)) return false
  const terms = new Set(termsOf(message.text, message.language ?? ''))
  const kept = new Set(termsOf(ticket.text, message.language ?? '')).intersection(terms)
  return kept.size >= same.sameWords * terms.size
}

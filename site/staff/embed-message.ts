/** A ticket that a help desk shows. */
export interface Ticket {
  /** E-mail address or number of the customer, '' when it does not say. */
  readonly who: string
  /** What the customer wrote last. */
  readonly text: string
}

/** Longest text the desk takes, in characters. */
const longest = 20_000

/**
 * The ticket in a message from the page around the frame; undefined for any other message. Known are our own,
 * `{ kindred: 'ticket', who, text }`, and the `appContext` that Chatwoot sends its dashboard apps, as an object or as JSON.
 */
export function ticketIn(data: unknown): Ticket | undefined {
  const message = typeof data === 'string' ? parsed(data) : data
  if (!isRecord(message)) return undefined
  if (message['kindred'] === 'ticket') return ticket(message['who'], message['text'])
  if (message['event'] !== 'appContext' || !isRecord(message['data'])) return undefined
  const { contact, conversation } = message['data']
  const asking = isRecord(contact) ? contact : {}
  const said =
    isRecord(conversation) && Array.isArray(conversation['messages']) ? conversation['messages'] : []
  // Chatwoot: 0 is a message of the customer, 1 of an agent, 2 an activity.
  const last = said.filter(isRecord).findLast((one) => one['message_type'] === 0)
  return ticket(asking['email'] ?? asking['identifier'], last?.['content'])
}

function ticket(who: unknown, text: unknown): Ticket {
  return { who: words(who).slice(0, 254).trim(), text: words(text).slice(0, longest).trim() }
}

const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

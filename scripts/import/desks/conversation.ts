/** One message of a conversation, as far as it matters here. */
export interface Message {
  readonly by: 'customer' | 'agent' | 'system'
  /** For agents' eyes only: never read, neither as a question nor as an answer. */
  readonly note?: boolean
  readonly text: string | undefined
  /** When it was written: seconds or milliseconds since 1970, or ISO 8601. */
  readonly at?: unknown
}

export interface Exchange {
  /** The first thing the customer wrote. */
  readonly question: string | undefined
  /** What agents answered in public. */
  readonly answers: readonly string[]
}

/** Help desks list messages from either end, so they are put in order of time where every one has a time. */
export function exchangeOf(messages: readonly Message[]): Exchange {
  const times = messages.map(({ at }) => timeOf(at))
  const inOrder = times.some(Number.isNaN)
    ? messages
    : messages
        .map((message, at) => ({ message, time: times[at]! }))
        .sort((a, b) => a.time - b.time)
        .map(({ message }) => message)
  const spoken = inOrder.filter(({ note, text }) => note !== true && text !== undefined && text.trim() !== '')
  return {
    question: spoken.find(({ by }) => by === 'customer')?.text,
    answers: spoken.filter(({ by }) => by === 'agent').map(({ text }) => text!),
  }
}

/** Milliseconds since 1970; seconds lie a thousandfold below. */
function timeOf(at: unknown): number {
  if (typeof at === 'number') return at < 1e11 ? at * 1000 : at
  return typeof at === 'string' ? Date.parse(at) : Number.NaN
}

/** The latest of some times; undefined when there is none. */
export function latest(...times: readonly unknown[]): unknown {
  return times
    .filter((time) => !Number.isNaN(timeOf(time)))
    .sort((a, b) => timeOf(a) - timeOf(b))
    .at(-1)
}

import { LRUCache } from 'lru-cache'
import { forgetTries, giveBack, type Limit, takeTry } from '#api/storage/limits.ts'
import type { AppContext } from './context.ts'
import { refusal } from './refusals.ts'

const minutes = 60_000

/** How often what may be done, in ms; each line says against whom. */
const table = {
  /** Guessing the password of one account from one place. */
  'sign-in-here': [10, 15 * minutes],
  /** … from many places. A stranger must not lock a colleague out with ten. */
  'sign-in-account': [100, 15 * minutes],
  /** Spraying one password over many accounts. An office behind one address: sign-ins that work are given back. */
  'sign-in-place': [30, 15 * minutes],
  /** … from many places. */
  'sign-in-all': [1000, 15 * minutes],
  /** Guessing the current password from an open session. */
  'password-change': [10, 15 * minutes],
  /** Votes of readers nobody knows on one article from one place: a thousand of them count as few. */
  'vote-article': [10, 24 * 60 * minutes],
  /** … on all articles. An office or a school may be one place. */
  'vote-place': [200, 60 * minutes],
  /** Votes of one customer whom a token named, wherever they are. */
  'vote-customer': [60, 60 * minutes],
  /** First choices, each of which writes down a new visitor. */
  'choice-place': [300, 10 * minutes],
  /** Identity tokens that were wrong. */
  'identity-place': [60, 10 * minutes],
  /** Searches of readers nobody knows; a page asks several times while somebody types. */
  'search-place': [1200, 5 * minutes],
  /** Searches of one customer whom a token named. */
  'search-customer': [300, 5 * minutes],
  /** Messages by the contact form from one place, with a proof of work: an office, a school. */
  'contact-place': [30, 60 * minutes],
  /** … by one reader we know again. */
  'contact-visitor': [10, 60 * minutes],
  /** … without a proof, because the browser runs no script. */
  'contact-place-unproved': [5, 60 * minutes],
  /** … from all places together: bots come from many. */
  'contact-all-unproved': [200, 60 * minutes],
  /** Forms that tell of their suggestions, from one place. */
  'contact-steps': [120, 60 * minutes],
  /** Drafts that one writer asks of the language model. */
  'first-draft': [20, 60 * minutes],
  /** Links to sign in with, asked for from one place. */
  'link-place': [20, 15 * minutes],
  /** … for one address, known or not: nobody's letter box is to be filled. */
  'link-address': [5, 15 * minutes],
  /** One key of another system. */
  key: [600, minutes],
  /** What assistants ask from one place. */
  'mcp-place': [120, minutes],
  /** Guessing keys from one place. */
  'key-wrong': [30, 15 * minutes],
} as const satisfies Record<string, readonly [times: number, within: number]>

export type LimitName = keyof typeof table

export function limit(kind: LimitName, of: string): Limit {
  const [times, within] = table[kind]
  return { kind, of, times, within }
}

/** Counts a try against all of these, or refuses it with the time to wait. */
export async function count(
  { app, secret }: AppContext,
  limits: readonly Limit[],
  code: TooMany = 'too-many-tries',
): Promise<void> {
  refuseAfter(await takeTry(app, secret, limits, Date.now()), code)
}

/** The same for a reader from a place; nothing is counted of an unknown one. */
export async function countHere(
  context: AppContext,
  kinds: readonly LimitName[],
  place: string | undefined,
): Promise<void> {
  if (place !== undefined)
    await count(
      context,
      kinds.map((kind) => limit(kind, place)),
    )
}

/** Places and customers whose searches are counted, in memory: a search must not wait for a write. */
const mostCounted = 100_000
const searches = new WeakMap<AppContext, LRUCache<string, number>>()

/** Counts a search by the same rule, in this process alone. */
export function countSearch(context: AppContext, kind: LimitName, of: string): void {
  const { times, within } = limit(kind, of)
  const counted = searches.get(context) ?? new LRUCache<string, number>({ max: mostCounted })
  searches.set(context, counted)
  const now = Date.now()
  const key = `${kind}\n${of}`
  const until = Math.max(counted.get(key) ?? 0, now) + Math.round(within / times)
  refuseAfter(until - now - within)
  counted.set(key, until)
}

type TooMany = 'too-many-tries' | 'too-many-sign-ins'

function refuseAfter(wait: number, code: TooMany = 'too-many-tries'): void {
  if (wait <= 0) return
  const seconds = Math.ceil(wait / 1000)
  const headers = { 'Retry-After': String(seconds) }
  throw refusal(code, { minutes: Math.ceil(seconds / 60) }, { headers })
}

export function uncount({ app, secret }: AppContext, limits: readonly Limit[]): Promise<void> {
  return giveBack(app, secret, limits)
}

export function forget({ app, secret }: AppContext, limits: readonly Limit[]): Promise<void> {
  return forgetTries(app, secret, limits)
}

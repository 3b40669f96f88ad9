import { languageFor, termOf } from '#content/language/index.ts'
import type { SegmentLift } from '#core/gaps/mined.ts'
import { lift } from '#scripts/mining/gaps/lift.ts'
import type { TermCount } from './contract.ts'
import { termsOf } from './ticket-tokens.ts'

/** A term that customers use and no article does. */
export interface UncoveredTerm {
  readonly term: string
  /** Tickets that have it. */
  readonly tickets: number
  /** `YYYY-MM-DD` */
  readonly firstSeen: string
  readonly samples: readonly string[]
  /** Segments that have it, the one that is surest to ask more first. */
  readonly segments: readonly SegmentLift[]
}

/** Tickets counted: of everybody under '', and of each segment. */
export type Totals = ReadonlyMap<string, number>

export interface WrittenText {
  readonly text: string
  readonly language: string
}

/** As many tickets make a gap. */
const fewest = 5
/** A word that nearly always comes in a pair that is listed says nothing besides. */
const nearlyAlways = 0.8

/**
 * Terms no article has, most frequent first: what mining shows beside its groups, and all that can be said of sets too
 * small to group. Words that hold sentences together are none, nor are pairs with one.
 */
export async function uncoveredTerms(
  counts: AsyncIterable<readonly TermCount[]>,
  articles: readonly WrittenText[],
  totals: Totals,
): Promise<UncoveredTerm[]> {
  const written = new Set(articles.flatMap(({ text, language }) => termsOf(text, language)))
  const small = functionTerms(new Set(articles.map(({ language }) => language)))
  const found: UncoveredTerm[] = []
  let of: TermCount[] = []
  const close = () => {
    const term = of[0]?.term
    if (term === undefined || written.has(term) || term.split(' ').some((word) => small.has(word))) return
    const one = inAllWeeks(term, of, totals)
    if (one.tickets >= fewest) found.push(one)
  }
  for await (const batch of counts) {
    for (const count of batch) {
      if (of[0]?.term !== count.term) {
        close()
        of = []
      }
      of.push(count)
    }
  }
  close()
  found.sort((a, b) => b.tickets - a.tickets || (a.term < b.term ? -1 : 1))
  return withoutParts(found)
}

/** Terms of function words. Of the articles' languages only: "para" holds Spanish sentences together and is Turkish money. */
function functionTerms(locales: Iterable<string>): ReadonlySet<string> {
  const words = [...locales].flatMap((locale) =>
    [...(languageFor(locale)?.functionWords ?? [])].map((word) => termOf(word, locale)),
  )
  return new Set(words)
}

/** Counts of one term: weeks share no ticket, so they add up. */
function inAllWeeks(term: string, counts: readonly TermCount[], totals: Totals): UncoveredTerm {
  const tickets = new Map<string, number>()
  for (const { segment, df } of counts) tickets.set(segment, (tickets.get(segment) ?? 0) + df)
  const everybody = counts.filter(({ segment }) => segment === '')
  const all = tickets.get('') ?? 0
  const segments = [...tickets]
    .filter(([segment]) => segment !== '')
    .map(([segment, inside]) => {
      const members = totals.get(segment) ?? 0
      const others = (totals.get('') ?? 0) - members
      return { segment, ...lift({ inside, of: members, outside: all - inside, others }) }
    })
    .sort((a, b) => b.low - a.low || (a.segment < b.segment ? -1 : 1))
  return {
    term,
    tickets: all,
    firstSeen: everybody.map(({ first_seen }) => first_seen).sort()[0] ?? '',
    // Weeks come in order, so these are of the earliest week.
    samples: everybody[0]?.samples ?? [],
    segments,
  }
}

function withoutParts(found: readonly UncoveredTerm[]): UncoveredTerm[] {
  const most = new Map<string, number>()
  for (const { term, tickets } of found) {
    const words = term.split(' ')
    if (words.length > 1) for (const word of words) most.set(word, Math.max(most.get(word) ?? 0, tickets))
  }
  return found.filter(({ term, tickets }) => (most.get(term) ?? 0) < tickets * nearlyAlways)
}

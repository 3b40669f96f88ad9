import { ranking } from '#scripts/mining/thresholds.ts'
import type { AskedKind, MiningSettings, MiningTicket } from '#scripts/mining/types.ts'
import { day, instantOf } from './trend.ts'

/**
 * What one of each counts beside a ticket: who only searched took less trouble, and may be the same person twice. Who
 * found something and opened nothing may have read the answer in the excerpt: on the web that is so for a good part of
 * the searches that are given up (Li, Huffman and Tokuda 2009, "Good abandonment"). So half of a search in vain.
 */
const weights: Readonly<Record<AskedKind, number>> = {
  ticket: 1,
  'nothing-fits': 1,
  flag: 1,
  vote: 1,
  search: ranking.search,
  unclicked: ranking.search / 2,
}

export type Question = Pick<MiningTicket, 'createdAt' | 'customer' | 'segments' | 'signal' | 'readBefore'>

/** Who asks, and how often, is counted from tickets alone: most searchers and voters are not known. */
export const isTicket = ({ signal }: Pick<MiningTicket, 'signal'>): boolean => signal === undefined

/** Searches are assigned their topic; everything else was written to be answered, and makes topics. */
export const isSearch = ({ signal }: Pick<MiningTicket, 'signal'>): boolean =>
  signal === 'search' || signal === 'unclicked'

export const kindOf = ({ signal }: Question): AskedKind => signal ?? 'ticket'
const weightOf = (question: Question): number => weights[kindOf(question)]

/** Distinct people; who has no name counts as one each time. */
export function peopleOf(questions: readonly Question[]): number {
  const known = new Set(questions.flatMap(({ customer }) => customer ?? []))
  return known.size + questions.filter(({ customer }) => customer === undefined).length
}

export function askedOf(questions: readonly Question[]): Partial<Record<AskedKind, number>> {
  const asked: Partial<Record<AskedKind, number>> = {}
  for (const kind of Object.keys(weights) as AskedKind[]) {
    const count = questions.filter((question) => kindOf(question) === kind).length
    if (count > 0) asked[kind] = count
  }
  return asked
}

/**
 * Whether there was ever a time of `days` in which enough was asked by enough people. Any such time counts, not only
 * the last: what comes every summer is a gap in winter too. A question without a date counts at any time.
 */
export function enough(
  questions: readonly Question[],
  { minTickets, minCustomers, days }: MiningSettings,
): boolean {
  const dated: { at: number; question: Question }[] = []
  const people = new Map<string, number>()
  let demand = 0
  let nameless = 0
  const add = (question: Question, sign: 1 | -1) => {
    demand += sign * weightOf(question)
    if (question.customer === undefined) nameless += sign
    else {
      const left = (people.get(question.customer) ?? 0) + sign
      if (left > 0) people.set(question.customer, left)
      else people.delete(question.customer)
    }
  }
  const passes = () => demand >= minTickets && people.size + nameless >= minCustomers
  for (const question of questions) {
    const at = instantOf(question.createdAt)
    if (at === undefined) add(question, 1)
    else dated.push({ at, question })
  }
  if (passes()) return true
  dated.sort((a, b) => a.at - b.at)
  let oldest = 0
  for (const { at, question } of dated) {
    add(question, 1)
    for (; dated[oldest]!.at <= at - days * day; oldest++) add(dated[oldest]!.question, -1)
    if (passes()) return true
  }
  return false
}

/**
 * What was asked since `days` before `end`, milliseconds since 1970; without a date counts as recent. Later counts too:
 * searches go on after the newest imported ticket, which is "now".
 */
export function recentOf<Q extends Question>(questions: readonly Q[], end: number, days: number): Q[] {
  return questions.filter(({ createdAt }) => {
    const at = instantOf(createdAt) ?? end - 1
    return at >= end - days * day
  })
}

export interface Worth {
  /** 1 usual … 5: mean over the people. */
  readonly value: number
  /** People, each counted by their value and by the strongest thing they did. Tickets without profiles: just people. */
  readonly total: number
}

/** What an answer would be worth: the value of a person is that of their most valued segment. */
export function worthOf(questions: readonly Question[], values: ReadonlyMap<string, number>): Worth {
  const people = new Map<string | number, { value: number; weight: number }>()
  questions.forEach((question, at) => {
    const who = question.customer ?? at
    const before = people.get(who)
    const value = Math.max(1, ...(question.segments ?? []).map((segment) => values.get(segment) ?? 1))
    people.set(who, {
      value: Math.max(before?.value ?? 1, value),
      weight: Math.max(before?.weight ?? 0, weightOf(question)),
    })
  })
  let sum = 0
  let total = 0
  for (const { value, weight } of people.values()) {
    sum += value
    total += value * weight
  }
  return { value: people.size > 0 ? sum / people.size : 1, total }
}

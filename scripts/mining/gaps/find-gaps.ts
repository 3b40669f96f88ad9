// Over 250 lines: topics become gaps in one pass; the rules of kinds, demand and rank lie beside it.

import type { SegmentLift, UncoveredTerm, VoteCount } from '#core/gaps/mined.ts'
import { reason } from '#core/gaps/reasons.ts'
import { ranked } from '#scripts/mining/ranked.ts'
import { anyGroup, common, ranking, settingsOf, toStay } from '#scripts/mining/thresholds.ts'
import type {
  ArticleRemark,
  Candidate,
  GapOptions,
  MinedGap,
  MiningArticle,
  MiningTicket,
} from '#scripts/mining/types.ts'
import { type Alone, joinRemarks, questionOf } from './article-feedback.ts'
import { flagsOn, nearestArticle, type Time, type Verdict, verdict } from './classify.ts'
import { countWords, type WordCounts } from './customer-words.ts'
import { askedOf, enough, isSearch, isTicket, peopleOf, recentOf, worthOf } from './demand.ts'
import { samplesOf } from './examples.ts'
import { despiteAnswer } from './failing-article.ts'
import { overlaps } from './gap-ids.ts'
import { lifts, segmentCounts } from './lift.ts'
import { oneQuestion } from './one-question.ts'
import { joinWords } from './one-word-searches.ts'
import { distinctTitles } from './titles.ts'
import { dayOf, endOf, instantOf, instantsOf, trendOf, weeksOf } from './trend.ts'
import { elsewhereOf, speaks } from './untranslated.ts'
import { clearlyBad, votesOf } from './votes.ts'

/** So many of a topic's tickets, most typical first, are read for its words and samples. */
const looked = 200

export interface GapInput {
  readonly tickets: readonly MiningTicket[]
  /** What each ticket says, cleaned for showing. */
  readonly said: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly articles: readonly MiningArticle[]
  readonly asOf: string
  readonly options?: GapOptions | undefined
}

const nothing = { remarks: [], shared: [], words: [] }

/** The gaps among topics, the one that most deserves an article first, from tickets and all other signals. */
export function gapsOf({ tickets, said, candidates: mined, articles, asOf, options = {} }: GapInput): {
  gaps: MinedGap[]
  terms: UncoveredTerm[]
} {
  const candidates = believing(mined, { tickets, articles, linked: options.linked })
  const { evidence = nothing, values = new Map<string, number>() } = options
  const settings = settingsOf(options.settings)
  const bar = options.settings ? settings : anyGroup
  const shared = Map.groupBy(evidence.shared, ({ customer }) => customer)
  const remarksBy = Map.groupBy(evidence.remarks, ({ article, locale }) => `${article} ${locale}`)
  const known = tickets.filter(isTicket)
  const end = endOf(asOf)
  const time: Time = {
    ...{ end, settings, values, articles, all: known, totals: segmentCounts(known) },
    usual: usualWords(candidates, said),
    first: tickets.reduce((least, { createdAt }) => Math.min(least, instantOf(createdAt) ?? end), end),
  }
  const wereGaps = earlierSelves(candidates, tickets, options.earlier)
  const apart = earlierSelves(candidates, tickets, options.apart)
  const topics = candidates.map((candidate) => {
    const { positions, near = [], answered } = candidate
    const own = (answered ? [...positions, ...near] : positions).map((at) => tickets[at]!)
    const typical = candidate.positions.slice(0, looked).map((at) => ({ ...tickets[at]!, text: said[at]! }))
    const elsewhere = candidate.answered
      ? undefined
      : elsewhereOf(own, candidate.language, { shared, articles })
    return { candidate, own, typical, elsewhere }
  })
  const remarked = joinRemarks(
    evidence.remarks,
    topics.map(({ candidate: { language, keywords, answered, article }, own, elsewhere }) => ({
      ...{ language, keywords, answered, size: own.length },
      article: (elsewhere?.article ?? article)?.id,
    })),
    articles,
  )
  const words = joinWords(
    evidence.words,
    topics.map(({ candidate }) => candidate),
    { articles, settings },
  )
  const middles = middlesOf(topics, end, settings.days)
  const smallest = tickets.filter((one) => !isSearch(one)).length * ranking.fewestShare
  const listed: { gap: MinedGap; choices: readonly string[] }[] = []
  const questions = oneQuestion(
    topics.map(({ candidate, typical }) => ({ candidate, said: typical.map(({ text }) => text) })),
    apart,
  )
  for (const parts of questions) {
    const { candidate, elsewhere, typical } = topics[parts[0]!]!
    const own = parts.flatMap((at) => topics[at]!.own)
    const remarks = parts.flatMap((at) => remarked.byTopic.get(at) ?? [])
    const signals = [...remarks.map(questionOf), ...parts.flatMap((at) => words.byTopic.get(at) ?? [])]
    const members = [...own, ...signals]
    const stays = parts.some((at) => wereGaps.has(at))
    const asked = (some: readonly MiningTicket[]) => enough(some, stays ? toStay(bar) : bar)
    if (members.length < smallest || !asked(members)) continue
    const segments = lifts(own.filter(isTicket), time.totals, time.all.length)
    const { article } = candidate
    const votes =
      article && votesOf(remarksBy.get(`${article.id} ${candidate.language}`) ?? [], article.updated)
    const middle = middles.get(candidate.language) ?? 0
    // Of several topics that one article answers, bad votes speak of the one that holds most of them.
    const cast = remarks.filter(({ kind, partly }) => kind === 'vote' && !partly)
    const blamed = votes && cast.length >= common.most * votes.unhelpful
    const found = verdict(
      {
        ...{ candidate, own, elsewhere, remarks, segments, middle },
        typical: typical.map(({ text }) => text),
        votes: votes && (blamed || !clearlyBad(votes)) ? votes : undefined,
      },
      time,
    )
    // Searches that found something make a missing article by themselves only where the nearest one is less than half of
    // the way to an answer: otherwise it may be what they found.
    const spokenFor = found?.kind === 'missing' && candidate.article && found.openness < common.most
    if (spokenFor && !asked(members.filter(({ signal }) => signal !== 'unclicked'))) continue
    if (!found) continue
    const spoken = [...inTurn(parts.map((at) => topics[at]!.typical)), ...signals]
    const gap = gapOf({ ...found, ...candidate, members, spoken, segments, votes }, time)
    listed.push({
      gap: parts.length === 1 ? gap : { ...gap, ...inLanguages(parts.map((at) => topics[at]!)) },
      choices: candidate.titles,
    })
  }
  for (const alone of remarked.alone) {
    const all = remarksBy.get(`${alone.article.id} ${alone.language}`) ?? []
    const gap = aloneOf(alone, all, time)
    if (gap) listed.push({ gap, choices: [] })
  }
  listed.sort(({ gap: a }, { gap: b }) => b.score - a.score || (a.ticketIds[0]! < b.ticketIds[0]! ? -1 : 1))
  return { gaps: distinctTitles(listed), terms: words.terms }
}

/** What was said against an article that no topic is about, or on pages in a language it is not written in. */
function aloneOf(
  { article, language, remarks }: Alone,
  all: readonly ArticleRemark[],
  time: Time,
): MinedGap | undefined {
  const members = remarks.map(questionOf)
  if (!enough(members, time.settings)) return undefined
  const foreign = !speaks(article.locale, language)
  const votes = foreign ? undefined : votesOf(all, article.updated)
  const found = foreign
    ? { kind: 'not in their language' as const, reasons: foreignReasons(article, language, members) }
    : despiteAnswer({
        ...{ article, votes, flags: flagsOn(article, remarks), tickets: [], all: [], middle: 0 },
        ...{ end: time.end, settings: time.settings },
      })
  if (!found) return undefined
  const topic = { language, title: article.title, keywords: [], agreement: 1 }
  const nearest = nearestArticle(article, found.reasons, 1)
  const openness = foreign ? 1 : ranking.repair
  const asked = { members, spoken: members, segments: [], votes }
  return gapOf({ ...topic, ...asked, kind: found.kind, nearest, openness }, time)
}

const foreignReasons = (article: MiningArticle, theirs: string, members: readonly MiningTicket[]) => [
  reason('{readers} readers of the {theirs} pages said that it did not help.', {
    ...{ readers: peopleOf(members), theirs },
  }),
  reason('It is there in {its} only.', { its: article.locale }),
]

interface GapParts extends Verdict, Pick<Candidate, 'language' | 'title' | 'keywords' | 'agreement'> {
  /** Most typical first. */
  readonly members: readonly MiningTicket[]
  /** Those that samples are taken from, with their text as it is shown. */
  readonly spoken: readonly MiningTicket[]
  readonly segments: SegmentLift[]
  readonly votes: VoteCount | undefined
}

function gapOf(parts: GapParts, { end, first, settings, values }: Time): MinedGap {
  const { members, nearest, votes, language } = parts
  // Signals are kept for a shorter time than tickets: counted in a trend they would make everything rise.
  const counted = members.some(isTicket) ? members.filter(isTicket) : members
  const instants = instantsOf(counted)
  const seen = instantsOf(members).sort((a, b) => a - b)
  const recent = recentOf(members, end, settings.days)
  const { value, total } = worthOf(members, values)
  const topical = parts.agreement ** 2 * (recent.length > 0 ? 1 : ranking.quiet)
  return {
    title: parts.title,
    kind: parts.kind,
    keywords: [...parts.keywords],
    ticketIds: ticketsFirst(members).map(({ id }) => id),
    volume: members.length,
    asked: askedOf(members),
    customers: peopleOf(members),
    recent: { volume: recent.length, customers: peopleOf(recent) },
    value,
    trend: trendOf(instants, end, first),
    weeks: weeksOf(instants, end),
    firstSeen: seen.length > 0 ? dayOf(seen[0]!) : null,
    lastSeen: seen.length > 0 ? dayOf(seen.at(-1)!) : null,
    languages: { [language]: members.length },
    segments: parts.segments,
    channels: Object.fromEntries(ranked(members.flatMap(({ channel }) => channel ?? []))),
    ...(nearest ? { nearest } : {}),
    ...(votes ? { votes } : {}),
    score: Math.sqrt(total) * parts.openness * topical,
    samples: samplesOf(ticketsFirst(parts.spoken), language),
  }
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat()
}

/** What a question that is asked in several languages is made of, the largest part first. */
function inLanguages(
  parts: readonly { readonly candidate: Candidate; readonly own: readonly MiningTicket[] }[],
) {
  const languages = new Map<string, number>()
  for (const { candidate, own } of parts)
    languages.set(candidate.language, (languages.get(candidate.language) ?? 0) + own.length)
  return {
    languages: Object.fromEntries(languages),
    parts: parts.map(({ candidate: { language, title }, own }) => ({
      language,
      title,
      questions: own.length,
      tickets: own.filter(isTicket).map(({ id }) => id),
    })),
  }
}

/** Words of the most typical questions of every topic, by language. */
function usualWords(candidates: readonly Candidate[], said: readonly string[]): Map<string, WordCounts> {
  const byLanguage = Map.groupBy(candidates, ({ language }) => language)
  return new Map(
    [...byLanguage].map(([language, own]) => {
      const texts = own.flatMap(({ positions }) => positions.slice(0, looked).flatMap((at) => said[at] ?? []))
      return [language, countWords(texts, language)] as const
    }),
  )
}

const ticketsFirst = (members: readonly MiningTicket[]): MiningTicket[] => [
  ...members.filter(isTicket),
  ...members.filter((one) => !isTicket(one)),
]

/**
 * Topics whose answer a person named, known by half of their tickets: the version in their language where there is one.
 */
function believing(
  candidates: readonly Candidate[],
  { tickets, articles, linked = [] }: Pick<GapInput, 'tickets' | 'articles'> & Pick<GapOptions, 'linked'>,
): readonly Candidate[] {
  const answerOf = new Map(
    linked.flatMap(({ ticketIds, article }) => ticketIds.map((id) => [id, article] as const)),
  )
  if (answerOf.size === 0) return candidates
  return candidates.map((candidate) => {
    const { positions, language } = candidate
    const named = positions.flatMap((at) => answerOf.get(tickets[at]!.id) ?? [])
    const [[answer, votes] = ['', 0]] = ranked(named)
    const article = articles.find(({ id, locale }) => id === answer && speaks(locale, language))
    return article && votes >= positions.length * common.most
      ? { ...candidate, answered: true, article, passage: article.passages[0] }
      : candidate
  })
}

/** Positions of candidates that hold half of one of these lists of tickets: gaps of the last run, topics taken apart. */
function earlierSelves(
  candidates: readonly Candidate[],
  tickets: readonly MiningTicket[],
  earlier: readonly (readonly string[])[] = [],
): Set<number> {
  if (earlier.length === 0) return new Set()
  const now = candidates.map(({ positions, near = [] }) => ({
    ticketIds: [...positions, ...near].map((at) => tickets[at]!.id),
  }))
  const before = earlier.map((ticketIds) => ({ id: '', ticketIds }))
  const present = new Set(tickets.map(({ id }) => id))
  const same = overlaps(now, before, present).filter(({ share }) => share >= common.most)
  return new Set(same.map(({ gap }) => gap))
}

/** People of the middle topic of each language in the last days. */
function middlesOf(
  topics: readonly { candidate: Candidate; own: readonly MiningTicket[] }[],
  end: number,
  days: number,
): Map<string, number> {
  const byLanguage = Map.groupBy(topics, ({ candidate }) => candidate.language)
  return new Map(
    [...byLanguage].map(([language, list]) => {
      const people = list.map(({ own }) => peopleOf(recentOf(own.filter(isTicket), end, days)))
      return [language, people.sort((a, b) => a - b)[list.length >> 1]!]
    }),
  )
}

import { detect } from '#content/language/index.ts'
import { compareWords } from './label.ts'
import { lifts, segmentCounts } from './lift.ts'
import type {
  GapKind,
  MinedGap,
  MiningArticle,
  MiningOptions,
  MiningTicket,
  NearestArticle,
  SegmentLift,
  UncoveredTerm,
} from './model.ts'
import { dayOf, endOf, instantOf, trendOf, weeksOf } from './weeks.ts'

/** Fewer tickets are an anecdote; below it nobody writes an article. */
const fewest = 3
/** In large sets groups under this share of the tickets are noise. */
const fewestShare = 0.0005
/** An answered topic is a gap for a segment when even the low end of its lift is above this: a half more than others. */
const clearlyMore = 1.5
/** {@link openness} of a topic that is answered for another segment: below most open topics, above the doubtful ones. */
const wrongAudience = 0.1
const sampleCount = 6
/** Characters of a sample; longer ones are cut at a word. */
const sampleLength = 280

/** A topic with what is known of its answer, before it is a gap or not. */
export interface Candidate {
  readonly language: string
  readonly title: string
  readonly keywords: readonly string[]
  /** Positions of its tickets, most typical first. */
  readonly positions: readonly number[]
  /** 0 … 1, how much its tickets point the same way. Twofold in the ranking: a mixed group wastes a writer's day. */
  readonly agreement: number
  /** From this score on its language's topics are answered. */
  readonly threshold: number
  /** 0 … 1, how well the nearest article answers it. */
  readonly score: number
  readonly answered: boolean
  readonly article: MiningArticle | undefined
  readonly passage: string | undefined
  /** Whether there is any article in its language. */
  readonly translated: boolean
}

export interface GapInput {
  readonly tickets: readonly MiningTicket[]
  /** What each ticket says, cleaned for showing. */
  readonly said: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly articles: readonly MiningArticle[]
  readonly asOf: string
  readonly options?: MiningOptions | undefined
}

export interface Found {
  readonly gaps: MinedGap[]
  readonly terms: UncoveredTerm[]
}

/** The gaps among topics, the one that most deserves an article first. */
export function gapsOf({ tickets, said, candidates, articles, asOf }: GapInput): Found {
  const totals = segmentCounts(tickets)
  const end = endOf(asOf)
  const first = Math.min(end, ...tickets.map(({ createdAt }) => instantOf(createdAt) ?? end))
  const smallest = Math.max(fewest, tickets.length * fewestShare)
  const gaps: MinedGap[] = []
  for (const candidate of candidates) {
    if (candidate.positions.length < smallest) continue
    const members = candidate.positions.map((at) => tickets[at]!)
    const segments = lifts(members, totals, tickets.length)
    const kind = kindOf(candidate, segments, articles.length > 0)
    if (!kind) continue
    const instants = members.flatMap(({ createdAt }) => instantOf(createdAt) ?? [])
    const customers = peopleOf(members)
    const nearest = nearestOf(candidate, kind, segments)
    gaps.push({
      title: candidate.title,
      kind,
      keywords: [...candidate.keywords],
      ticketIds: members.map(({ id }) => id),
      volume: members.length,
      asked: { ticket: members.length },
      recent: { volume: members.length, customers },
      value: 1,
      customers,
      trend: trendOf(instants, end, first),
      weeks: weeksOf(instants, end),
      firstSeen: instants.length > 0 ? dayOf(Math.min(...instants)) : null,
      lastSeen: instants.length > 0 ? dayOf(Math.max(...instants)) : null,
      languages: { [candidate.language]: members.length },
      segments,
      channels: count(members.flatMap(({ channel }) => channel ?? [])),
      ...(nearest ? { nearest } : {}),
      score: Math.sqrt(customers) * openness(candidate) * candidate.agreement ** 2,
      samples: samplesOf(candidate, tickets, said),
    })
  }
  return {
    gaps: gaps.sort((a, b) => b.score - a.score || (a.ticketIds[0]! < b.ticketIds[0]! ? -1 : 1)),
    terms: [],
  }
}

/**
 * 0 … 1: how far a topic is from being answered, as a share of the way. What an article answers, only for others, is
 * a smaller want than what nothing answers.
 */
function openness({ answered, score, threshold }: Candidate): number {
  if (answered) return wrongAudience
  return threshold > 0 ? Math.max(0, 1 - score / threshold) : 1
}

function kindOf(
  { answered, article, translated }: Candidate,
  segments: readonly SegmentLift[],
  anyArticle: boolean,
): GapKind | undefined {
  if (!answered) return !translated && anyArticle ? 'not in their language' : 'missing'
  return strangerTo(article, segments) ? 'not for them' : undefined
}

/** The segment that clearly asks more although the article is written for others. */
function strangerTo(
  article: MiningArticle | undefined,
  segments: readonly SegmentLift[],
): SegmentLift | undefined {
  const audience = article?.segments ?? []
  if (audience.length === 0) return undefined
  return segments.find(({ segment, low }) => low > clearlyMore && !audience.includes(segment))
}

function nearestOf(
  { article, passage, score, keywords, language, title }: Candidate,
  kind: GapKind,
  segments: readonly SegmentLift[],
): NearestArticle | undefined {
  if (!article) return undefined
  const stranger = strangerTo(article, segments)
  const why =
    kind === 'not for them' && stranger
      ? `It answers this for ${article.segments?.join(' and ')}, but ${stranger.segment} asks ${stranger.lift.toFixed(1)} times as often as everyone else.`
      : missingWords(keywords, { article, language })
  return {
    article: article.id,
    locale: article.locale,
    title: article.title,
    score: Math.min(1, Math.max(0, score)),
    passage: passage ?? title,
    why,
  }
}

function missingWords(
  keywords: readonly string[],
  { article, language }: { article: MiningArticle; language: string },
): string {
  const { shared, absent } = compareWords(keywords, {
    text: [article.title, ...article.passages].join('\n'),
    language: detect('', article.locale) || language,
  })
  if (absent.length === 0)
    return 'It has the words of this question, but little of what customers ask with them.'
  if (shared.length === 0) return `It says nothing about ${quoted(absent)}.`
  return `It speaks of ${quoted(shared)}, but not of ${quoted(absent)}.`
}

const quoted = (words: readonly string[]): string => {
  const marked = words.slice(0, 3).map((word) => `“${word}”`)
  return marked.length > 1 ? `${marked.slice(0, -1).join(', ')} or ${marked.at(-1)}` : (marked[0] ?? '')
}

function peopleOf(members: readonly MiningTicket[]): number {
  const known = new Set(members.flatMap(({ customer }) => customer ?? []))
  return known.size + members.filter(({ customer }) => customer === undefined).length
}

function count(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
}

/** Typical tickets of different people that do not say the same again. */
function samplesOf(
  { positions, language }: Candidate,
  tickets: readonly MiningTicket[],
  said: readonly string[],
): MinedGap['samples'] {
  const samples: MinedGap['samples'] = []
  const heard = new Set<string>()
  for (const at of positions) {
    if (samples.length === sampleCount) break
    const { id, customer } = tickets[at]!
    const text = shorten(said[at]!)
    const words = text
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, ' ')
      .trim()
    if (words === '' || heard.has(words) || (customer !== undefined && heard.has(`customer:${customer}`)))
      continue
    heard.add(words)
    if (customer !== undefined) heard.add(`customer:${customer}`)
    samples.push({ ticket: id, text, language })
  }
  return samples
}

function shorten(text: string): string {
  if (text.length <= sampleLength) return text
  const start = text.slice(0, sampleLength)
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), sampleLength / 2)).toWellFormed()}…`
}

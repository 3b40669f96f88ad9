import { languageName } from '#content/language/formats.ts'
import { common, confirmation, ranking } from '#scripts/mining/thresholds.ts'
import type {
  ArticleRemark,
  Candidate,
  GapKind,
  MiningArticle,
  MiningSettings,
  MiningTicket,
  NearestArticle,
  SegmentLift,
  VoteCount,
} from '#scripts/mining/types.ts'
import { lackingWords, type WordCounts } from './customer-words.ts'
import { isTicket } from './demand.ts'
import { despiteAnswer } from './failing-article.ts'
import { type Elsewhere, speaks } from './untranslated.ts'

/** What is the same for all topics. */
export interface Time {
  /** Milliseconds since 1970: the first after the day that counts as now, and the oldest ticket. */
  readonly end: number
  readonly first: number
  readonly settings: MiningSettings
  readonly values: ReadonlyMap<string, number>
  readonly articles: readonly MiningArticle[]
  /** Tickets without signals. */
  readonly all: readonly MiningTicket[]
  readonly totals: ReadonlyMap<string, number>
  /** Language → how often each word is used in everything that is asked in it. */
  readonly usual: ReadonlyMap<string, WordCounts>
}

export interface Verdict {
  readonly kind: GapKind
  readonly nearest: NearestArticle | undefined
  /** 0 … 1: how far from being answered, as a share of the way. */
  readonly openness: number
}

/** Whether a topic is a gap, of which kind, and why what there is does not do. */
export function verdict({
  candidate,
  own,
  typical,
  elsewhere,
  remarks,
  segments,
  votes,
  middle,
  time,
}: {
  candidate: Candidate
  own: readonly MiningTicket[]
  /** Words of its most typical questions, as they are shown. */
  typical: readonly string[]
  elsewhere: Elsewhere | undefined
  remarks: readonly ArticleRemark[]
  segments: readonly SegmentLift[]
  votes: VoteCount | undefined
  middle: number
  time: Time
}): Verdict | undefined {
  const { answered, article, language, search } = candidate
  const lacking = (from: MiningArticle) =>
    lackingWords(typical, { article: from, language, usual: time.usual.get(language) })
  if (!answered) {
    const openness = opennessTo(candidate)
    // A company that writes nothing in a language has more to do there than to translate one article.
    const untranslated: GapKind = candidate.translated ? 'not in their language' : 'missing'
    if (elsewhere) return { kind: untranslated, nearest: elsewhereNearest(elsewhere, candidate), openness }
    if (!article) return { kind: 'missing', nearest: undefined, openness }
    if (!speaks(article.locale, language)) {
      if ((search?.votes[0]?.first ?? 0) < confirmation.shownTo)
        return { kind: 'missing', nearest: undefined, openness }
      const why = `Search shows it to ${shownTo(candidate, article)}; ${languagesOf(candidate, article)}`
      return { kind: untranslated, nearest: nearestOf(candidate, article, why), openness }
    }
    const lacks = lacking(article)
    const nearest = nearestOf(candidate, article, missingIn(candidate, article, lacks))
    return { kind: 'missing', nearest: { ...nearest, lacks }, openness }
  }
  if (!article) return undefined
  const repair = (kind: GapKind, why: string, lacks?: string[]): Verdict => {
    const nearest = nearestOf(candidate, article, why)
    return { kind, nearest: lacks ? { ...nearest, lacks } : nearest, openness: ranking.repair }
  }
  if (search && voteFor(candidate, article).found < common.most) {
    const lacks = lacking(article)
    const words = lacks.length > 0 ? ` It lacks ${quoted(lacks)}.` : ''
    return repair(
      'answered, but not found',
      `Search shows it to ${shownTo(candidate, article)}.${words}`,
      lacks,
    )
  }
  const stranger = strangerTo(article, segments)
  if (stranger)
    return repair(
      'not for them',
      `It answers this for ${article.segments?.join(' and ')}, but ${stranger.segment} asks ${stranger.lift.toFixed(1)} times as often as everyone else.`,
    )
  const despite = despiteAnswer({
    ...{ article, votes, middle, tickets: own.filter(isTicket), flags: flagsOn(article, remarks) },
    ...{ all: time.all, end: time.end, settings: time.settings },
  })
  return despite && repair(despite.kind, despite.why)
}

/**
 * 0 … 1: how far an unanswered topic is from its language's threshold, and from being answered by what search gives those
 * who ask it.
 */
function opennessTo({ score, threshold, search, language, drawn = true }: Candidate): number {
  const draws = drawn && threshold > 0 ? Math.max(0, 1 - score / threshold) : 1
  const own = search?.votes.find(({ locale }) => speaks(locale, language))
  return draws * (1 - (own?.scoreAsFirst ?? 0))
}

export const flagsOn = ({ updated = '' }: MiningArticle, remarks: readonly ArticleRemark[]): number =>
  remarks.filter(({ kind, createdAt }) => kind === 'flag' && createdAt.slice(0, 10) >= updated).length

/** The segment that clearly asks more although the article is written for others. */
function strangerTo(article: MiningArticle, segments: readonly SegmentLift[]): SegmentLift | undefined {
  const audience = article.segments ?? []
  if (audience.length === 0) return undefined
  return segments.find(({ segment, low }) => low > ranking.clearlyMore && !audience.includes(segment))
}

function nearestOf(candidate: Candidate, article: MiningArticle, why: string): NearestArticle {
  const { passage, score, title, search } = candidate
  return {
    article: article.id,
    locale: article.locale,
    title: article.title,
    score: Math.min(1, Math.max(0, search ? voteFor(candidate, article).score : score)),
    passage: passage ?? title,
    why,
  }
}

const voteFor = ({ search }: Candidate, { id }: MiningArticle) =>
  search?.votes.find(({ article }) => article === id) ?? { found: 0, score: 0 }

/** "12 of 30 who ask this in their own words" */
function shownTo(candidate: Candidate, article: MiningArticle): string {
  const asked = candidate.search?.asked ?? 0
  return `${Math.round(voteFor(candidate, article).found * asked)} of ${asked} who ask this in their own words`
}

/** "it is there in English, not in Turkish." */
function languagesOf({ language, translated }: Candidate, { locale }: MiningArticle): string {
  const [theirs, its] = [languageName(language, 'en'), languageName(locale, 'en')]
  return translated
    ? `it is there in ${its}, not in ${theirs}.`
    : `it is there in ${its}; nothing is written in ${theirs}.`
}

function elsewhereNearest({ article, customers }: Elsewhere, candidate: Candidate): NearestArticle {
  return {
    ...{ article: article.id, locale: article.locale, title: article.title, score: 0 },
    passage: article.passages[0] ?? article.title,
    why: `Agents sent it to ${customers} people who asked this; ${languagesOf(candidate, article)}`,
  }
}

function missingIn(candidate: Candidate, article: MiningArticle, lacks: readonly string[]): string {
  const found = candidate.search ? `Search shows it to ${shownTo(candidate, article)}. ` : ''
  if (lacks.length > 0) return `${found}It says nothing about ${quoted(lacks)}.`
  return `${found}It has the words of this question, but little of what customers ask with them.`
}

const quoted = (words: readonly string[]): string => {
  const marked = words.slice(0, 3).map((word) => `“${word}”`)
  return marked.length > 1 ? `${marked.slice(0, -1).join(', ')} or ${marked.at(-1)}` : (marked[0] ?? '')
}

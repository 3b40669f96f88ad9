import type { NearestArticle, SegmentLift, VoteCount } from '#core/gaps/mined.ts'
import { inEnglish, type Reason, reason } from '#core/gaps/reasons.ts'
import { common, confirmation, ranking } from '#scripts/mining/thresholds.ts'
import type {
  ArticleRemark,
  Candidate,
  GapKind,
  MiningArticle,
  MiningSettings,
  MiningTicket,
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

/** A topic, and what is known of those who ask it. */
interface Topic {
  readonly candidate: Candidate
  readonly own: readonly MiningTicket[]
  /** Words of its most typical questions, as they are shown. */
  readonly typical: readonly string[]
  readonly elsewhere: Elsewhere | undefined
  readonly remarks: readonly ArticleRemark[]
  readonly segments: readonly SegmentLift[]
  readonly votes: VoteCount | undefined
  readonly middle: number
}

/** Whether a topic is a gap, of which kind, and why what there is does not do. */
export function verdict(topic: Topic, time: Time): Verdict | undefined {
  const { candidate, typical, elsewhere, segments, votes, middle } = topic
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
      const reasons = [shownTo(candidate, article), languagesOf(candidate, article)]
      return { kind: untranslated, nearest: nearestOf(candidate, article, reasons), openness }
    }
    const lacks = lacking(article)
    const nearest = nearestOf(candidate, article, missingIn(candidate, article, lacks))
    return { kind: 'missing', nearest: { ...nearest, lacks }, openness }
  }
  if (!article) return undefined
  const repair = (kind: GapKind, reasons: Reason[], lacks?: string[]): Verdict => {
    const nearest = nearestOf(candidate, article, reasons)
    return { kind, nearest: lacks ? { ...nearest, lacks } : nearest, openness: ranking.repair }
  }
  if (search && voteFor(candidate, article).found < common.most) {
    const lacks = lacking(article)
    const words = lacks.length > 0 ? [reason('It lacks {words}.', { words: lacks })] : []
    return repair('answered, but not found', [shownTo(candidate, article), ...words], lacks)
  }
  const stranger = strangerTo(article, segments)
  if (stranger)
    return repair('not for them', [
      reason('It answers this for {segments}, but {segment} asks {times} times as often as everyone else.', {
        segments: article.segments ?? [],
        ...{ segment: stranger.segment, times: stranger.lift.toFixed(1) },
      }),
    ])
  const despite = despiteAnswer({
    ...{ article, votes, middle },
    ...{ tickets: topic.own.filter(isTicket), flags: flagsOn(article, topic.remarks) },
    ...{ all: time.all, end: time.end, settings: time.settings },
  })
  return despite && repair(despite.kind, despite.reasons)
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

function nearestOf(candidate: Candidate, article: MiningArticle, reasons: Reason[]): NearestArticle {
  const { passage, score, title, search } = candidate
  const own = Math.min(1, Math.max(0, search ? voteFor(candidate, article).score : score))
  return nearestArticle(article, reasons, own, passage ?? title)
}

/** @param score 0 … 1 */
export const nearestArticle = (
  { id, locale, title, passages }: MiningArticle,
  reasons: readonly Reason[],
  score: number,
  passage = passages[0] ?? title,
): NearestArticle => ({ article: id, locale, title, score, passage, why: inEnglish(reasons), reasons })

const voteFor = ({ search }: Candidate, { id }: MiningArticle) =>
  search?.votes.find(({ article }) => article === id) ?? { found: 0, score: 0 }

function shownTo(candidate: Candidate, article: MiningArticle): Reason {
  const asked = candidate.search?.asked ?? 0
  const shown = Math.round(voteFor(candidate, article).found * asked)
  return reason('Search shows it to {shown} of {asked} who ask this in their own words.', { shown, asked })
}

function languagesOf({ language: theirs, translated }: Candidate, { locale: its }: MiningArticle): Reason {
  return reason(
    translated
      ? 'It is there in {its}, not in {theirs}.'
      : 'It is there in {its}; nothing is written in {theirs}.',
    { its, theirs },
  )
}

function elsewhereNearest({ article, customers }: Elsewhere, candidate: Candidate): NearestArticle {
  const sent = reason('Agents sent it to {customers} people who asked this.', { customers })
  return nearestArticle(article, [sent, languagesOf(candidate, article)], 0)
}

function missingIn(candidate: Candidate, article: MiningArticle, words: readonly string[]): Reason[] {
  return [
    ...(candidate.search ? [shownTo(candidate, article)] : []),
    words.length > 0
      ? reason('It says nothing about {words}.', { words })
      : reason('It has the words of this question, but little of what customers ask with them.'),
  ]
}

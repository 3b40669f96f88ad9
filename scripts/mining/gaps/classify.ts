import { detect } from '#content/language/index.ts'
import { compareWords } from '#scripts/mining/clustering/label.ts'
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
import { isTicket } from './demand.ts'
import { despiteAnswer } from './failing-article.ts'
import { type Elsewhere, languageName } from './untranslated.ts'

/** An answered topic is a gap for a segment when even the low end of its lift is above this: a half more than others. */
const clearlyMore = 1.5
/**
 * {@link openness} of topics that have an article, below most of those that have none: a repair is a smaller work than
 * an article, and a product that has to change is not the writer's.
 */
export const opennessOf = { 'not for them': 0.1, 'not helping': 0.2, 'fix the product': 0.1 } as const

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
  elsewhere,
  remarks,
  segments,
  votes,
  middle,
  time,
}: {
  candidate: Candidate
  own: readonly MiningTicket[]
  elsewhere: Elsewhere | undefined
  remarks: readonly ArticleRemark[]
  segments: readonly SegmentLift[]
  votes: VoteCount | undefined
  middle: number
  time: Time
}): Verdict | undefined {
  const { answered, article, language, translated, keywords } = candidate
  if (!answered) {
    const openness = opennessTo(candidate)
    if (elsewhere)
      return { kind: 'not in their language', nearest: elsewhereNearest(elsewhere, language), openness }
    const nearest = article && nearestOf(candidate, article, missingWords(keywords, { article, language }))
    const foreign = !translated && time.articles.length > 0
    return { kind: foreign ? 'not in their language' : 'missing', nearest, openness }
  }
  if (!article) return undefined
  const stranger = strangerTo(article, segments)
  if (stranger) {
    const why = `It answers this for ${article.segments?.join(' and ')}, but ${stranger.segment} asks ${stranger.lift.toFixed(1)} times as often as everyone else.`
    return {
      kind: 'not for them',
      nearest: nearestOf(candidate, article, why),
      openness: opennessOf['not for them'],
    }
  }
  const despite = despiteAnswer({
    ...{ article, votes, middle, tickets: own.filter(isTicket), flags: flagsOn(article, remarks) },
    ...{ all: time.all, end: time.end, settings: time.settings },
  })
  return (
    despite && {
      kind: despite.kind,
      nearest: nearestOf(candidate, article, despite.why),
      openness: opennessOf[despite.kind as 'not helping'],
    }
  )
}

/** 0 … 1: how far an unanswered topic is from its language's threshold. */
function opennessTo({ score, threshold }: Candidate): number {
  return threshold > 0 ? Math.max(0, 1 - score / threshold) : 1
}

export const flagsOn = ({ updated = '' }: MiningArticle, remarks: readonly ArticleRemark[]): number =>
  remarks.filter(({ kind, createdAt }) => kind === 'flag' && createdAt.slice(0, 10) >= updated).length

/** The segment that clearly asks more although the article is written for others. */
function strangerTo(article: MiningArticle, segments: readonly SegmentLift[]): SegmentLift | undefined {
  const audience = article.segments ?? []
  if (audience.length === 0) return undefined
  return segments.find(({ segment, low }) => low > clearlyMore && !audience.includes(segment))
}

function nearestOf(
  { passage, score, title }: Candidate,
  article: MiningArticle,
  why: string,
): NearestArticle {
  return {
    article: article.id,
    locale: article.locale,
    title: article.title,
    score: Math.min(1, Math.max(0, score)),
    passage: passage ?? title,
    why,
  }
}

function elsewhereNearest({ article, customers }: Elsewhere, language: string): NearestArticle {
  return {
    ...{ article: article.id, locale: article.locale, title: article.title, score: 0 },
    passage: article.passages[0] ?? article.title,
    why: `Agents sent it to ${customers} people who asked this; it is there in ${languageName(article.locale)}, not in ${languageName(language)}.`,
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

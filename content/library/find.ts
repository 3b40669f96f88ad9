import { fold, isFunctionWord, tokens } from '../language/index.ts'
import type { Article, Passage } from '../model/article.ts'
import { addConcepts, holdPlace } from './across-languages.ts'
import { addLikeness, type Likeness } from './likeness.ts'
import { urlFor } from './locate.ts'
import type { OpenLibrary } from './open-library.ts'
import { bestPassages } from './passage-score.ts'
import { matchedWords } from './passage-words.ts'
import { ceiling } from './postings.ts'
import { type QueryWord, queryWords, tellingTerms } from './query-words.ts'
import { buildIndex, type IndexData, indexOf, type SearchIndex, sameWords } from './search-index.ts'
import { type Spelling, spellingOf } from './spelling.ts'

export interface Query {
  readonly query: string
  readonly locale: string
  /** The visitor's segments, strongest first; articles written for them move up a little. */
  readonly segments?: readonly string[]
  /** Articles that these segments ask clearly more than others do, and which segment; they move up a little too. */
  readonly lifts?: ReadonlyMap<string, string>
  /** How near articles are to the question in meaning; words alone when absent. */
  readonly likeness?: Likeness | undefined
  /** At most this many; default all. */
  readonly limit?: number
}

export interface Found {
  readonly article: Article
  /** Address in the locale that was asked for. */
  readonly url: string
  /** The passage that answers best. */
  readonly passage: Passage
  /** 0 … 1: the share of what an article could score that is about nothing but this question. */
  readonly score: number
  /** Words of the title and the passage that answer the question, in lower case; no function words. */
  readonly matched: readonly string[]
  /** The segment that moved it up, when one did. */
  readonly boosted: string | undefined
  /** Its place without regard to segments, from 1. */
  readonly usual: number
}

export interface Finder {
  /** Best first. Empty when nothing matches. */
  find(query: Query): Found[]
  /** What may have been meant by a question with words that no article has. */
  spelling(query: Pick<Query, 'query' | 'locale'>): Spelling
}

/**
 * What an article's score is the sum of. The text says what it mentions, the title what it is about, the best passage
 * that a long page holds a short answer, and the letters (parts of words) that an ending or a typing error hides a word.
 */
const worth = { text: 1, title: 0.8, passage: 0.25, letters: 0.1 }

/** An article for the reader's own segment counts this much more: enough to win among equals, never to win over a better answer. */
export const segmentLift = 1.15

/** An article is shown while it scores at least this share of the best one. */
const worthShowing = 0.35

/**
 * So many of the best by text and title are also scored by their passages and letters, which takes longer. The first
 * three of `bench:search` are the same with 50; with 10 one in 300 differs.
 */
const scoredInFull = 20

/**
 * Searches in a library. The index of a locale is what `made` gives, which must have been made of the same library, else
 * built when the locale is first asked for.
 */
export function createFinder(
  library: OpenLibrary,
  made: (locale: string) => IndexData | undefined = () => undefined,
): Finder {
  const indexes = new Map<string, SearchIndex>()
  const indexFor = (locale: string): SearchIndex => {
    let index = indexes.get(locale)
    if (!index) {
      index = indexOf(library, locale, made(locale) ?? buildIndex(library, locale))
      indexes.set(locale, index)
    }
    return index
  }
  return {
    find: (query) => search(indexFor(query.locale), query),
    spelling: ({ query, locale }) => spellingOf(indexFor(locale), query, locale),
  }
}

function search(
  index: SearchIndex,
  { query, locale, segments = [], lifts, likeness, limit }: Query,
): Found[] {
  const words = tokens(query, locale)
  const wanted = queryWords(index, words, locale)
  const { scores, answering, ideal } = scoreArticles(index, wanted)
  addConcepts(index, { words, wanted, scores, answering })
  const answers = [...answering]
  const better = (a: number, b: number) => scores[b]! - scores[a]! || a - b
  const best = likeliest(answers, scores).sort(better).slice(0, scoredInFull)
  const passages = scoreInFull(index, { positions: best, wanted, words, locale, scores })

  const full = ideal * fullWorth
  for (const position of answers) scores[position]! /= full
  const nearest = likeness && addLikeness(index.articles, likeness, { answers, scores })
  for (const position of index.byTitle.get(sameWords(query, locale)) ?? [])
    if (answering.has(position)) scores[position] = Math.max(1, scores[position]!) + 1
  const top = answers.reduce((most, position) => Math.max(most, scores[position]!), 0)
  const least = Math.min(1, top) * worthShowing
  const terms = tellingTerms(wanted)
  const shown = answers.filter((position) => scores[position]! >= least).sort(better)
  return holdPlace(index, shown, scores)
    .map((position, place) => {
      const article = index.articles[position]!
      const passage = passages.get(position) ?? nearest?.get(position) ?? lead(article)
      const score = scores[position]!
      const segment = segments.find((id) => article.segments.includes(id)) ?? lifts?.get(article.id)
      const lifted = score * (segment ? segmentLift : 1)
      return { article, passage, score, usual: place + 1, segment, lifted }
    })
    .sort((a, b) => b.lifted - a.lifted || a.usual - b.usual)
    .slice(0, limit)
    .map(({ article, passage, score, segment, usual }, place) => {
      const boosted = place + 1 < usual ? segment : undefined
      return new FoundArticle(
        { article, url: urlFor(article.id, locale), passage, score: Math.min(1, score), boosted, usual },
        terms,
      )
    })
}

/** Of all that is found, only what is shown is asked for its words. */
class FoundArticle implements Found {
  readonly article: Article
  readonly url: string
  readonly passage: Passage
  readonly score: number
  readonly boosted: string | undefined
  readonly usual: number
  readonly #terms: ReadonlySet<string>
  #matched: readonly string[] | undefined

  constructor(
    { article, url, passage, score, boosted, usual }: Omit<Found, 'matched'>,
    terms: ReadonlySet<string>,
  ) {
    this.article = article
    this.url = url
    this.passage = passage
    this.score = score
    this.boosted = boosted
    this.usual = usual
    this.#terms = terms
  }

  get matched(): readonly string[] {
    this.#matched ??= matchedWords(this.article, this.passage, this.#terms)
    return this.#matched
  }
}

/** Those among which the best {@link scoredInFull} are, found without putting thousands in order. */
function likeliest(answers: readonly number[], scores: Float64Array): number[] {
  const least = Float64Array.from(answers, (position) => scores[position]!)
    .sort()
    .at(-scoredInFull)
  return least === undefined ? [...answers] : answers.filter((position) => scores[position]! >= least)
}

const fullWorth = Object.values(worth).reduce((sum, share) => sum + share, 0)

/** By text and title; `ideal` is what an article could score that is about nothing but this question. */
function scoreArticles({ articles, inText, inTitle }: SearchIndex, wanted: readonly QueryWord[]) {
  const scores = new Float64Array(articles.length)
  const best = new Float64Array(articles.length)
  const answering = new Set<number>()
  let ideal = 0
  /** Of the terms of one word, in each article the best counts. */
  const add = (from: typeof inText, terms: QueryWord['terms'], weight: number): number[] => {
    const touched: number[] = []
    for (const [term, share] of terms) {
      from.score(term, (position, score) => {
        if (best[position] === 0) touched.push(position)
        if (share * score > best[position]!) best[position] = share * score
      })
    }
    for (const position of touched) {
      scores[position]! += weight * best[position]!
      best[position] = 0
    }
    return touched
  }
  for (const { terms, weight } of wanted) {
    const spoken = [...terms.keys()].filter(inText.has).map(inText.rarity)
    // A word that stands nowhere is the most telling of all: its absence lowers every score.
    ideal += weight * ceiling(spoken.length > 0 ? Math.max(...spoken) : inText.rarity(''))
    const touched = add(inText, terms, worth.text * weight)
    if (weight === 1) for (const position of touched) answering.add(position)
    add(inTitle, terms, worth.title * weight)
  }
  return { scores, answering, ideal }
}

/** What a search has of its articles: who answers, and how well. */
interface Scored {
  readonly words: readonly string[]
  readonly wanted: readonly QueryWord[]
  readonly locale: string
  /** By position in the index. */
  readonly scores: Float64Array
}

/** Adds what the best passage and the parts of words are worth; gives those passages, by position. */
function scoreInFull(
  index: SearchIndex,
  { positions, wanted, words, locale, scores }: Scored & { readonly positions: readonly number[] },
): ReadonlyMap<number, Passage> {
  const telling = words.filter((word) => !isFunctionWord(word, locale)).map(fold)
  const letters = index.vocabulary.scoreParts(telling, positions)
  const passages = new Map<number, Passage>()
  bestPassages(index, positions, wanted).forEach(({ score, passage }, at) => {
    const position = positions[at]!
    scores[position]! += worth.letters * letters[at]! + worth.passage * score
    if (passage) passages.set(position, passage)
  })
  return passages
}

/** What to show of an article that answers with its title or keywords only. */
function lead(article: Article): Passage {
  return article.passages[0] ?? { heading: '', anchor: '', text: article.description ?? '' }
}

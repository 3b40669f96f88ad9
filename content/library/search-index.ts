import { meaningsIn } from '../language/concepts.ts'
import { fold, isFunctionWord, languageOf, termOf, tokens } from '../language/index.ts'
import type { Article, Passage } from '../model/article.ts'
import type { Library } from '../model/library.ts'
import { articleFor, articleIds } from './locate.ts'
import type { OpenLibrary } from './open-library.ts'
import { type Postings, type PostingsData, postingsBuilder, postingsOf } from './postings.ts'
import { createVocabulary, type Vocabulary, type VocabularyData, vocabularyOf } from './vocabulary.ts'

/** Keywords are chosen by hand for the words that customers use: each counts as if it stood there twice. */
const keywordCount = 2

/** What {@link indexOf} needs beside the library: plain data, which a file can hold. */
export interface IndexData {
  /** Titles as they are compared with a whole question, by article. */
  readonly titles: readonly string[]
  readonly inText: PostingsData
  readonly inTitle: PostingsData
  readonly inConcepts: PostingsData
  /** Passages of article `a` are `passageBegins[a] … passageBegins[a + 1] − 1`. */
  readonly passageBegins: Uint32Array
  /** Numbers (in inText) of the terms of passage `p`: `passageTerms[termBegins[p] … termBegins[p + 1] − 1]`. */
  readonly passageTerms: Uint32Array
  readonly termBegins: Uint32Array
  /** In how many passages a term stands, by its number in inText. */
  readonly passageSpread: Uint32Array
  readonly vocabulary: VocabularyData
}

/** What readers of one locale can find: each article in their language, or else in the first that has it. */
export interface SearchIndex
  extends Pick<IndexData, 'passageBegins' | 'passageTerms' | 'termBegins' | 'passageSpread'> {
  readonly articles: readonly Article[]
  /** Articles by {@link sameWords} of their titles. */
  readonly byTitle: ReadonlyMap<string, readonly number[]>
  readonly inText: Postings
  readonly inTitle: Postings
  /** Concepts, for questions that are not in the article's language. */
  readonly inConcepts: Postings
  /** All passages, in the order of their articles. */
  readonly passages: readonly Passage[]
  readonly vocabulary: Vocabulary
  /** Locales of the articles, the reader's first. */
  readonly locales: readonly string[]
  /** Which articles are in another language than the reader's, by position: 1, else 0. */
  readonly foreign: Uint8Array
  /** 0 … 1: their share of all articles. */
  readonly foreignShare: number
}

/** A text as it is compared with another: its words, folded. */
export const sameWords = (text: string, locale: string): string => tokens(text, locale).map(fold).join(' ')

/** The index of a library that was read, of data that was made of the same library. */
export function indexOf(library: OpenLibrary, locale: string, data: IndexData): SearchIndex {
  const articles = articlesFor(library, locale)
  const { passageBegins, passageTerms, termBegins, passageSpread } = data
  const own = languageOf(locale)
  const foreign = Uint8Array.from(articles, (article) => Number(languageOf(article.locale) !== own))
  return {
    ...{ articles, passageBegins, passageTerms, termBegins, passageSpread },
    byTitle: Map.groupBy(articles.keys(), (position) => data.titles[position]!),
    inText: postingsOf(data.inText),
    inTitle: postingsOf(data.inTitle),
    inConcepts: postingsOf(data.inConcepts),
    passages: articles.flatMap(({ passages }) => passages),
    vocabulary: vocabularyOf(data.vocabulary),
    locales: [...new Set([locale, ...articles.map((article) => article.locale)])],
    foreign,
    foreignShare: foreign.reduce((sum, one) => sum + one, 0) / Math.max(1, articles.length),
  }
}

const articlesFor = (library: OpenLibrary, locale: string): Article[] =>
  articleIds(library).flatMap((id) => articleFor(library, id, locale) ?? [])

/** Reads every article word by word: about 1 ms for each. */
export function buildIndex(library: OpenLibrary, locale: string): IndexData {
  const articles = articlesFor(library, locale)
  const inText = postingsBuilder()
  const inTitle = postingsBuilder()
  const inConcepts = postingsBuilder()
  const vocabulary = createVocabulary()
  const passageBegins = new Uint32Array(articles.length + 1)
  const passageTerms: number[] = []
  const termBegins: number[] = [0]
  const passageSpread: number[] = []
  const named = namedByLinks(library, locale)
  const manyLanguages = new Set(library.site.locales.map(languageOf)).size > 1

  articles.forEach((article, position) => {
    const add = (text: string, count: number, language: string, also?: (key: string, id: number) => void) => {
      for (const word of [...tokens(text, language), ...joined(text)]) {
        const key = termOf(word, language)
        const id = inText.add(position, key, count)
        also?.(key, id)
        vocabulary.add(position, fold(word), id, isFunctionWord(word, language) ? 0 : count)
      }
    }
    const toTitle = (key: string) => inTitle.add(position, key, 1)
    add(article.title, 1, article.locale, toTitle)
    for (const keyword of article.keywords) add(keyword, keywordCount, article.locale)
    if (article.description) add(article.description, 1, article.locale)
    if (article.locale !== locale)
      for (const text of named.get(article.id) ?? []) add(text, keywordCount, locale, toTitle)
    if (manyLanguages) addConcepts(article, (concept, count) => inConcepts.add(position, concept, count))
    for (const passage of article.passages) {
      const own = new Set<number>()
      add(`${passage.heading} ${passage.text}`, 1, article.locale, (_, id) => {
        passageTerms.push(id)
        own.add(id)
      })
      termBegins.push(passageTerms.length)
      for (const id of own) passageSpread[id] = (passageSpread[id] ?? 0) + 1
    }
    passageBegins[position + 1] = passageBegins[position]! + article.passages.length
  })

  return {
    titles: articles.map((article) => sameWords(article.title, article.locale)),
    inText: inText.build(),
    inTitle: inTitle.build(),
    inConcepts: inConcepts.build(),
    passageBegins,
    passageTerms: Uint32Array.from(passageTerms),
    termBegins: Uint32Array.from(termBegins),
    passageSpread: Uint32Array.from(passageSpread, (spread) => spread ?? 0),
    vocabulary: vocabulary.build(articles.length),
  }
}

/** "e-posta" is also looked for as "eposta", "wi-fi" as "wifi": the hyphened words of a text in one, lower case. */
function joined(text: string): string[] {
  return (text.normalize('NFKC').match(/[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu) ?? []).map((word) =>
    word.replace(/[-‐‑]/g, '').toLowerCase(),
  )
}

/** What an article's title and keywords are about counts more than what its text mentions. */
const conceptCount = { title: 8, keyword: 2, text: 1 }

/** What a text means, also where a small word parts a phrase: "close your account" is "close account". */
export function conceptsOf(text: string, locale: string): string[] {
  const words = tokens(text, locale)
  const concepts = meaningsIn(languageOf(locale))
  const whole = concepts(words.map(fold))
  const telling = words.filter((word) => !isFunctionWord(word, locale))
  if (telling.length === words.length) return whole
  const known = new Set(whole)
  return [...whole, ...concepts(telling.map(fold)).filter((concept) => !known.has(concept))]
}

function addConcepts(article: Article, add: (concept: string, count: number) => void): void {
  const { title, keywords, description = '', passages, locale } = article
  const of = (text: string, count: number) => {
    for (const concept of conceptsOf(text, locale)) add(concept, count)
  }
  of(title, conceptCount.title)
  for (const keyword of keywords) of(keyword, conceptCount.keyword)
  of(description, conceptCount.text)
  for (const { heading, text } of passages) of(`${heading} ${text}`, conceptCount.text)
}

/** What translated articles call the articles they link to, by article id: "[sanal kart](/tr/cards/virtual-cards/)". */
function namedByLinks(library: Library, locale: string): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const { body, locale: own, id } of library.articles) {
    if (own !== locale) continue
    for (const [, text = '', target = ''] of body.matchAll(
      /\[([^\]\n]+)\]\(\/[a-z0-9-]+\/([a-z0-9-]+(?:\/[a-z0-9-]+)+)\/?[^)]*\)/g,
    )) {
      if (target !== id) named.set(target, [...(named.get(target) ?? []), text])
    }
  }
  return named
}

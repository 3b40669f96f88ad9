import { distance } from 'fastest-levenshtein'
import { fold, stem, tokens } from '../language/index.ts'
import type { Article, Passage } from '../model/article.ts'
import type { Library } from '../model/library.ts'
import { articleFor, articleIds, urlFor } from './locate.ts'

export interface Query {
  readonly query: string
  readonly locale: string
  /** The visitor's segments, strongest first; articles written for them move up a little. */
  readonly segments?: readonly string[]
  /** At most this many; default all. */
  readonly limit?: number
}

export interface Found {
  readonly article: Article
  /** Address in the locale that was asked for. */
  readonly url: string
  /** The passage that answers best. */
  readonly passage: Passage
  /** 0 … 1: how much of the question, weighted by how telling its words are, the article speaks of. */
  readonly score: number
  /** Words of the title and the passage that answer the question, as they stand there. */
  readonly matched: readonly string[]
  /** The segment that moved it up, when one did. */
  readonly boosted?: string
  /** Its place without regard to segments, from 1. */
  readonly usual: number
}

export interface Finder {
  /** Best first. An empty list when nothing speaks of it. */
  find(query: Query): Found[]
}

/** BM25's saturation and length normalisation: the values of Robertson and Zaragoza (2009), good for prose. */
const k1 = 1.2
const b = 0.75
/** How much a word counts by where it stands. A title says what an article is about; keywords are chosen by hand. */
const weights = { title: 3, keywords: 2, description: 1.5, heading: 1.5, text: 1 }

/** Share of the best passage in an article's score; the rest is the whole article. Short answers sit in long pages. */
const passageShare = 0.3

/** An article for the reader's own segment counts this much more: enough to win among equals, never to win over a better answer. */
const segmentLift = 1.15

/** What a word that is only near in spelling, or only begins alike, is worth beside the word itself. */
const nearWord = 0.7

/** An article is shown while it scores at least this share of the best one. */
const worthShowing = 0.2

/** Words in at least this share of the articles tell nothing apart: they rank, but alone they find nothing. */
const telling = 0.5

/** Builds the index of a library, once per locale when first asked. */
export function createFinder(library: Library): Finder {
  const indexes = new Map<string, Index>()
  return {
    find(query) {
      return search(
        entry(indexes, query.locale, () => buildIndex(library, query.locale)),
        query,
      )
    },
  }
}

interface Document {
  readonly article: Article
  readonly length: number
  readonly passages: readonly { passage: Passage; terms: ReadonlyMap<string, number>; length: number }[]
}

interface Index {
  readonly documents: readonly Document[]
  /** term → document → weighted count. */
  readonly postings: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** Spellings in the library, folded → their terms, by length for the search of near spellings. */
  readonly spellings: ReadonlyMap<string, ReadonlySet<string>>
  readonly byLength: ReadonlyMap<number, readonly string[]>
  readonly averageLength: number
  readonly averagePassage: number
  readonly languages: readonly string[]
}

/** The key under which a spelling is found: folded first, so that dropped diacritics meet their word. */
const term = (token: string, language: string): string => stem(fold(token), language)

function buildIndex(library: Library, locale: string): Index {
  const articles = articleIds(library).flatMap((id) => articleFor(library, id, locale) ?? [])
  const postings = new Map<string, Map<number, number>>()
  const spellings = new Map<string, Set<string>>()
  const documents = articles
    .filter((article) => article.access === 'open')
    .map((article, position): Document => {
      let length = 0
      const add = (text: string, weight: number, into?: Map<string, number>): number => {
        const words = tokens(text, article.locale)
        for (const word of words) {
          const key = term(word, article.locale)
          const row = entry(postings, key, () => new Map<number, number>())
          row.set(position, (row.get(position) ?? 0) + weight)
          const spelling = fold(word)
          entry(spellings, spelling, () => new Set<string>()).add(key)
          into?.set(key, (into.get(key) ?? 0) + weight)
        }
        length += words.length * weight
        return words.length
      }
      add(article.title, weights.title)
      for (const keyword of article.keywords) add(keyword, weights.keywords)
      if (article.description) add(article.description, weights.description)
      const passages = article.passages.map((passage) => {
        const terms = new Map<string, number>()
        const words = add(passage.heading, weights.heading, terms) + add(passage.text, weights.text, terms)
        return { passage, terms, length: words }
      })
      return { article, length, passages }
    })
  const byLength = new Map<number, string[]>()
  for (const spelling of spellings.keys()) {
    entry(byLength, spelling.length, (): string[] => []).push(spelling)
  }
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return {
    documents,
    postings,
    spellings,
    byLength,
    averageLength: mean(documents.map(({ length }) => length)),
    averagePassage: mean(documents.flatMap(({ passages }) => passages.map(({ length }) => length))),
    languages: [...new Set(documents.map(({ article }) => article.locale))],
  }
}

/** One word of the question: the terms that stand for it, with what each is worth. */
type Wanted = ReadonlyMap<string, number>

function search(index: Index, { query, locale, segments = [], limit }: Query): Found[] {
  const wanted = wantedBy(index, query, locale)
  const count = index.documents.length
  if (wanted.length === 0 || count === 0) return []

  const scores = new Float64Array(count)
  const tellingHits = new Uint8Array(count)
  let ideal = 0
  for (const alternatives of wanted) {
    const best = new Map<number, number>()
    let rarest = 0
    for (const [key, worth] of alternatives) {
      const row = index.postings.get(key)
      if (!row) continue
      const idf = Math.log(1 + (count - row.size + 0.5) / (row.size + 0.5))
      rarest = Math.max(rarest, idf)
      for (const [position, frequency] of row) {
        const document = index.documents[position]
        if (!document) continue
        const norm = k1 * (1 - b + (b * document.length) / index.averageLength)
        const score = (worth * idf * frequency * (k1 + 1)) / (frequency + norm)
        if (score > (best.get(position) ?? 0)) best.set(position, score)
        if (row.size < Math.max(2, count * telling)) tellingHits[position] = 1
      }
    }
    // A word that stands nowhere is the most telling of all: its absence lowers every score.
    const weight = best.size > 0 ? rarest : Math.log(1 + (count + 0.5) / 0.5)
    ideal += weight * (k1 + 1)
    for (const [position, score] of best) scores[position] = (scores[position] ?? 0) + score
  }

  const ranked = index.documents
    .map((document, position) => ({ document, position, best: bestPassage(index, document, wanted, count) }))
    .filter(({ position }) => (scores[position] ?? 0) > 0 && tellingHits[position] === 1)
    .map((hit) => ({
      ...hit,
      score: ((1 - passageShare) * (scores[hit.position] ?? 0) + passageShare * hit.best.score) / ideal,
    }))
    .sort((a, b) => b.score - a.score || a.position - b.position)
  const top = ranked[0]?.score ?? 0
  const shown = ranked
    .filter(({ score }) => score >= top * worthShowing)
    .map((hit, place) => ({ ...hit, usual: place + 1 }))
  const lifted = shown
    .map((hit) => {
      const segment = segments.find((id) => hit.document.article.segments.includes(id))
      return { ...hit, segment, lifted: segment ? hit.score * segmentLift : hit.score }
    })
    .sort((a, b) => b.lifted - a.lifted || a.usual - b.usual)
  return lifted.slice(0, limit).map(({ document, best, score, segment, usual }, place) => ({
    article: document.article,
    url: urlFor(document.article.id, locale),
    passage: best.passage,
    score: Math.min(1, score),
    matched: matchedWords(document.article, best.passage, wanted),
    ...(segment && place + 1 < usual ? { boosted: segment } : {}),
    usual,
  }))
}

function bestPassage(index: Index, document: Document, wanted: readonly Wanted[], count: number) {
  let best: { passage: Passage; score: number } = {
    passage: document.passages[0]?.passage ?? {
      heading: '',
      anchor: '',
      text: document.article.description ?? '',
    },
    score: 0,
  }
  for (const { passage, terms, length } of document.passages) {
    const norm = k1 * (1 - b + (b * length) / index.averagePassage)
    let score = 0
    for (const alternatives of wanted) {
      let most = 0
      for (const [key, worth] of alternatives) {
        const frequency = terms.get(key)
        if (!frequency) continue
        const spread = index.postings.get(key)?.size ?? 0
        const idf = Math.log(1 + (count - spread + 0.5) / (spread + 0.5))
        most = Math.max(most, (worth * idf * frequency * (k1 + 1)) / (frequency + norm))
      }
      score += most
    }
    if (score > best.score) best = { passage, score }
  }
  return best
}

/** The words of a question, each with its spellings in the library: itself, near ones, joined, split, or begun. */
function wantedBy(index: Index, query: string, locale: string): Wanted[] {
  const words = tokens(query, locale).map(fold)
  const known = (word: string) => index.spellings.has(word) || exact(word).size > 0
  const exact = (word: string): Map<string, number> => {
    const found = new Map<string, number>()
    for (const language of [locale, ...index.languages]) {
      const key = term(word, language)
      if (index.postings.has(key)) found.set(key, 1)
    }
    for (const key of index.spellings.get(word) ?? []) found.set(key, 1)
    return found
  }
  const seen = new Set<string>()
  const wanted: Wanted[] = []
  words.forEach((word, position) => {
    if (seen.has(word)) return
    seen.add(word)
    const found = exact(word)
    const next = words[position + 1]
    if (next !== undefined) for (const key of index.spellings.get(word + next) ?? []) found.set(key, 1)
    if (found.size === 0) {
      const split = splitInTwo(word, known)
      if (split) {
        for (const part of split) wanted.push(exact(part))
        return
      }
      for (const near of nearSpellings(index, word, position === words.length - 1)) {
        for (const key of index.spellings.get(near) ?? []) found.set(key, nearWord)
      }
    }
    wanted.push(found)
  })
  return wanted
}

/** "topup" is "top" and "up": two known words of at least two letters, the longest first. */
function splitInTwo(word: string, known: (word: string) => boolean): [string, string] | undefined {
  for (let at = word.length - 2; at >= 2; at--) {
    const parts: [string, string] = [word.slice(0, at), word.slice(at)]
    if (word.length >= 5 && parts.every(known)) return parts
  }
  return undefined
}

/** Words of at most one wrong letter from four letters, two from eight; the last word may be unfinished. */
function nearSpellings(index: Index, word: string, last: boolean): string[] {
  const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
  const near: string[] = []
  for (let length = word.length - allowed; length <= word.length + allowed; length++) {
    for (const spelling of index.byLength.get(length) ?? []) {
      if (spelling[0] === word[0] && distance(spelling, word) <= allowed) near.push(spelling)
    }
  }
  if (near.length === 0 && last && word.length >= 3) {
    for (const spelling of index.spellings.keys()) if (spelling.startsWith(word)) near.push(spelling)
  }
  return near
}

function matchedWords(article: Article, passage: Passage, wanted: readonly Wanted[]): string[] {
  const keys = new Set(wanted.flatMap((alternatives) => [...alternatives.keys()]))
  const words = tokens(`${article.title} ${passage.heading} ${passage.text}`, article.locale)
  return [...new Set(words)].filter((word) => keys.has(term(word, article.locale)))
}

/** The map's value for a key, made when it is not there yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}

import { distance } from 'fastest-levenshtein'
import { fold, isFunctionWord, termOf, tokens, unspaced } from '../language/index.ts'
import type { Article, Passage } from '../model/article.ts'
import type { Library } from '../model/library.ts'
import { articleFor, articleIds, urlFor } from './locate.ts'
import { ceiling, createPostings, type Postings } from './postings.ts'

export interface Query {
  readonly query: string
  readonly locale: string
  /** The visitor's segments, strongest first; articles written for them move up a little. */
  readonly segments?: readonly string[]
  /** Articles that these segments ask clearly more than others do, and which segment; they move up a little too. */
  readonly lifts?: ReadonlyMap<string, string>
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
  readonly boosted?: string
  /** Its place without regard to segments, from 1. */
  readonly usual: number
}

export interface Finder {
  /** Best first. An empty list when nothing speaks of it. */
  find(query: Query): Found[]
}

/**
 * What an article's score is the sum of. The text says what it mentions, the title what it is about, the best passage
 * that a long page holds a short answer, and the letters (parts of words) that an ending or a typing error hides a word.
 */
const worth = { text: 1, title: 0.8, passage: 0.25, letters: 0.1 }

/** Keywords are chosen by hand for the words that customers use: each counts as if it stood there twice. */
const keywordCount = 2

/** "How do I" tells little: a function word is worth this much of another word of its rarity, and alone finds nothing. */
const functionWord = 0.3

/** An article for the reader's own segment counts this much more: enough to win among equals, never to win over a better answer. */
const segmentLift = 1.15

/** What a word that is only near in spelling, or only begins alike, is worth beside the word itself. */
const nearWord = 0.7

/** An article is shown while it scores at least this share of the best one. */
const worthShowing = 0.35

/** Letters in a part of a word. Four leaves most endings behind and still tells words apart. */
const partLength = 4

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

interface Index {
  readonly articles: readonly Article[]
  /** Passages of all articles, and which article each belongs to. */
  readonly passages: readonly { passage: Passage; position: number }[]
  readonly inText: Postings
  readonly inTitle: Postings
  readonly inPassage: Postings
  readonly inLetters: Postings
  /** Spellings in the library, folded → their terms. */
  readonly spellings: ReadonlyMap<string, ReadonlySet<string>>
  /** The same spellings by length, for the search of near ones. */
  readonly byLength: ReadonlyMap<number, readonly string[]>
  readonly languages: readonly string[]
}

/** "e-posta" is also looked for as "eposta", "wi-fi" as "wifi": the hyphened words of a text in one, lower case. */
function joined(text: string): string[] {
  return (text.normalize('NFKC').match(/[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu) ?? []).map((word) =>
    word.replace(/[-‐‑]/g, '').toLowerCase(),
  )
}

/** A title as it is compared with a question. */
const sameWords = (text: string, locale: string): string => tokens(text, locale).map(fold).join(' ')

function buildIndex(library: Library, locale: string): Index {
  const articles = articleIds(library)
    .flatMap((id) => articleFor(library, id, locale) ?? [])
    .filter((article) => article.access === 'open')
  const inText = createPostings()
  const inTitle = createPostings()
  const inPassage = createPostings()
  const inLetters = createPostings()
  const spellings = new Map<string, Set<string>>()
  const passages: { passage: Passage; position: number }[] = []

  articles.forEach((article, position) => {
    const add = (text: string, count: number, also: (key: string) => void = () => {}): void => {
      for (const word of [...tokens(text, article.locale), ...joined(text)]) {
        const spelling = fold(word)
        const key = termOf(word, article.locale)
        entry(spellings, spelling, () => new Set<string>()).add(key)
        inText.add(position, key, count)
        also(key)
        if (isFunctionWord(word, article.locale)) continue
        for (const part of partsOf(spelling)) inLetters.add(position, part, count)
      }
    }
    add(article.title, 1, (key) => inTitle.add(position, key, 1))
    for (const keyword of article.keywords) add(keyword, keywordCount)
    if (article.description) add(article.description, 1)
    for (const passage of article.passages) {
      const at = passages.push({ passage, position }) - 1
      add(`${passage.heading} ${passage.text}`, 1, (key) => inPassage.add(at, key, 1))
    }
  })

  const byLength = new Map<number, string[]>()
  for (const spelling of spellings.keys()) {
    entry(byLength, spelling.length, (): string[] => []).push(spelling)
  }
  return {
    articles,
    passages,
    inText,
    inTitle,
    inPassage,
    inLetters,
    spellings,
    byLength,
    languages: [...new Set([locale, ...articles.map((article) => article.locale)])],
  }
}

/** One word of the question. */
interface Wanted {
  /** The terms that stand for it, with what each is worth. */
  readonly terms: ReadonlyMap<string, number>
  /** What the word itself is worth, 0 … 1. */
  readonly weight: number
}

function search(index: Index, { query, locale, segments = [], lifts, limit }: Query): Found[] {
  const wanted = wantedBy(index, query, locale)
  const scores = new Map<number, number>()
  const answering = new Set<number>()
  const inPassages = new Map<number, number>()
  let ideal = 0
  for (const { terms, weight } of wanted) {
    const spoken = [...terms.keys()].filter(index.inText.has).map(index.inText.rarity)
    // A word that stands nowhere is the most telling of all: its absence lowers every score.
    ideal += weight * ceiling(spoken.length > 0 ? Math.max(...spoken) : index.inText.rarity(''))
    for (const [position, score] of index.inText.best(terms)) {
      raise(scores, position, worth.text * weight * score)
      if (weight === 1) answering.add(position)
    }
    for (const [position, score] of index.inTitle.best(terms)) {
      raise(scores, position, worth.title * weight * score)
    }
    for (const [at, score] of index.inPassage.best(terms)) raise(inPassages, at, weight * score)
  }
  for (const part of lettersOf(index, query, locale)) {
    for (const [position, score] of index.inLetters.best(new Map([[part, 1]]))) {
      raise(scores, position, worth.letters * score)
    }
  }
  const bestPassages = new Map<number, { passage: Passage; score: number }>()
  for (const [at, score] of inPassages) {
    const from = index.passages[at]
    if (from && score > (bestPassages.get(from.position)?.score ?? 0)) {
      bestPassages.set(from.position, { passage: from.passage, score })
    }
  }

  const asked = sameWords(query, locale)
  const ranked = [...answering]
    .flatMap((position) => {
      const article = index.articles[position]
      if (!article) return []
      const best = bestPassages.get(position) ?? { passage: lead(article), score: 0 }
      const sum = (scores.get(position) ?? 0) + worth.passage * best.score
      const whole = sameWords(article.title, article.locale) === asked
      return {
        article,
        position,
        passage: best.passage,
        score: whole ? 1 : Math.min(1, sum / (ideal * fullWorth)),
      }
    })
    .sort((a, b) => b.score - a.score || a.position - b.position)
  const top = ranked[0]?.score ?? 0
  return ranked
    .filter(({ score }) => score >= top * worthShowing)
    .map((hit, place) => {
      const segment = segments.find((id) => hit.article.segments.includes(id)) ?? lifts?.get(hit.article.id)
      return { ...hit, usual: place + 1, segment, lifted: hit.score * (segment ? segmentLift : 1) }
    })
    .sort((a, b) => b.lifted - a.lifted || a.usual - b.usual)
    .slice(0, limit)
    .map(({ article, passage, score, segment, usual }, place) => ({
      article,
      url: urlFor(article.id, locale),
      passage,
      score: Math.min(1, score),
      matched: matchedWords(article, passage, wanted),
      ...(segment && place + 1 < usual ? { boosted: segment } : {}),
      usual,
    }))
}

const fullWorth = Object.values(worth).reduce((sum, share) => sum + share, 0)

function raise(scores: Map<number, number>, key: number, by: number): void {
  scores.set(key, (scores.get(key) ?? 0) + by)
}

/** What to show of an article that answers with its title or keywords only. */
function lead(article: Article): Passage {
  return article.passages[0] ?? { heading: '', anchor: '', text: article.description ?? '' }
}

/** The words of a question, each with its spellings in the library: itself, near ones, joined, split, or begun. */
function wantedBy(index: Index, query: string, locale: string): Wanted[] {
  const words = tokens(query, locale)
  const exact = (word: string): Map<string, number> => {
    const found = new Map<string, number>()
    for (const language of index.languages) {
      const key = termOf(word, language)
      if (index.inText.has(key)) found.set(key, 1)
    }
    for (const key of index.spellings.get(word) ?? []) found.set(key, 1)
    return found
  }
  const seen = new Set<string>()
  const wanted: Wanted[] = []
  words.map(fold).forEach((word, position, all) => {
    if (seen.has(word)) return
    seen.add(word)
    const terms = exact(word)
    const next = all[position + 1]
    if (next !== undefined) for (const key of index.spellings.get(word + next) ?? []) terms.set(key, 1)
    if (isFunctionWord(words[position] ?? word, locale)) {
      wanted.push({ terms, weight: functionWord })
      return
    }
    if (terms.size === 0) {
      const split = splitInTwo(word, (part) => exact(part).size > 0)
      if (split) {
        for (const part of split) {
          wanted.push({ terms: exact(part), weight: isFunctionWord(part, locale) ? functionWord : 1 })
        }
        return
      }
      for (const near of nearSpellings(index, word, position === all.length - 1)) {
        for (const key of index.spellings.get(near) ?? []) terms.set(key, nearWord)
      }
    }
    wanted.push({ terms, weight: 1 })
  })
  return wanted
}

/** "topup" is "top" and "up": two known words, the first as long as may be; of at least two letters where there are letters. */
function splitInTwo(word: string, known: (word: string) => boolean): [string, string] | undefined {
  const fewest = unspaced.test(word) ? 1 : 2
  for (let at = word.length - fewest; word.length > 2 * fewest && at >= fewest; at--) {
    const parts: [string, string] = [word.slice(0, at), word.slice(at)]
    if (parts.every(known)) return parts
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

/** The parts of the question's telling words, each once. */
function lettersOf(index: Index, query: string, locale: string): Set<string> {
  const words = tokens(query, locale).filter((word) => !isFunctionWord(word, locale))
  return new Set(words.flatMap((word) => partsOf(fold(word))).filter(index.inLetters.has))
}

/** "card" → "^car", "card": every run of letters, the beginning marked. */
function partsOf(word: string): string[] {
  const marked = `^${word}`
  return Array.from({ length: Math.max(0, marked.length - partLength + 1) }, (_, at) =>
    marked.slice(at, at + partLength),
  )
}

function matchedWords(article: Article, passage: Passage, wanted: readonly Wanted[]): string[] {
  const telling = wanted.filter(({ weight }) => weight === 1)
  const keys = new Set(telling.flatMap(({ terms }) => [...terms.keys()]))
  const words = tokens(`${article.title} ${passage.heading} ${passage.text}`, article.locale)
  return [...new Set(words)].filter((word) => keys.has(termOf(word, article.locale)))
}

/** The map's value for a key, made when it is not there yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}

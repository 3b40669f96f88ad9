import { distance } from 'fastest-levenshtein'
import { fold, isFunctionWord, tokens } from '../language/index.ts'
import { isKnown, queryWords } from './query-words.ts'
import type { SearchIndex } from './search-index.ts'

/** What a library would have understood better. */
export interface Spelling {
  /**
   * The question with every unknown word replaced by one that titles use; absent when all are known, none is like, or it
   * would find nothing either.
   */
  readonly meant?: string
  /** Words of titles and keywords that are like the unknown ones, the likest first. */
  readonly nearest: readonly string[]
}

/** A word is "like" another when at most this share of its letters differs. */
const alike = 0.4

/** … and is meant when at most this share does, two letters that changed places in six: beyond it, a correction is a guess. */
const surelyMeant = 0.34

/** Words offered when nothing was found. */
const mostNearest = 5

/** Words by which articles are named, by their folded spelling; made when a question first has an unknown word. */
const named = new WeakMap<SearchIndex, ReadonlyMap<string, string>>()

export function spellingOf(index: SearchIndex, query: string, locale: string): Spelling {
  const words = tokens(query, locale)
  const unknown = words.filter((word) => !isFunctionWord(word, locale) && !isKnown(index, word))
  if (unknown.length === 0) return { nearest: [] }
  const likest = new Map(unknown.map((word) => [word, nearWords(wordsOfNames(index), word)]))
  const nearest = [...likest.values()]
    .flat()
    .sort((a, b) => a.share - b.share)
    .map(({ name }) => name)
  const replaced = words.map((word) => {
    const best = likest.get(word)?.[0]
    return best && best.share <= surelyMeant ? best.name : word
  })
  const changed = replaced.some((word, at) => word !== words[at])
  const meant = replaced.join(' ')
  return {
    ...(changed && finds(index, meant, locale) && { meant }),
    nearest: [...new Set(nearest)].slice(0, mostNearest),
  }
}

const finds = (index: SearchIndex, query: string, locale: string): boolean =>
  queryWords(index, tokens(query, locale), locale).some(({ terms, weight }) => weight === 1 && terms.size > 0)

function wordsOfNames(index: SearchIndex): ReadonlyMap<string, string> {
  const known = named.get(index)
  if (known) return known
  const words = new Map<string, string>()
  for (const { title, keywords, locale } of index.articles)
    for (const word of [title, ...keywords].flatMap((text) => tokens(text, locale)))
      if (!isFunctionWord(word, locale)) words.set(fold(word), word)
  named.set(index, words)
  return words
}

function nearWords(words: ReadonlyMap<string, string>, asked: string): { name: string; share: number }[] {
  const folded = fold(asked)
  const near: { name: string; share: number }[] = []
  for (const [spelling, name] of words) {
    const longest = Math.max(spelling.length, folded.length)
    if (Math.abs(spelling.length - folded.length) / longest > alike) continue
    const share = distance(spelling, folded) / longest
    if (share <= alike) near.push({ name, share })
  }
  return near.sort((a, b) => a.share - b.share)
}

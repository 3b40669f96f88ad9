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

/** A word by which an article is named. */
interface Name {
  readonly name: string
  readonly folded: string
  readonly letters: number
}

/** Words by which articles are named, each spelling once; made when a question first has an unknown word. */
const named = new WeakMap<SearchIndex, readonly Name[]>()

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

function wordsOfNames(index: SearchIndex): readonly Name[] {
  const known = named.get(index)
  if (known) return known
  const words = new Map<string, string>()
  for (const { title, keywords, locale } of index.articles)
    for (const word of [title, ...keywords].flatMap((text) => tokens(text, locale)))
      if (!isFunctionWord(word, locale)) words.set(fold(word), word)
  const names = Array.from(words, ([folded, name]) => ({ name, folded, letters: lettersOf(folded) }))
  named.set(index, names)
  return names
}

function nearWords(names: readonly Name[], asked: string): { name: string; share: number }[] {
  const word = fold(asked)
  const letters = lettersOf(word)
  const near: { name: string; share: number }[] = []
  for (const { name, folded, letters: own } of names) {
    const longest = Math.max(folded.length, word.length)
    const most = alike * longest
    if (Math.abs(folded.length - word.length) > most) continue
    // A letter that one word lacks is one step at least, and quicker to see than the distance.
    if (Math.max(ones(letters & ~own), ones(own & ~letters)) > most) continue
    const share = distance(folded, word) / longest
    if (share <= alike) near.push({ name, share })
  }
  return near.sort((a, b) => a.share - b.share)
}

/** A bit for each of 32 kinds of letters, set for those in the word. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

/** How many bits are set. */
function ones(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

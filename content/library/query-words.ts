import { fold, isFunctionWord, termOf, unspaced } from '../language/index.ts'
import type { SearchIndex } from './search-index.ts'

/** "How do I" tells little: a function word is worth this much of another word of its rarity, and alone finds nothing. */
const functionWord = 0.3
/** What a word that is only near in spelling, or only begins alike, is worth beside the word itself. */
const nearWord = 0.7

/** One word of the question. */
export interface QueryWord {
  /** The terms that stand for it, with what each is worth. */
  readonly terms: ReadonlyMap<string, number>
  /** What the word itself is worth, 0 … 1. */
  readonly weight: number
}

/** The words of a question, each with its spellings in the library: itself, near ones, joined, split, or begun. */
export function queryWords(index: SearchIndex, words: readonly string[], locale: string): QueryWord[] {
  const { inText, vocabulary } = index
  const seen = new Set<string>()
  const wanted: QueryWord[] = []
  words.map(fold).forEach((word, position, all) => {
    if (seen.has(word)) return
    seen.add(word)
    const terms = exact(index, word)
    const add = (spelling: string, share: number) => {
      for (const term of vocabulary.termsOf(spelling)) terms.set(inText.keyOf(term), share)
    }
    const next = all[position + 1]
    if (next !== undefined) add(word + next, 1)
    if (isFunctionWord(words[position] ?? word, locale)) {
      wanted.push({ terms, weight: functionWord })
      return
    }
    if (terms.size === 0) {
      const split = splitInTwo(index, word)
      if (split) {
        for (const part of split)
          wanted.push({
            terms: exact(index, part),
            weight: isFunctionWord(part, locale) ? functionWord : 1,
          })
        return
      }
      for (const near of vocabulary.near(word, position === all.length - 1)) add(near, nearWord)
    }
    wanted.push({ terms, weight: 1 })
  })
  return wanted
}

/** Whether a word stands in the library as it is, in another form, or split. */
export function isKnown(index: SearchIndex, word: string): boolean {
  const folded = fold(word)
  return exact(index, folded).size > 0 || splitInTwo(index, folded) !== undefined
}

function exact({ inText, vocabulary, locales }: SearchIndex, word: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const one of locales) {
    const key = termOf(word, one)
    if (inText.has(key)) found.set(key, 1)
  }
  for (const term of vocabulary.termsOf(word)) found.set(inText.keyOf(term), 1)
  return found
}

/** "topup" is "top" and "up": two known words, the first as long as may be; of at least two letters where there are letters. */
function splitInTwo(index: SearchIndex, word: string): [string, string] | undefined {
  const fewest = unspaced.test(word) ? 1 : 2
  for (let at = word.length - fewest; word.length > 2 * fewest && at >= fewest; at--) {
    const parts: [string, string] = [word.slice(0, at), word.slice(at)]
    if (parts.every((part) => exact(index, part).size > 0)) return parts
  }
  return undefined
}

/** The terms that any word of the question but a function word stands for. */
export function tellingTerms(wanted: readonly QueryWord[]): ReadonlySet<string> {
  return new Set(wanted.flatMap(({ weight, terms }) => (weight === 1 ? [...terms.keys()] : [])))
}

import { LRUCache } from 'lru-cache'
import { termOf, tokens } from '../language/index.ts'
import type { Article, Passage } from '../model/article.ts'

/** A word of an article's title or of one passage of it. */
export interface PassageWord {
  readonly word: string
  readonly term: string
  /** Whether a word of this term stands in the passage or its heading, and none in the title. */
  readonly added: boolean
}

/** Passages whose words are remembered: those that answer are shown again and again. */
const mostPassages = 2_000
const known = new LRUCache<Passage, readonly PassageWord[]>({ max: mostPassages })

/** The different words of the title and the passage, in order. */
export function wordsOfPassage({ title, locale }: Article, passage: Passage): readonly PassageWord[] {
  let words = known.get(passage)
  if (!words) {
    const titles = new Set(tokens(title, locale).map((word) => termOf(word, locale)))
    words = [...new Set(tokens(`${title} ${passage.heading} ${passage.text}`, locale))].map((word) => {
      const term = termOf(word, locale)
      return { word, term, added: !titles.has(term) }
    })
    known.set(passage, words)
  }
  return words
}

/** The words of the title and the passage that stand for one of these terms. */
export function matchedWords(article: Article, passage: Passage, telling: ReadonlySet<string>): string[] {
  const matched: string[] = []
  for (const { word, term } of wordsOfPassage(article, passage)) if (telling.has(term)) matched.push(word)
  return matched
}

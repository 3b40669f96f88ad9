import { LRUCache } from 'lru-cache'
import { termOf, tokens } from '../language/index.ts'
import type { Article, Passage } from '../model/article.ts'

/** The different words of an article's title and of one passage of it. */
export interface PassageWords {
  readonly byTerm: ReadonlyMap<string, readonly string[]>
  /** Words that stand in the passage or its heading, while no word of the same term stands in the title. */
  readonly added: ReadonlySet<string>
}

/** Passages whose words are remembered: those that answer are shown again and again. */
const mostPassages = 2_000
const known = new LRUCache<Passage, PassageWords>({ max: mostPassages })

export function wordsOfPassage({ title, locale }: Article, passage: Passage): PassageWords {
  let words = known.get(passage)
  if (!words) {
    const titles = new Set(tokens(title, locale).map((word) => termOf(word, locale)))
    const all = new Set(tokens(`${title} ${passage.heading} ${passage.text}`, locale))
    words = {
      byTerm: Map.groupBy(all, (word) => termOf(word, locale)),
      added: new Set([...all].filter((word) => !titles.has(termOf(word, locale)))),
    }
    known.set(passage, words)
  }
  return words
}

/** The words of the title and the passage that stand for one of these terms. */
export function matchedWords(article: Article, passage: Passage, telling: ReadonlySet<string>): string[] {
  const { byTerm } = wordsOfPassage(article, passage)
  const matched: string[] = []
  for (const term of telling) matched.push(...(byTerm.get(term) ?? []))
  return matched
}

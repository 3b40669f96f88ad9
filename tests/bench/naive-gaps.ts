import { languages, tokens } from '#content/language/index.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import type { Proposal } from './gap-score.ts'

const proposals = 300

/**
 * What a spreadsheet would do: the most frequent words and pairs of words that no article's title has, each with
 * its tickets. Small words do not count, and what one ticket in fifty has is no topic of its own.
 */
export function naiveGaps(tickets: readonly MiningTicket[], articles: readonly MiningArticle[]): Proposal[] {
  const titled = new Set(articles.flatMap(({ title, locale }) => termsOf(tokens(title, locale))))
  const having = new Map<string, string[]>()
  for (const { id, text, language = 'en' } of tickets) {
    for (const term of new Set(termsOf(tokens(text, language)))) {
      if (
        titled.has(term) ||
        term.split(' ').some((word) => languages[language]?.functionWords.has(word)) ||
        term.length < 3
      )
        continue
      const ids = having.get(term)
      if (ids) ids.push(id)
      else having.set(term, [id])
    }
  }
  return [...having.values()]
    .filter((ids) => ids.length <= tickets.length / 50)
    .sort((a, b) => b.length - a.length)
    .slice(0, proposals)
    .map((ticketIds) => ({ ticketIds }))
}

const termsOf = (words: readonly string[]): string[] => [
  ...words,
  ...words.slice(1).map((word, at) => `${words[at]} ${word}`),
]

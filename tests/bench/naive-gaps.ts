import { languages, tokens } from '#content/language/index.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/mine.ts'
import type { Proposal } from './gap-score.ts'

const proposals = 60

/** What a spreadsheet would do: the most frequent words that no article's title has, each with its tickets. */
export function naiveGaps(tickets: readonly MiningTicket[], articles: readonly MiningArticle[]): Proposal[] {
  const titled = new Set(articles.flatMap(({ title, locale }) => tokens(title, locale)))
  const having = new Map<string, string[]>()
  for (const { id, text, language = 'en' } of tickets) {
    for (const word of new Set(tokens(text, language))) {
      if (titled.has(word) || languages[language]?.functionWords.has(word) || word.length < 3) continue
      const ids = having.get(word)
      if (ids) ids.push(id)
      else having.set(word, [id])
    }
  }
  return [...having.values()]
    .filter((ids) => ids.length <= tickets.length / 5)
    .sort((a, b) => b.length - a.length)
    .slice(0, proposals)
    .map((ticketIds) => ({ ticketIds }))
}

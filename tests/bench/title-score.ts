import { fold } from '#content/language/index.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { pleasantries, type Truth } from './gap-bench.ts'
import type { Proposal } from './gap-score.ts'

/**
 * Share of titles that name what their line is about, 0 … 1; undefined where no proposal has a title. A title is right when
 * at least half of the tickets that say it, word for word, are of the label most of the line's tickets have, when it is no
 * greeting, subject or ending of the bench's own, and when no line before it has the same. So a sentence that people write
 * whatever they ask ("What should I do?") is wrong, and so is one that nobody wrote.
 */
export function titlesRight(
  proposals: readonly Proposal[],
  tickets: readonly MiningTicket[],
  { labels }: Pick<Truth, 'labels'>,
): number | undefined {
  const titled = proposals.filter(({ title }) => title !== undefined)
  if (titled.length === 0) return undefined
  const said = tickets.map(({ id, text }) => ({ label: labels.get(id), words: ` ${wordsOf(text)} ` }))
  const empty = new Set(pleasantries.map(wordsOf))
  const seen = new Set<string>()
  const right = titled.filter(({ title = '', ticketIds }) => {
    const words = wordsOf(title)
    if (seen.has(words)) return false
    seen.add(words)
    if (empty.has(words) || pleasantries.some((one) => words.startsWith(`${wordsOf(one)} `))) return false
    const label = mostFrequent(ticketIds.map((id) => labels.get(id)))
    const sayers = said.filter((one) => one.words.includes(` ${words} `))
    return sayers.filter((one) => one.label === label).length * 2 >= Math.max(1, sayers.length)
  })
  return right.length / titled.length
}

const wordsOf = (text: string): string =>
  fold(text.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = [...Map.groupBy(values, (value) => value)]
  return counts.toSorted((a, b) => b[1].length - a[1].length)[0]?.[0]
}

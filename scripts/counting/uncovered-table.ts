import { grouped } from '#content/language/formats.ts'
import type { UncoveredTerm } from './uncovered.ts'

/** Terms shown; the counts hold them all. */
const shown = 40

/** For the terminal: term, tickets, since when, who uses it more, where to look. */
export function uncoveredTable(
  found: readonly UncoveredTerm[],
  tickets: number,
  name: (segment: string) => string,
): string {
  if (found.length === 0) return `All frequent terms of ${grouped(tickets)} tickets stand in some article.\n`
  const rows = found.slice(0, shown).map(({ term, tickets: having, firstSeen, segments, samples }) => {
    const more = segments
      .filter(({ low }) => low > 1)
      .slice(0, 2)
      .map(({ segment, lift }) => `${name(segment)} ×${lift.toFixed(1)}`)
    return [grouped(having), plain(term), firstSeen, more.join(', '), plain(samples[0] ?? '')]
  })
  const table = [['tickets', 'term', 'first seen', 'who uses it more', 'for example'], ...rows]
  const widths = table[0]!.map((_, at) => Math.max(...table.map((row) => row[at]!.length)))
  const lines = table.map((row) =>
    row
      .map((text, at) => (at === 0 ? text.padStart(widths[at]!) : text.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd(),
  )
  return `${grouped(found.length)} terms that no article has, in ${grouped(tickets)} tickets; words by their stems.\n\n${lines.join('\n')}\n`
}

/** Control signs in a customer's words must not reach the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}/gu, ' ').slice(0, 60)

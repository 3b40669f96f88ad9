import type { GapChange } from '#core/gaps/changes.ts'
import type { UncoveredTerm } from './mining/types.ts'

/** So many terms fit a line of a terminal; the run keeps them all. */
const shownTerms = 8

/** What became of earlier gaps, as lines for the terminal; `named` gives a gap's title by its id. */
export function changesInWords(
  changes: readonly GapChange[],
  named: (gap: string) => string | undefined,
): string[] {
  const gap = (id: string) => {
    const title = named(id)
    return title ? `${id} “${title}”` : id
  }
  const listed = (ids: readonly string[]) => ids.map(gap).join(', ')
  return changes.map((change) => {
    if (change.what === 'merged') return `${gap(change.gap)} now holds ${listed(change.of)}`
    if (change.what === 'split') return `${gap(change.gap)} split into ${listed(change.into)}`
    if (change.what === 'returned') return `${gap(change.gap)} is back`
    return `${gap(change.gap)} is no longer a gap${change.article ? `: ${change.article} answers it` : ''}`
  })
}

/** One line, most searched first. */
export function termsInWords(terms: readonly UncoveredTerm[]): string {
  const shown = terms.slice(0, shownTerms).map(({ term, searches }) => `${term} (${searches}×)`)
  const more = terms.length > shownTerms ? ` and ${terms.length - shownTerms} more` : ''
  return `Searched in vain, and in no topic: ${shown.join(', ')}${more}`
}

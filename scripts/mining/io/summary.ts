import { grouped, languageName } from '#content/language/formats.ts'
import type { GapChange } from '#core/gaps/changes.ts'
import type { UncoveredTerm } from '#core/gaps/mined.ts'
import type { LanguageRun } from '#scripts/mining/mine.ts'
import { drift } from '#scripts/mining/thresholds.ts'
import type { Growth } from '#scripts/mining/topic-model/drift.ts'
import type { MiningSettings } from '#scripts/mining/types.ts'

/**
 * What a mining did in each language, a line each: whether topics were made or new tickets only assigned theirs, and
 * why. Languages with fewer tickets than a gap takes share the last line.
 */
export function runsInWords(runs: readonly LanguageRun[], { minTickets }: MiningSettings): string[] {
  const few = (run: LanguageRun) => run.tickets + run.searches.assigned + run.searches.alone < minTickets
  const rare = runs.filter(few).map(({ language, tickets }) => `${languageName(language, 'en')} ${tickets}`)
  const lines = runs.filter((run) => !few(run)).map(runInWords)
  return rare.length > 0 ? [...lines, `Too few tickets for a gap: ${rare.join(', ')}.`] : lines
}

function runInWords({ language, tickets, made, growth, searches }: LanguageRun): string {
  const name = languageName(language, 'en')
  const also = searchesInWords(searches)
  if (!made) return `${name}: ${growth ? assignedInWords(growth) : ''}${also}`
  const reason = made === 'asked' ? 'as asked' : growth ? reasonInWords(made, growth) : 'for the first time'
  return `${name}: topics made from ${grouped(tickets)} tickets, ${reason}.${also}`
}

function searchesInWords({ assigned, alone, own }: LanguageRun['searches']): string {
  if (assigned + alone === 0) return ''
  return ` Searches: ${grouped(assigned)} assigned their topic, ${grouped(alone)} that fit none${own ? ', in topics of their own' : ''}.`
}

function assignedInWords({ since, gone, novel, base, made }: Growth): string {
  if (since + gone === 0) return `nothing new; topics of ${day(made)}.`
  const assigned = `${grouped(since)} new or changed ${since === 1 ? 'ticket' : 'tickets'} assigned to the topics of ${day(made)}.`
  return `${assigned} Since then ${percent(novel / base)} suit no topic well (topics are trained again above ${percent(drift.novelAtMost)}) and ${percent((since + gone) / base)} came, changed or went (above ${percent(drift.changedAtMost)}).`
}

function reasonInWords(
  made: Exclude<LanguageRun['made'], undefined>,
  { since, gone, novel, base, made: when }: Growth,
): string {
  if (made === 'novel')
    return `because ${grouped(novel)} that came since ${day(when)} suit no topic well, ${percent(novel / base)}`
  if (made === 'articles') return `because most articles are others than on ${day(when)}`
  return `because ${grouped(since + gone)} came, changed or went since ${day(when)}, ${percent((since + gone) / base)}`
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const day = (iso: string): string =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** Terms that fit on one line of a terminal; the run keeps them all. */
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

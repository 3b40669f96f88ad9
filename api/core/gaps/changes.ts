/** What became of the gaps of the mining before; ids of gaps. */
export type GapChange =
  /** `gap` now also holds what was `of`. */
  | { what: 'merged'; gap: string; of: string[] }
  /** What was `gap` is now in several: `into`, itself among them when it is still there. */
  | { what: 'split'; gap: string; into: string[] }
  /** Found again after a run without it. */
  | { what: 'returned'; gap: string }
  /** Not found any more; its tickets are now answered by `article`, or too few, or spread. */
  | { what: 'gone'; gap: string; article: string | null }

/** Every gap that a change names. */
export function gapsOf(change: GapChange): string[] {
  if (change.what === 'merged') return [change.gap, ...change.of]
  return change.what === 'split' ? [change.gap, ...change.into] : [change.gap]
}

/** What the last mining did with a gap of the list, in a few words beside its title; '' when nothing. */
export function changeNote(gap: string, changes: readonly GapChange[]): string {
  const notes = changes.flatMap((change) => {
    if (change.what === 'merged' && change.gap === gap)
      return `now also holds ${change.of.length === 1 ? 'one earlier gap' : `${change.of.length} earlier gaps`}`
    if (change.what === 'split' && (change.gap === gap || change.into.includes(gap)))
      return change.gap === gap ? 'part of it is a gap of its own now' : 'split from an earlier gap'
    return change.what === 'returned' && change.gap === gap ? 'back after it was gone' : []
  })
  const note = [...new Set(notes)].join('; ')
  return note.charAt(0).toUpperCase() + note.slice(1)
}

/** The same for any gap, as a sentence. */
export function changeSentence(change: GapChange, nameOf: (gap: string) => string): string {
  switch (change.what) {
    case 'merged':
      return `${nameOf(change.gap)} now also holds ${change.of.map(nameOf).join(', ')}.`
    case 'split':
      return `${nameOf(change.gap)} is now several: ${change.into.map(nameOf).join(', ')}.`
    case 'returned':
      return `${nameOf(change.gap)} is back.`
    case 'gone':
      return change.article === null
        ? `${nameOf(change.gap)} was not found any more.`
        : `${nameOf(change.gap)} is now answered by ${change.article}.`
  }
}

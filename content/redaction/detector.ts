/** What may stand for personal data in a redacted text, in square brackets. */
// biome-ignore format: a list
export const marks = [
  'email', 'card', 'iban', 'phone', 'tckn', 'pesel', 'nip', 'ip', 'url-credentials', 'token', 'name', 'address',
  'passport', 'identity-card', 'plate', 'birth-date', 'ssn', 'nino', 'tax-number', 'imei', 'handle',
] as const
export type Mark = (typeof marks)[number]

/** Splits a text at its marks; the marks are the odd pieces. */
export const marked = new RegExp(`(\\[(?:${marks.join('|')})\\])`)

/** A stretch of a text that a mark shall stand for, in UTF-16 units; never empty. */
export interface Found {
  readonly from: number
  readonly to: number
  readonly mark: Mark
}

/** What a finder looks at. */
export interface Passage {
  /** As the customer wrote it. */
  readonly text: string
  /** The same length: see fold-chars.ts. */
  readonly folded: string
  /** BCP 47, or '' when it is not known. */
  readonly language: string
  /** Folded names of the company that is written to: "Hello Marlin" greets nobody. */
  readonly own: ReadonlySet<string>
}

/** In reading order; of those that overlap the one that begins first stays, of two that begin together the longer. */
export function inOrder(found: readonly Found[]): Found[] {
  let last = 0
  return found
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ from, to }) => {
      if (from < last) return false
      last = to
      return true
    })
}

/** Both lists in reading order and free of overlaps; of two that overlap the one in `first` stays. Linear. */
export function merge(first: readonly Found[], second: readonly Found[]): readonly Found[] {
  if (second.length === 0) return first
  if (first.length === 0) return second
  const all: Found[] = []
  let at = 0
  for (const one of second) {
    while (at < first.length && first[at]!.to <= one.from) all.push(first[at++]!)
    if (at === first.length || first[at]!.from >= one.to) all.push(one)
  }
  while (at < first.length) all.push(first[at++]!)
  return all
}

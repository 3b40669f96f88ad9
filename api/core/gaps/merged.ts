/** The counts of a gap that add up. */
export interface Counted {
  readonly id: string
  /** Questions. */
  readonly volume: number
  /** Tickets by language. */
  readonly languages: Readonly<Record<string, number>>
  /** Questions in each of the last weeks, oldest first. */
  readonly weeks: readonly number[]
}

/**
 * Adds the counts of gaps that a writer merged to the gap that holds their questions now. A merge into a merged gap goes
 * on to where that one went; gaps that were merged in a circle, or into one that is gone, keep their own.
 * @param into gap → the gap it was merged into
 */
export function withMerged<Gap extends Counted>(
  gaps: readonly Gap[],
  into: ReadonlyMap<string, string>,
): Gap[] {
  const parts = new Map<string, Gap[]>()
  const known = new Set(gaps.map(({ id }) => id))
  for (const gap of gaps) {
    const holder = holderOf(gap.id, into)
    if (holder !== gap.id && known.has(holder)) parts.set(holder, [...(parts.get(holder) ?? []), gap])
  }
  return gaps.map((gap) => (parts.get(gap.id) ?? []).reduce<Gap>(added, gap))
}

/** Where a gap's questions are now: itself when it was not merged, or in a circle. */
export function holderOf(gap: string, into: ReadonlyMap<string, string>): string {
  const seen = new Set([gap])
  let at = gap
  for (let next = into.get(at); next !== undefined; next = into.get(at)) {
    if (seen.has(next)) return gap
    seen.add(next)
    at = next
  }
  return at
}

function added<Gap extends Counted>(to: Gap, part: Counted): Gap {
  const languages = { ...to.languages }
  for (const [locale, tickets] of Object.entries(part.languages))
    languages[locale] = (languages[locale] ?? 0) + tickets
  const weeks = to.weeks.map((questions, at) => questions + (part.weeks[at] ?? 0))
  return { ...to, volume: to.volume + part.volume, languages, weeks }
}

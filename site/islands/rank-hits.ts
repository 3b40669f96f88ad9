/** A page as Pagefind found it. `score` is 0 or more, comparable within one search only. */
export interface Hit {
  readonly id: string
  readonly score: number
}

/**
 * How much a page written for the visitor's segment gains. Enough to win among near equals; too little to
 * lift a page that is half as good.
 */
export const segmentBoost = 1.3

/** Best first, with the pages in `own` lifted; equals keep the order they came in. */
export function liftOwn<H extends Hit>(hits: readonly H[], own: ReadonlySet<string>): H[] {
  const worth = (hit: Hit): number => hit.score * (own.has(hit.id) ? segmentBoost : 1)
  return hits.toSorted((a, b) => worth(b) - worth(a))
}

/** Pages found by single words, joined: a page gains from every word, and more from a rare one. */
export function joinWords<H extends Hit>(found: readonly (readonly H[])[], total: number): H[] {
  const pages = new Map<string, H>()
  for (const hits of found) {
    const best = Math.max(...hits.map((hit) => hit.score), Number.MIN_VALUE)
    const rarity = Math.log(1 + total / Math.max(hits.length, 1))
    for (const hit of hits) {
      const score = (pages.get(hit.id)?.score ?? 0) + rarity * (0.5 + (0.5 * hit.score) / best)
      pages.set(hit.id, { ...hit, score })
    }
  }
  return [...pages.values()].toSorted((a, b) => b.score - a.score)
}

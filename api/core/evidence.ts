/** How many customers of a segment asked, in one language, what an article answers. */
export interface Asks {
  readonly segment: string
  /** Language they wrote in: `tr`. */
  readonly locale: string
  readonly article: string
  /** Distinct customers of the segment who asked it in a ticket. */
  readonly customers: number
  /** … out of all its customers who wrote in this language. */
  readonly of: number
  /** The same share among all customers, whatever their segment: 0 … 1. */
  readonly usual: number
}

/** Counts below this are withheld: neither the order nor a sentence may let somebody count a handful of people. */
export const fewest = 5

/** One segment in one language. */
export interface Asked {
  readonly of: number
  /** Article → customers. */
  readonly customers: ReadonlyMap<string, number>
}

/** What customers ask, indexed once and read by every request. */
export interface Evidence {
  /** Segment → language → what was asked. */
  readonly segments: ReadonlyMap<string, ReadonlyMap<string, Asked>>
  /** Language → article → share of all customers who ask it, 0 … 1. */
  readonly usual: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export const noEvidence: Evidence = { segments: new Map(), usual: new Map() }

export function evidenceOf(rows: Iterable<Asks>): Evidence {
  const segments = new Map<string, Map<string, { of: number; customers: Map<string, number> }>>()
  const usual = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const languages = entry(segments, row.segment, () => new Map())
    const asked = entry(languages, row.locale, () => ({ of: row.of, customers: new Map() }))
    asked.customers.set(row.article, row.customers)
    entry(usual, row.locale, () => new Map<string, number>()).set(row.article, row.usual)
  }
  return { segments, usual }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}

import { noise, type Truth } from './gap-bench.ts'

/** One proposed gap, as far as the scorer reads it. */
export interface Proposal {
  readonly title?: string | undefined
  readonly ticketIds: readonly string[]
  readonly trend?: number | undefined
  readonly segment?: string | undefined
}

/** All 0 … 1; undefined where there is nothing to judge. */
export interface GapScores {
  /** Mean precision at each missing label's first finding: the headline. */
  readonly ap: number
  /** 1 when the first proposal is right, otherwise 0. */
  readonly top1: number
  /** Share of right ones among the first ten. */
  readonly top10: number
  /** Missing labels found. */
  readonly recall: number
  /** Right and new proposals against found labels. */
  readonly f1: number
  /** Right proposals for a label that a better ranked one is right for. */
  readonly duplicates: number
  /** Proposals whose label has an article: false gaps. */
  readonly answered: number
  /** Proposals that are no single label's. */
  readonly mixed: number
  /** Normalised mutual information of groups and labels. */
  readonly nmi: number | undefined
  /** Chance that a rising gap has a greater trend than a steady one. */
  readonly trend: number | undefined
  /** Right proposals that name the segment that asks most. */
  readonly segment: number | undefined
}

/** A proposal is right from this share of one missing label on … */
const purity = 0.5
/** … and finds that label with this share of its tickets. */
const found = 0.25

/**
 * How well ranked proposals and groups meet the truth, by the rules of the published scorer
 * (tests/bench/published-scores.jsonl holds sets and what that scorer says of them). A missing label that nobody asked
 * cannot be found, so it does not count.
 */
export function scoreGaps(
  proposals: readonly Proposal[],
  groups: ReadonlyMap<string, string> | undefined,
  { labels, missing, rising, segment }: Truth,
): GapScores {
  const sizes = tally([...labels.values()])
  const rows = proposals.map(({ ticketIds, ...rest }) => {
    const ids = [...new Set(ticketIds)].filter((id) => labels.has(id))
    const [label, count] = top(tally(ids.map((id) => labels.get(id)!)))
    const pure = ids.length > 0 && count / ids.length >= purity
    return { ...rest, label, count, pure, right: pure && missing.has(label) }
  })
  const asked = [...missing].filter((label) => sizes.has(label)).length
  const known = new Set<string>()
  const seen = new Set<string>()
  let ap = 0
  let duplicates = 0
  rows.forEach(({ label, count, right }, at) => {
    if (!right) return
    if (seen.has(label)) duplicates++
    seen.add(label)
    if (known.has(label) || count < found * sizes.get(label)!) return
    known.add(label)
    ap += known.size / (at + 1)
  })
  const right = rows.filter((row) => row.right)
  const recall = known.size / Math.max(1, asked)
  const distinct = (right.length - duplicates) / Math.max(1, rows.length)
  const named = right.filter((row) => row.segment)
  return {
    ap: ap / Math.max(1, asked),
    top1: rows[0]?.right ? 1 : 0,
    top10: rows.slice(0, 10).filter((row) => row.right).length / Math.max(1, Math.min(10, rows.length)),
    recall,
    f1: distinct + recall > 0 ? (2 * distinct * recall) / (distinct + recall) : 0,
    duplicates: duplicates / Math.max(1, right.length),
    answered: share(rows, (row) => row.pure && !row.right && row.label !== noise),
    mixed: share(rows, (row) => !row.pure || row.label === noise),
    nmi:
      groups === undefined
        ? undefined
        : nmiOf(
            [...labels].flatMap(([id, label]) =>
              label === noise ? [] : [[label, groups.get(id) ?? `alone: ${id}`]],
            ),
          ),
    trend: aboveChance(
      right.flatMap(({ label, trend }) =>
        trend === undefined ? [] : [{ yes: rising.has(label), value: trend }],
      ),
    ),
    segment:
      named.length > 0
        ? named.filter((row) => row.segment === segment.get(row.label)).length / named.length
        : undefined,
  }
}

function share<T>(rows: readonly T[], is: (row: T) => boolean): number {
  return rows.filter(is).length / Math.max(1, rows.length)
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function top(counts: ReadonlyMap<string, number>): [string, number] {
  let best: [string, number] = ['', 0]
  for (const entry of counts) if (entry[1] > best[1]) best = entry
  return best
}

/** Normalised by the mean of both entropies. */
export function nmiOf(pairs: readonly (readonly [string, string])[]): number {
  const entropy = (values: readonly string[]) => {
    let sum = 0
    for (const count of tally(values).values()) sum -= (count / pairs.length) * Math.log(count / pairs.length)
    return sum
  }
  const a = entropy(pairs.map(([label]) => label))
  const b = entropy(pairs.map(([, group]) => group))
  const both = entropy(pairs.map((pair) => pair.join('\n')))
  return a + b > 0 ? (2 * (a + b - both)) / (a + b) : 1
}

function aboveChance(rows: readonly { yes: boolean; value: number }[]): number | undefined {
  const yes = rows.filter((row) => row.yes)
  const no = rows.filter((row) => !row.yes)
  if (yes.length === 0 || no.length === 0) return undefined
  let wins = 0
  for (const a of yes) for (const b of no) wins += a.value > b.value ? 1 : a.value === b.value ? 0.5 : 0
  return wins / (yes.length * no.length)
}

import { readingOf } from '#scripts/mining/corpus.ts'
import { mine } from '#scripts/mining/mine.ts'
import { type Grouped, groupsOf, type Pool, pooled } from '#scripts/mining/topic-model/fit.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import type { Proposed } from './bench-files.ts'
import type { Truth } from './gap-bench.ts'

/** What an oracle knows: which tickets ask the same, which topics no article answers, or both. */
export interface Known {
  readonly groups?: boolean
  readonly coverage?: boolean
}

/**
 * Kindred's miner with one step replaced by the truth: what is lost then is lost in the other steps. With the true
 * groups every ticket clearly belongs to its own; with the true coverage a topic is answered when an article answers
 * what most of its tickets ask. Everything after is as always. Tickets must name their language.
 */
export function oracleGaps(
  tickets: readonly MiningTicket[],
  articles: readonly MiningArticle[],
  truth: Truth,
  known: Known,
): Proposed {
  const { ordered, pools } = readingOf(tickets, articles)
  const { gaps, groups } = mine(tickets, articles, {
    pooling: (texts, own, options) => {
      const labels = pools.get(texts.language)!.map((at) => truth.labels.get(ordered[at]!.id)!)
      const found = groupsOf(texts, own, options)
      const pool = pooled(known.groups ? groupedBy(found, labels) : found, own)
      return known.coverage ? answeredBy(pool, labels, truth) : pool
    },
  })
  return {
    proposals: gaps.map(({ ticketIds, trend, segments }) => ({
      ...{ ticketIds, trend, segment: segments[0]?.segment },
    })),
    groups,
  }
}

/** The same texts in the same places, a topic a label. */
function groupedBy(found: Grouped, labels: readonly string[]): Grouped {
  const names = [...new Set(labels)].sort()
  const place = new Map(names.map((name, at) => [name, at]))
  const topicsAt = (positions: Int32Array) => positions.map((position) => place.get(labels[position]!)!)
  return {
    ...found,
    assigner: { ...found.assigner, count: names.length, topics: topicsAt(found.sample) },
    topics: topicsAt(found.sample),
    likeness: found.likeness.map(() => 1),
    others: {
      positions: found.others.positions,
      topics: topicsAt(found.others.positions),
      likeness: found.others.likeness.map(() => 1),
    },
  }
}

function answeredBy(pool: Pool, labels: readonly string[], { missing }: Truth): Pool {
  const score = Float64Array.from(pool.members, ({ clear, near }) => {
    const asked = [...Map.groupBy([...clear, ...near], (position) => labels[position]!)]
    const [label] = asked.reduce((most, one) => (one[1].length > most[1].length ? one : most))
    return missing.has(label) ? 0 : 1
  })
  return {
    ...pool,
    threshold: 0.5,
    // Which article it is does not matter to the scores; there is one.
    coverage: { ...pool.coverage, score, article: pool.coverage.article.map((at) => Math.max(at, 0)) },
  }
}

import { type Growth, type MarkedTexts, outgrown, standingOf } from './growth.ts'
import { doubtfulBelow, type Learnt, type Marked, type Tells, tellsBy } from './learnt.ts'
import {
  assign,
  type Grouped,
  groupsOf,
  type Pool,
  type PoolArticle,
  type PoolTexts,
  pooled,
} from './pool.ts'
import type { Progress } from './topics.ts'

/** Why topics were made and texts not only told theirs. */
export type WhyMade = 'first' | 'asked' | 'doubtful' | 'changed'

export interface Daily {
  readonly pool: Pool
  /** For the next run. */
  readonly learnt: Learnt
  /** Absent: new texts were only told their topic. */
  readonly made: WhyMade | undefined
  /** Since the topics were made that this run began with; absent when there were none. */
  readonly growth: Growth | undefined
}

/**
 * The texts of one language by what was learnt of it before: new and changed texts are told their topic by their
 * words, the others keep theirs unread. Topics are made anew when they were outgrown, or when there are none.
 */
export function dailyPoolOf(
  texts: PoolTexts & MarkedTexts,
  articles: readonly PoolArticle[],
  {
    earlier,
    today,
    full = false,
    progress = () => {},
  }: {
    earlier: Learnt | undefined
    /** `YYYY-MM-DD` */
    today: string
    /** Make topics anew, whatever was learnt. */
    full?: boolean | undefined
    progress?: Progress | undefined
  },
): Daily {
  const told = earlier && !full ? toldSince(earlier, texts, progress) : undefined
  const made = told ? outgrown(told.growth) : full ? 'asked' : 'first'
  if (told && !made) return { ...told, pool: pooled(told.grouped, articles), made: undefined }
  const grouped = groupsOf(texts, articles, { progress })
  return {
    pool: pooled(grouped, articles),
    learnt: learntOf(grouped, texts, today),
    made,
    growth: told?.growth,
  }
}

function learntOf(
  { tells, sample, topics, space, likeness, others, points, basis }: ReturnType<typeof groupsOf>,
  texts: PoolTexts & MarkedTexts,
  today: string,
): Learnt {
  const { vocabulary, bayes, centres, dims } = tells
  return {
    ...{ language: texts.language, made: today, base: texts.count },
    ...{ vocabulary, basis: basis ?? new Float32Array(0), dims, tables: bayes.tables, centres },
    doubtful: doubtfulBelow(points, topics, tells),
    from: { ...marked(texts, sample), topics, likeness, space },
    told: {
      ...{ ...marked(texts, others.positions), topics: others.topics, likeness: others.likeness },
      since: new Uint8Array(others.positions.length),
    },
  }
}

function marked(texts: MarkedTexts, positions: Int32Array): Pick<Marked, 'ids' | 'marks'> {
  return {
    ids: Array.from(positions, (position) => texts.idAt(position)),
    marks: Float64Array.from(positions, (position) => texts.markAt(position)),
  }
}

/** Tells new and changed texts their topic, and forgets those that are gone. */
function toldSince(
  earlier: Learnt,
  texts: PoolTexts & MarkedTexts,
  progress: Progress,
): { grouped: Grouped; learnt: Learnt; growth: Growth } {
  const { from, told, dims } = earlier
  const { rows, positions, toldRows, toldPositions, fresh, gone } = standingOf(earlier, texts)
  const tells: Tells = tellsBy(earlier)
  const now = assign(texts, fresh, tells, progress)
  const left = rows.length === from.ids.length
  const kept = left
    ? from
    : {
        ids: Array.from(rows, (row) => from.ids[row]!),
        marks: Float64Array.from(rows, (row) => from.marks[row]!),
        topics: Int32Array.from(rows, (row) => from.topics[row]!),
        likeness: Float32Array.from(rows, (row) => from.likeness[row]!),
        space: rowsOf(from.space, rows, dims),
      }
  // Both lists rise, and so must what they become.
  const size = toldRows.length + fresh.length
  const others = {
    positions: new Int32Array(size),
    topics: new Int32Array(size),
    likeness: new Float32Array(size),
  }
  const since = new Uint8Array(size)
  for (let at = 0, old = 0, young = 0; at < size; at++) {
    const before = young >= fresh.length || (toldPositions[old] ?? Number.POSITIVE_INFINITY) < fresh[young]!
    const row = before ? toldRows[old]! : young
    const source = before ? told : now
    others.positions[at] = before ? toldPositions[old]! : fresh[young]!
    others.topics[at] = source.topics[row]!
    others.likeness[at] = source.likeness[row]!
    since[at] = before ? told.since[row]! : now.likeness[row]! < earlier.doubtful[now.topics[row]!]! ? 2 : 1
    if (before) old++
    else young++
  }
  const { topics, likeness, positions: where } = others
  return {
    grouped: {
      tells,
      sample: positions,
      topics: kept.topics,
      space: kept.space,
      likeness: kept.likeness,
      others,
    },
    learnt: { ...earlier, from: kept, told: { ...marked(texts, where), topics, likeness, since } },
    growth: {
      ...{ texts: texts.count, fresh: fresh.length, base: earlier.base, made: earlier.made, gone },
      since: since.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0),
      doubtful: since.reduce((sum, one) => sum + (one > 1 ? 1 : 0), 0),
    },
  }
}

function rowsOf(space: Float32Array, rows: Int32Array, dims: number): Float32Array {
  const out = new Float32Array(rows.length * dims)
  for (let at = 0; at < rows.length; at++)
    out.set(space.subarray(rows[at]! * dims, (rows[at]! + 1) * dims), at * dims)
  return out
}

import type { Progress } from '#scripts/mining/clustering/cluster.ts'
import { markOf } from '#scripts/mining/text/hash.ts'
import { training } from '#scripts/mining/thresholds.ts'
import { type Growth, type MarkedTexts, otherArticles, outgrown, type Standing, standingOf } from './drift.ts'
import { assign, type Grouped, groupsOf, type Pool, type PoolArticle, type PoolTexts, pooled } from './fit.ts'
import { familiarity, novelBelow } from './novelty.ts'
import { type MadeFrom, type Marked, type Trained, tellsBy } from './topic-model.ts'

const { novelPlaces, trainedOn } = training

/** Why topics were made and texts not only assigned theirs. */
export type WhyMade = 'first' | 'asked' | 'novel' | 'changed' | 'articles'

export interface Daily {
  readonly pool: Pool
  /** For the next run. */
  readonly trained: Trained
  /** Absent: new texts were only assigned their topic. */
  readonly made: WhyMade | undefined
  /** Since the topics were made that this run began with; absent when there were none. */
  readonly growth: Growth | undefined
}

/**
 * The texts of one language by what was trained of it before: new and changed texts are assigned their topic by their
 * words, the others keep theirs unread. Topics are trained again when they were outgrown, or when there are none.
 */
export function dailyPoolOf(
  texts: PoolTexts & MarkedTexts,
  articles: readonly PoolArticle[],
  {
    earlier,
    today,
    full = false,
    progress = () => {},
    most = trainedOn,
  }: {
    earlier: Trained | undefined
    /** `YYYY-MM-DD` */
    today: string
    /** Train topics again, whatever was trained. */
    full?: boolean | undefined
    progress?: Progress | undefined
    /** Texts that topics are made from at most. */
    most?: number | undefined
  },
): Daily {
  const standing = earlier && !full ? standingOf(earlier, texts) : undefined
  const marks = marksOf(articles)
  const others = earlier ? otherArticles(earlier.articles, marks) : 0
  let growth = standing && { ...growthOf(earlier!, standing), articles: others }
  let novel = standing?.assignedPositions.filter(
    (_, at) => earlier!.assigned.since[standing.assignedRows[at]!] === 2,
  )
  if (growth && !outgrown(growth)) {
    const assigned = tellFresh(earlier!, standing!, texts, progress)
    const { since } = assigned.trained.assigned
    growth = { ...growthOf(earlier!, standing!, since), articles: others }
    if (!outgrown(growth))
      return { pool: pooled(assigned.grouped, articles), trained: assigned.trained, made: undefined, growth }
    novel = assigned.grouped.others.positions.filter((_, at) => since[at] === 2)
  }
  const besides = novel && evenly(novel, Math.ceil(most * novelPlaces))
  const grouped = groupsOf(texts, articles, { progress, most, besides })
  return {
    ...{
      pool: pooled(grouped, articles),
      trained: trainedFrom(grouped, texts, { today, articles: marks }),
      growth,
    },
    made: growth ? outgrown(growth) : full ? 'asked' : 'first',
  }
}

/** At most so many of these, evenly spaced. */
function evenly(positions: Int32Array, most: number): Int32Array {
  if (positions.length <= most) return positions
  return Int32Array.from({ length: most }, (_, at) => positions[Math.floor((at * positions.length) / most)]!)
}

/** @param since of all assigned texts, the fresh ones among them; before they are assigned nobody knows which are novel */
function growthOf(
  { base, made, assigned }: Trained,
  { assignedRows, fresh, gone }: Standing,
  since?: Uint8Array,
): Omit<Growth, 'articles'> {
  const kinds = since ?? Uint8Array.from(assignedRows, (row) => assigned.since[row]!)
  const from = (least: number) => kinds.filter((kind) => kind >= least).length
  return {
    ...{ fresh: fresh.length, base, made, gone, novel: from(2) },
    since: from(1) + (since ? 0 : fresh.length),
  }
}

const marksOf = (articles: readonly PoolArticle[]): Float64Array =>
  Float64Array.from(articles, ({ title, passages }) => markOf([title, ...passages].join('\n'))).sort()

function trainedFrom(
  { tells, sample, topics, space, likeness, others, basis, fits }: ReturnType<typeof groupsOf>,
  texts: PoolTexts & MarkedTexts,
  { today, articles }: { today: string; articles: Float64Array },
): Trained {
  const { vocabulary, bayes, centres, dims } = tells
  return {
    ...{ language: texts.language, made: today, base: texts.count, gone: 0, articles },
    ...{ vocabulary, basis: basis ?? new Float32Array(0), dims, tables: bayes.tables, centres },
    novel: novelBelow(texts, sample, { tells, space }),
    ...{ fits, searches: none },
    from: { ...marked(texts, sample), topics, likeness, space },
    assigned: {
      ...{ ...marked(texts, others.positions), topics: others.topics, likeness: others.likeness },
      since: new Uint8Array(others.positions.length),
    },
  }
}

const none: Marked = {
  ids: [],
  marks: new Float64Array(0),
  topics: new Int32Array(0),
  likeness: new Float32Array(0),
}

function marked(texts: MarkedTexts, positions: Int32Array): Pick<Marked, 'ids' | 'marks'> {
  return {
    ids: Array.from(positions, (position) => texts.idAt(position)),
    marks: Float64Array.from(positions, (position) => texts.markAt(position)),
  }
}

/** Tells new and changed texts their topic, and forgets those that are gone. */
function tellFresh(
  earlier: Trained,
  { rows, positions, assignedRows, assignedPositions, fresh, gone }: Standing,
  texts: PoolTexts & MarkedTexts,
  progress: Progress,
): { grouped: Grouped; trained: Trained } {
  const tells = tellsBy(earlier)
  const from = onlyRows(earlier.from, rows, earlier.dims)
  const now = assign(texts, fresh, tells, progress)
  const familiar = familiarity(texts, fresh, { tells, space: from.space })
  const size = assignedRows.length + fresh.length
  const where = new Int32Array(size)
  const topics = new Int32Array(size)
  const likeness = new Float32Array(size)
  const since = new Uint8Array(size)
  // Both lists rise, and so must what they become.
  for (let at = 0, old = 0, young = 0; at < size; at++) {
    const before =
      young >= fresh.length || (assignedPositions[old] ?? Number.POSITIVE_INFINITY) < fresh[young]!
    const [source, row] = before ? [earlier.assigned, assignedRows[old]!] : [now, young]
    where[at] = before ? assignedPositions[old++]! : fresh[young++]!
    topics[at] = source.topics[row]!
    likeness[at] = source.likeness[row]!
    since[at] = before ? earlier.assigned.since[row]! : familiar[row]! < earlier.novel ? 2 : 1
  }
  const others = { positions: where, topics, likeness }
  return {
    grouped: { tells, sample: positions, ...from, others, fits: earlier.fits, given: false },
    trained: { ...earlier, gone, from, assigned: { ...marked(texts, where), topics, likeness, since } },
  }
}

/** What is left when only these rows are. */
function onlyRows(from: MadeFrom, rows: Int32Array, dims: number): MadeFrom {
  if (rows.length === from.ids.length) return from
  const space = new Float32Array(rows.length * dims)
  for (let at = 0; at < rows.length; at++)
    space.set(from.space.subarray(rows[at]! * dims, (rows[at]! + 1) * dims), at * dims)
  return {
    ids: Array.from(rows, (row) => from.ids[row]!),
    marks: Float64Array.from(rows, (row) => from.marks[row]!),
    topics: rows.map((row) => from.topics[row]!),
    likeness: Float32Array.from(rows, (row) => from.likeness[row]!),
    space,
  }
}

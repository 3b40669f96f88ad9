import type { Progress } from '#scripts/mining/clustering/cluster.ts'
import { pointsAt } from '#scripts/mining/clustering/knn.ts'
import { markOf } from '#scripts/mining/text/hash.ts'
import type { Texts } from '#scripts/mining/text/near-duplicates.ts'
import { assign, fitOf } from './assign.ts'
import { type Growth, onlyIn, outgrown } from './drift.ts'
import { groupsOf, othersThan, type Pool, type PoolArticle, passagesOf, pointsOf, pooled } from './fit.ts'
import type { Trained } from './topic-model.ts'

/** Why topics were trained and texts not only assigned theirs. */
export type WhyMade = 'first' | 'asked' | NonNullable<ReturnType<typeof outgrown>>

/** Texts of one language by rising mark ({@link markOf} of the text as it came), then id. */
export interface MarkedTexts extends Texts {
  readonly idAt: (position: number) => string
  readonly markAt: (position: number) => number
}

export interface Daily {
  readonly pool: Pool
  /** For the next run. */
  readonly trained: Trained
  /** Absent: texts were only assigned their topic. */
  readonly made: WhyMade | undefined
  /** Since the topics were trained that this run began with; absent when there were none. */
  readonly growth: Growth | undefined
}

interface DailyOptions {
  readonly earlier: Trained | undefined
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Train topics again, whatever was trained. */
  readonly full?: boolean | undefined
  readonly progress?: Progress | undefined
  /** Texts that topics are trained on at most. */
  readonly most?: number | undefined
}

/**
 * Topics of one language by what was trained of it before: texts that it was not trained on are assigned their topic.
 * Topics are trained again when they were outgrown, or when there are none.
 */
export function dailyPoolOf(
  texts: MarkedTexts,
  articles: readonly PoolArticle[],
  { earlier, today, full = false, progress, most }: DailyOptions,
): Daily {
  const marks = Float64Array.from({ length: texts.count }, (_, at) => texts.markAt(at))
  const ofArticles = Float64Array.from(articles, ({ title, passages }) =>
    markOf([title, ...passages].join('\n')),
  ).sort()
  let growth = earlier && !full ? growthOf(earlier, marks, ofArticles) : undefined
  let made: WhyMade | undefined = growth ? outgrown(growth) : full ? 'asked' : 'first'
  if (earlier && growth && !made) {
    const { grouped, trained, novel } = assignedBy(earlier, texts, { marks, articles, progress })
    growth = { ...growth, novel }
    made = outgrown(growth)
    if (!made) return { pool: pooled(grouped, articles), trained, made, growth }
  }
  const { assigner, sample, likeness, ...grouped } = groupsOf(texts, articles, { progress, most })
  const trained = {
    ...{ ...assigner, likeness, language: texts.language, made: today, texts: marks, articles: ofArticles },
    from: {
      ids: Array.from(sample, (position) => texts.idAt(position)),
      marks:
        sample.length === texts.count ? marks : Float64Array.from(sample, (position) => marks[position]!),
    },
  }
  const pool = pooled({ assigner, sample, likeness, ...grouped }, articles)
  return { pool, trained, made, growth }
}

/** What came and went since topics were trained; how much of it is novel is not known before it is assigned. */
function growthOf({ texts, articles, made }: Trained, marks: Float64Array, ofArticles: Float64Array): Growth {
  const since = onlyIn(marks, texts).length
  const others = onlyIn(ofArticles, articles).length
  const all = articles.length + others
  return {
    ...{ since, novel: 0, gone: texts.length + since - marks.length, base: texts.length, made },
    articles: all > 0 ? (others + onlyIn(articles, ofArticles).length) / all : 0,
  }
}

/** The texts by topics as they were trained, and how many that came since are novel. */
function assignedBy(
  earlier: Trained,
  texts: MarkedTexts,
  {
    marks,
    articles,
    progress,
  }: Pick<DailyOptions, 'progress'> & {
    readonly marks: Float64Array
    readonly articles: readonly PoolArticle[]
  },
) {
  const rowOf = new Map(earlier.from.ids.map((id, row) => [id, row]))
  const rows: number[] = []
  const sample: number[] = []
  marks.forEach((mark, position) => {
    const row = rowOf.get(texts.idAt(position))
    if (row === undefined || earlier.from.marks[row] !== mark) return
    rows.push(row)
    sample.push(position)
  })
  const trained = onlyRows(earlier, rows)
  const others = assign(texts, othersThan(Int32Array.from(sample), texts.count), trained, progress)
  const fresh = new Set(onlyIn(marks, earlier.texts))
  const since = Int32Array.from(others.positions.keys()).filter((at) => fresh.has(others.positions[at]!))
  const fits = fitOf(
    texts,
    { positions: since.map((at) => others.positions[at]!), topics: since.map((at) => others.topics[at]!) },
    earlier,
  )
  const { space, topics, likeness, dims } = trained
  const said = passagesOf(articles).map(({ text }) => text)
  const grouped = {
    ...{ assigner: trained, sample: Int32Array.from(sample), space, topics, likeness, dims, others },
    passagePoints: pointsOf(said, trained),
  }
  return { grouped, trained, novel: fits.filter((fit) => fit < earlier.fits.least).length }
}

/** What is left when only these texts are: what is gone is forgotten, its words and its place. */
function onlyRows(trained: Trained, rows: readonly number[]): Trained {
  const { from, space, topics, likeness, dims } = trained
  if (rows.length === from.ids.length) return trained
  return {
    ...trained,
    from: {
      ids: rows.map((row) => from.ids[row]!),
      marks: Float64Array.from(rows, (row) => from.marks[row]!),
    },
    space: pointsAt(space, rows, dims),
    topics: Int32Array.from(rows, (row) => topics[row]!),
    likeness: Float32Array.from(rows, (row) => likeness[row]!),
  }
}

import { fold, stem, tokens } from '#content/language/index.ts'
import { thresholdOf } from '#scripts/mining/clustering/coverage.ts'
import { dot, neighboursOf } from '#scripts/mining/clustering/knn.ts'
import { communitiesOf, graphOf, renumber } from '#scripts/mining/clustering/louvain.ts'
import { asWritten, clean } from '#scripts/mining/text/clean.ts'
import { basisOf, normaliseRows, project } from '#scripts/mining/text/lsa.ts'
import { type Sparse, sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import type { Proposed } from './bench-files.ts'

/*
 * The strongest published lexical chain, as our baseline: TF-IDF of words, pairs and letter runs → LSA → kNN graph
 * smoothed twice → Louvain at the coarsest resolution within 10 % of the best silhouette → naive Bayes → pooled
 * coverage, Otsu. Its parameters are those it was published with, and stay.
 */

const directions = 200
const neighbours = 15
const resolutions = [1, 2, 4, 8, 16]
const blockWeights = { word: 1, pair: 0.5, letters: 0.5 } as const
const smoothing = 0.05
/** Groups nearer than this become one. */
const sameFrom = 0.95
/** Tickets nearest to a passage that start as their article's, and their least cosine. */
const seeds = { most: 15, from: 0.5, passageWeight: 3 } as const
/** With articles as seeds: added to the threshold, and the share of a gap's tickets that is shown. */
const semi = { above: 0.08, core: 0.7 } as const

interface Points {
  readonly data: Float32Array
  readonly rows: number
  readonly dims: number
}

/** @param seeded with articles as classes of their own, and only each gap's surest tickets */
export function graphGaps(
  tickets: readonly MiningTicket[],
  articles: readonly MiningArticle[],
  seeded: boolean,
): Proposed {
  const n = tickets.length
  const texts = clean(tickets.map(asWritten))
  const languageAt = (at: number) => tickets[at]!.language ?? 'en'
  const passages = articles.flatMap(({ title, passages: own, locale }, article) =>
    [title, ...own].map((text) => ({ article, text, locale })),
  )
  const { width, row } = weigher(texts.map(({ text }, at) => termsOf(text, languageAt(at))))
  const matrix = sparseFrom(
    texts.map(({ text }, at) => row(termsOf(text, languageAt(at)))),
    width,
  )
  const passageRows = sparseFrom(
    passages.map(({ text, locale }) => row(termsOf(text, locale))),
    width,
  )
  const { basis, dims } = basisOf(matrix, Math.min(directions, width - 1, n - 1))
  const plain: Points = { data: project(matrix, basis, dims), rows: n, dims }
  const passagePoints: Points = {
    data: project(passageRows, basis, dims),
    rows: passages.length,
    dims,
  }
  const k = Math.min(neighbours, Math.max(3, Math.floor(n / 20)))
  const near = neighboursOf(plain.data, n, dims, k)
  let smooth = plain
  for (let round = 0; round < 2; round++) smooth = smoothed(smooth, near.ids, near.cosines, smooth)
  const graph = graphOf(neighboursOf(smooth.data, n, dims, k), n)
  const fewest = Math.max(5, Math.floor(n / 1500))
  const finish = (labels: Int32Array) =>
    merged(refined(matrix, merged(labels, smooth, fewest, 1)), smooth, fewest, sameFrom)
  const divisions = resolutions
    .map((resolution) => finish(communitiesOf(graph, resolution)))
    .map((labels) => ({ labels, clearness: silhouette(plain, labels) }))
  const best = Math.max(...divisions.map(({ clearness }) => clearness))
  let labels = divisions.find(({ clearness }) => clearness >= 0.9 * best)!.labels
  const crossed = crossNearest(passagePoints, plain, k)
  const smoothPassages = smoothed(passagePoints, crossed.ids, crossed.cosines, smooth)
  const articleOf = Int32Array.from(passages, ({ article }) => article)
  let answered: ((group: number) => boolean) | undefined
  if (seeded) {
    const classes = seededClasses({ matrix, passageRows, articleOf, labels, articles: articles.length }, [
      smooth,
      smoothPassages,
    ])
    const names = [...new Set(classes)].sort((a, b) => a - b)
    const place = new Map(names.map((name, at) => [name, at]))
    labels = classes.map((name) => place.get(name)!)
    answered = (group) => names[group]! < articles.length
  }
  const count = Math.max(...labels) + 1
  const sizes = sizesOf(labels, count)
  const centres = centresOf(smooth, labels, count)
  const scores = coverage({ matrix, passageRows, articleOf, labels, sizes, articles: articles.length }, [
    ...[plain, passagePoints, smoothPassages, { data: centres, rows: count, dims }],
  ])
  const threshold = thresholdOf(scores, sizes) + (seeded ? semi.above : 0)
  const bayes = tablesOf(matrix, labels, count)
  const margins = Float64Array.from(labels, (group, at) => {
    const likely = bayes(matrix, at)
    const others = likely.filter((_, other) => other !== group)
    return likely[group]! - Math.max(...others)
  })
  const dates = tickets.map(({ createdAt }) => Date.parse(createdAt ?? ''))
  const now = Math.max(...dates)
  const gaps = Array.from({ length: count }, (_, group) => {
    const own = [...labels.keys()].filter((at) => labels[at] === group)
    let cohesion = 0
    for (const at of own) cohesion += dot(smooth.data, at * dims, centres, group * dims, dims) / own.length
    const core = own
      .sort((a, b) => margins[b]! - margins[a]!)
      .slice(0, seeded ? Math.max(5, Math.round(semi.core * own.length)) : own.length)
    const recent = own.filter((at) => now - dates[at]! < 30 * 86_400_000).length
    return {
      open: sizes[group]! >= 5 && scores[group]! < threshold && !answered?.(group),
      ticketIds: core.map((at) => tickets[at]!.id),
      trend: (recent + 1) / ((own.length - recent) / 2 + 1),
      score: core.length * (threshold - scores[group]!) * cohesion ** 2,
    }
  })
  return {
    proposals: gaps.filter(({ open }) => open).sort((a, b) => b.score - a.score),
    groups: new Map([...labels].map((group, at) => [tickets[at]!.id, String(group)])),
  }
}

type Terms = Record<keyof typeof blockWeights, string[]>

function termsOf(text: string, language: string): Terms {
  const words = tokens(text, language).map(fold)
  const roots = words.map((word) => stem(word, language))
  const letters = words.flatMap((word) =>
    [3, 4, 5].flatMap((length) =>
      Array.from({ length: Math.max(0, word.length + 3 - length) }, (_, at) =>
        `<${word}>`.slice(at, at + length),
      ),
    ),
  )
  return { word: roots, pair: roots.slice(1).map((root, at) => `${roots[at]} ${root}`), letters }
}

/** Sublinear TF × smoothed IDF, each block of length one times its weight, the whole of length one. */
function weigher(texts: readonly Terms[]) {
  const blocks = Object.keys(blockWeights) as (keyof Terms)[]
  const spread = new Map<string, number>()
  for (const text of texts)
    for (const block of blocks)
      for (const term of new Set(text[block]))
        spread.set(`${block}:${term}`, (spread.get(`${block}:${term}`) ?? 0) + 1)
  const columns = new Map<string, { column: number; idf: number }>()
  for (const [term, count] of spread)
    if (count > 1 && count <= texts.length / 2)
      columns.set(term, { column: columns.size, idf: Math.log((1 + texts.length) / (1 + count)) + 1 })
  const row = (text: Terms): Map<number, number> => {
    const weights = new Map<number, number>()
    for (const block of blocks) {
      const counts = new Map<string, number>()
      for (const term of text[block]) counts.set(term, (counts.get(term) ?? 0) + 1)
      const own = [...counts].flatMap(([term, times]) => {
        const known = columns.get(`${block}:${term}`)
        return known ? [[known.column, (1 + Math.log(times)) * known.idf] as const] : []
      })
      const length = Math.hypot(...own.map(([, weight]) => weight)) || 1
      for (const [column, weight] of own) weights.set(column, (blockWeights[block] * weight) / length)
    }
    const length = Math.hypot(...weights.values()) || 1
    return new Map([...weights].map(([column, weight]) => [column, weight / length]))
  }
  return { width: columns.size, row }
}

/** Half each point, half the mean of its neighbours among `base`, weighted by the square of their cosine. */
function smoothed(
  { data, rows, dims }: Points,
  ids: Int32Array,
  cosines: Float32Array,
  base: Points,
): Points {
  const k = rows > 0 ? ids.length / rows : 0
  const out = new Float32Array(data.length)
  for (let row = 0; row < rows; row++) {
    let total = 1e-9
    for (let i = row * k; i < row * k + k; i++) if (ids[i]! >= 0) total += Math.max(0, cosines[i]!) ** 2
    for (let i = row * k; i < row * k + k; i++) {
      if (ids[i]! < 0) continue
      const weight = (0.5 * Math.max(0, cosines[i]!) ** 2) / total
      for (let d = 0; d < dims; d++) out[row * dims + d]! += weight * base.data[ids[i]! * dims + d]!
    }
    for (let d = 0; d < dims; d++) out[row * dims + d]! += 0.5 * data[row * dims + d]!
  }
  normaliseRows(out, rows, dims)
  return { data: out, rows, dims }
}

/** The k points nearest to each of others. */
function crossNearest(others: Points, points: Points, k: number): { ids: Int32Array; cosines: Float32Array } {
  const ids = new Int32Array(others.rows * k).fill(-1)
  const cosines = new Float32Array(others.rows * k)
  for (let row = 0; row < others.rows; row++) {
    nearest(others, row, points)
      .slice(0, k)
      .forEach(({ at, cosine }, i) => {
        ids[row * k + i] = at
        cosines[row * k + i] = cosine
      })
  }
  return { ids, cosines }
}

function nearest(others: Points, row: number, { data, rows, dims }: Points) {
  return Array.from({ length: rows }, (_, at) => ({
    at,
    cosine: dot(others.data, row * dims, data, at * dims, dims),
  })).sort((a, b) => b.cosine - a.cosine)
}

const sizesOf = (labels: Int32Array, count: number): Int32Array => {
  const sizes = new Int32Array(count)
  for (const label of labels) sizes[label]!++
  return sizes
}

function centresOf({ data, rows, dims }: Points, labels: Int32Array, count: number): Float32Array {
  const centres = new Float32Array(count * dims)
  for (let row = 0; row < rows; row++)
    for (let d = 0; d < dims; d++) centres[labels[row]! * dims + d]! += data[row * dims + d]!
  normaliseRows(centres, count, dims)
  return centres
}

/** Groups under `fewest` join the nearest large one; then groups nearer than `same` become one. */
function merged(labels: Int32Array, points: Points, fewest: number, same: number): Int32Array {
  let { names, count } = renumber(labels)
  const { data, dims } = points
  const sizes = sizesOf(names, count)
  const large = [...sizes.keys()].filter((group) => sizes[group]! >= fewest)
  if (large.length < 2) return names
  const centres = centresOf(points, names, count)
  const nearestLarge = (row: number) => {
    const to = (group: number) => dot(data, row * dims, centres, group * dims, dims)
    return large.reduce((best, group) => (to(group) > to(best) ? group : best))
  }
  names = renumber(names.map((name, row) => (sizes[name]! >= fewest ? name : nearestLarge(row)))).names
  for (;;) {
    count = Math.max(...names) + 1
    const own = centresOf(points, names, count)
    let [most, into, from] = [same, -1, -1]
    for (let a = 0; a < count; a++)
      for (let b = a + 1; b < count; b++) {
        const cosine = dot(own, a * dims, own, b * dims, dims)
        if (cosine >= most && cosine < 1) [most, into, from] = [cosine, a, b]
      }
    if (into < 0) return names
    names = renumber(names.map((name) => (name === from ? into : name))).names
  }
}

/** The rows of one matrix and below them those of another of the same width. */
function stack(above: Sparse, below: Sparse): Sparse {
  const starts = new Int32Array(above.rows + below.rows + 1)
  starts.set(above.starts)
  const size = above.starts[above.rows]!
  for (let row = 0; row <= below.rows; row++) starts[above.rows + row] = size + below.starts[row]!
  const columns = new Int32Array(above.columns.length + below.columns.length)
  columns.set(above.columns)
  columns.set(below.columns, above.columns.length)
  const values = new Float32Array(columns.length)
  values.set(above.values)
  values.set(below.values, above.values.length)
  return { rows: above.rows + below.rows, width: above.width, starts, columns, values }
}

/** Multinomial naive Bayes with a prior by size; returns the log scores of a row. */
function tablesOf(matrix: Sparse, labels: Int32Array, classes: number, lasting = 0) {
  const mass = new Float64Array(matrix.width * classes).fill(smoothing)
  const totals = new Float64Array(classes).fill(smoothing * matrix.width)
  const sizes = new Float64Array(classes)
  labels.forEach((label, row) => {
    sizes[label]!++
    for (let p = matrix.starts[row]!; p < matrix.starts[row + 1]!; p++) {
      mass[matrix.columns[p]! * classes + label]! += matrix.values[p]!
      totals[label]! += matrix.values[p]!
    }
  })
  for (let at = 0; at < mass.length; at++) mass[at] = Math.log(mass[at]! / totals[at % classes]!)
  const prior = sizes.map((size, label) => (size === 0 && label >= lasting ? -1e9 : Math.log(size + 1)))
  return (rows: Sparse, row: number): Float64Array => {
    const out = prior.slice()
    for (let p = rows.starts[row]!; p < rows.starts[row + 1]!; p++)
      for (let c = 0; c < classes; c++) out[c]! += 3 * rows.values[p]! * mass[rows.columns[p]! * classes + c]!
    return out
  }
}

const mostLikely = (scores: Float64Array): number =>
  scores.reduce((best, score, at) => (score > scores[best]! ? at : best), 0)

function refined(matrix: Sparse, labels: Int32Array): Int32Array {
  let current = labels
  for (let round = 0; round < 8; round++) {
    const bayes = tablesOf(matrix, current, Math.max(...current) + 1)
    const { names } = renumber(current.map((_, row) => mostLikely(bayes(matrix, row))))
    const same = names.filter((name, row) => name === current[row]).length
    current = names
    if (same > 0.995 * matrix.rows) break
  }
  return current
}

interface Library {
  readonly matrix: Sparse
  readonly passageRows: Sparse
  readonly articleOf: Int32Array
  readonly labels: Int32Array
  readonly articles: number
}

/** A class an article, seeded with its passages and the tickets nearest to them; then naive Bayes until it rests. */
function seededClasses(
  { matrix, passageRows, articleOf, labels, articles }: Library,
  [points, passages]: readonly [Points, Points],
): Int32Array {
  const claimed = new Float64Array(matrix.rows).fill(seeds.from)
  let current = labels.map((label) => articles + label)
  articleOf.forEach((article, passage) => {
    for (const { at, cosine } of nearest(passages, passage, points).slice(0, seeds.most)) {
      if (cosine <= claimed[at]!) continue
      claimed[at] = cosine
      current[at] = article
    }
  })
  const weighed = { ...passageRows, values: passageRows.values.map((value) => seeds.passageWeight * value) }
  const all = stack(matrix, weighed)
  const classes = articles + Math.max(...labels) + 1
  for (let round = 0; round < 10; round++) {
    const bayes = tablesOf(all, Int32Array.from([...current, ...articleOf]), classes, articles)
    const next = current.map((_, row) => mostLikely(bayes(matrix, row)))
    const same = next.filter((label, row) => label === current[row]).length
    current = next
    if (same > 0.995 * matrix.rows) break
  }
  return current
}

/** Centre to nearest passage, mean of each ticket's nearest passage, and the share of an article's passages it claims. */
function coverage(
  { matrix, passageRows, articleOf, labels, sizes, articles }: Library & { readonly sizes: Int32Array },
  points: readonly Points[],
): Float64Array {
  const [plain, passages, smoothPassages, centres] = points as [Points, Points, Points, Points]
  const { dims } = plain
  const count = sizes.length
  const nearestTo = (of: Points, row: number, others: Points) => {
    let most = -1
    for (let p = 0; p < others.rows; p++)
      most = Math.max(most, dot(of.data, row * dims, others.data, p * dims, dims))
    return most
  }
  const mean = new Float64Array(count)
  labels.forEach((label, row) => {
    mean[label]! += nearestTo(plain, row, passages) / sizes[label]!
  })
  const bayes = tablesOf(matrix, labels, count)
  const passagesOf = sizesOf(articleOf, articles)
  const claim = new Float64Array(count * articles)
  articleOf.forEach((article, p) => {
    const scores = bayes(passageRows, p).map((score) => score / 3)
    const top = Math.max(...scores)
    const likely = scores.map((score) => Math.exp(score - top))
    const total = likely.reduce((sum, one) => sum + one, 0)
    likely.forEach((one, group) => {
      claim[group * articles + article]! += one / total / passagesOf[article]!
    })
  })
  return Float64Array.from({ length: count }, (_, group) => {
    const claimed = Math.max(...claim.subarray(group * articles, (group + 1) * articles))
    return (
      0.35 * nearestTo(centres, group, smoothPassages) + 0.45 * mean[group]! + 0.25 * Math.min(1, claimed)
    )
  })
}

/** Leave-one-out silhouette by cosine to centroids. */
function silhouette({ data, rows, dims }: Points, labels: Int32Array): number {
  const count = Math.max(...labels) + 1
  const sums = new Float32Array(count * dims)
  for (let row = 0; row < rows; row++)
    for (let d = 0; d < dims; d++) sums[labels[row]! * dims + d]! += data[row * dims + d]!
  const centres = sums.slice()
  normaliseRows(centres, count, dims)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const own = labels[row]!
    const toOwn = dot(data, row * dims, sums, own * dims, dims)
    const square = dot(sums, own * dims, sums, own * dims, dims)
    const left = (toOwn - 1) / Math.sqrt(Math.max(1e-12, square - 2 * toOwn + 1))
    let other = -1
    for (let c = 0; c < count; c++)
      if (c !== own) other = Math.max(other, dot(data, row * dims, centres, c * dims, dims))
    total += (left - other) / Math.max(1 - other, 1 - left, 1e-6)
  }
  return total / rows
}

/** Tickets a week about a topic and about everything else, around the day its article came. */
export interface WeeklyCounts {
  /** Of the topic, oldest week first; weeks are counted from the article's day, whole weeks only. */
  readonly topic: readonly number[]
  /** Of all other topics, in the same weeks. */
  readonly others: readonly number[]
  /** How many of the weeks lie before the article. */
  readonly before: number
}

export interface Effect {
  readonly verdict: 'working' | 'not working' | 'too early'
  /** Tickets about the topic since, over those that would have come without the article: 1 no change. Null too early to estimate. */
  readonly ratio: number | null
  /** 95 % interval of {@link ratio}. */
  readonly low: number
  readonly high: number
  /** Tickets a week that would have come without the article, for every week, as the model has it. */
  readonly expected: readonly number[]
}

/** An article that takes away less than this share of its topic's tickets is not worth calling one that works: 0 … 1. */
export const worthwhile = 0.3

/** Weeks that must have passed since the article, 1 or more: readers find it, search engines read it again. */
export const settlingWeeks = 4

/** Fewer weeks before the article do not tell what is usual. */
const fewestBefore = 4

/** Fewer tickets than this before the article do not tell what is usual. */
const fewestTickets = 10

/**
 * Standard deviation of a topic's own trend against all others, in log tickets a week: most topics change by less than
 * 3 % a week. A prior, so that few weeks do not make up a trend and many can show one.
 */
const usualTrend = 0.03

const z = 1.96

/**
 * Interrupted time series with a control, as a segmented quasi-Poisson regression with the other topics as offset: the
 * difference in differences of log rates, the topic's own trend taken out. The interval is widened by the overdispersion
 * of the weeks. `working`: surely fewer tickets than would have come. `not working`: surely less than {@link worthwhile}
 * is gone. Otherwise it is too early to say. (Bernal, Cummins, Gasparrini 2017, doi:10.1093/ije/dyw098)
 */
export function didItWork({ topic, others, before }: WeeklyCounts): Effect {
  const after = topic.length - before
  const usual = topic.slice(0, before).reduce((sum, count) => sum + count, 0)
  const early: Effect = {
    verdict: 'too early',
    ratio: null,
    low: 0,
    high: Number.POSITIVE_INFINITY,
    expected: [],
  }
  if (before < fewestBefore || after < settlingWeeks || usual < fewestTickets) return early
  // Half a ticket where a week had none, so that its logarithm exists.
  const offset = others.map((count) => Math.log(Math.max(0.5, count)))
  const rows = topic.map((_, week) => [1, week - (before - 1) / 2, week < before ? 0 : 1])
  // Half a ticket after the article where there was none, so that the change has a size.
  const none = topic.slice(before).every((count) => count === 0)
  const counts = topic.map((count, week) => (none && week >= before ? 0.5 / after : count))
  const fit = poisson(counts, rows, offset, [0, 1 / usualTrend ** 2, 1e-4])
  if (!fit) return early
  const [level = 0, trend = 0, change = 0] = fit.beta
  const error = Math.sqrt(fit.covariance[2]?.[2] ?? 0)
  const low = Math.exp(change - z * error)
  const high = Math.exp(change + z * error)
  const verdict = high < 1 ? 'working' : low > 1 - worthwhile ? 'not working' : 'too early'
  const expected = rows.map(([, week = 0], at) => Math.exp(level + trend * week + (offset[at] ?? 0)))
  return { verdict, ratio: Math.exp(change), low, high, expected }
}

/**
 * Poisson regression by iteratively reweighted least squares (Newton's method) with a ridge penalty a coefficient;
 * undefined when it does not converge. The covariance is multiplied by Pearson's dispersion where that is above 1.
 */
function poisson(
  counts: readonly number[],
  rows: readonly (readonly number[])[],
  offset: readonly number[],
  penalty: readonly number[],
): { beta: number[]; covariance: number[][] } | undefined {
  const size = penalty.length
  const total = counts.reduce((sum, count) => sum + count, 0)
  const exposure = offset.reduce((sum, one) => sum + Math.exp(one), 0)
  let beta = [Math.log(Math.max(0.5, total) / exposure), ...Array.from({ length: size - 1 }, () => 0)]
  for (let step = 0; step < 60; step++) {
    const means = rows.map((row, at) => Math.exp(dot(row, beta) + (offset[at] ?? 0)))
    const gradient = penalty.map(
      (weight, j) =>
        rows.reduce((sum, row, at) => sum + (row[j] ?? 0) * ((counts[at] ?? 0) - (means[at] ?? 0)), 0) -
        weight * (beta[j] ?? 0),
    )
    const hessian = penalty.map((weight, j) =>
      penalty.map(
        (_, k) =>
          rows.reduce((sum, row, at) => sum + (row[j] ?? 0) * (row[k] ?? 0) * (means[at] ?? 0), 0) +
          (j === k ? weight : 0),
      ),
    )
    const inverse = inverted(hessian)
    if (!inverse) return undefined
    const move = inverse.map((row) => dot(row, gradient))
    // A step of more than 2 in a logarithm overshoots.
    const scale = Math.min(1, 2 / Math.max(...move.map(Math.abs), 1e-12))
    beta = beta.map((value, j) => value + scale * (move[j] ?? 0))
    if (Math.max(...move.map(Math.abs)) < 1e-8) {
      const pearson = rows.reduce((sum, _, at) => {
        const mean = Math.max(1e-9, means[at] ?? 0)
        return sum + ((counts[at] ?? 0) - mean) ** 2 / mean
      }, 0)
      const dispersion = Math.max(1, pearson / Math.max(1, rows.length - size))
      return { beta, covariance: inverse.map((row) => row.map((value) => value * dispersion)) }
    }
  }
  return undefined
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

/** Gauss–Jordan with partial pivoting; undefined for a singular matrix. */
function inverted(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length
  const work = matrix.map((row, at) => [
    ...row,
    ...Array.from({ length: size }, (_, k) => (k === at ? 1 : 0)),
  ])
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(work[row]![column]!) > Math.abs(work[pivot]![column]!)) pivot = row
    const top = work[pivot]!
    if (Math.abs(top[column]!) < 1e-12) return undefined
    ;[work[column], work[pivot]] = [top, work[column]!]
    const divisor = top[column]!
    for (let k = 0; k < 2 * size; k++) top[k]! /= divisor
    for (let row = 0; row < size; row++) {
      const factor = work[row]![column]!
      if (row === column || factor === 0) continue
      for (let k = 0; k < 2 * size; k++) work[row]![k]! -= factor * top[k]!
    }
  }
  return work.map((row) => row.slice(size))
}

/** One element of a chart: attributes and classes alone, so that a page needs no inline style for it. */
export interface Mark {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (Mark | string)[]
}

const mark = (
  name: string,
  attributes: Mark['attributes'],
  ...children: readonly (Mark | string)[]
): Mark => ({ name, attributes, children })

/**
 * The charts of the staff area and of the gap report: one hue (`hot`, `hotln`) for what the sentence above speaks of, the
 * rest grey (`bar`, `dot`, `ln`), rules in `g` and `ax`. Lengths are in pixels of the view box. What is written in them is
 * the caller's, in the reader's language.
 */

/** Weeks as a line from zero with a dot at its end, 96 × 26. `hot`: it grows fast. */
export function sparkline(weeks: readonly number[], { hot, label }: { hot: boolean; label: string }): Mark {
  const [width, height, top] = [96, 25, 2]
  const most = Math.max(1, ...weeks)
  const points = weeks.map((value, at) => {
    const x = (at / Math.max(1, weeks.length - 1)) * width
    return [tenth(x), tenth(height - (value / most) * (height - top))] as const
  })
  const [endX, endY] = points.at(-1) ?? [width, height]
  const box = { class: 'spark', width, height: height + 1, viewBox: `0 0 ${width} ${height + 1}` }
  return mark(
    'svg',
    { ...box, role: 'img', 'aria-label': label },
    mark('path', { class: 'g', d: `M0 ${height}h${width}` }),
    mark('path', { class: hot ? 'hotln' : 'ln', d: `M${points.map((point) => point.join(' ')).join('L')}` }),
    mark('circle', { class: hot ? 'hot' : 'dot', cx: endX, cy: endY, r: 2.5 }),
  )
}

/** A value beside the largest of its column, 56 × 8. */
export function valueBar(value: number, most: number, hot: boolean): Mark {
  const width = Math.max(1, tenth((value / Math.max(1, most)) * 56))
  const box = { class: 'vol', width: 56, height: 8, viewBox: '0 0 56 8', 'aria-hidden': 'true' }
  return mark('svg', box, mark('rect', { class: hot ? 'hot' : 'bar', width, height: 8 }))
}

/** Weeks of the chart below that are named, counted from the newest. */
const everyOther = 2

/**
 * Weeks as bars with their values, oldest first. @param hot how many of the newest are in colour
 * @param asOf the day on which the newest week ends, `YYYY-MM-DD`
 */
export function weekBars(
  weeks: readonly number[],
  {
    hot,
    label,
    asOf,
    number,
    day,
  }: {
    hot: number
    label: string
    asOf: string
    number(value: number): string
    /** The day on which a week begins, ms since 1970. */
    day(at: number): string
  },
): Mark {
  const most = Math.max(1, ...weeks)
  const [base, tallest, step, width] = [166, 138, 37, 27]
  const newest = weeks.length - 1
  const bars = weeks.flatMap((value, at) => {
    const height = Math.max(value > 0 ? 2 : 0, tenth((value / most) * tallest))
    const [x, y] = [10 + at * step, tenth(base - height)]
    const middle = x + width / 2
    const begins = Date.parse(asOf) - ((newest - at) * 7 + 6) * 86_400_000
    const words = { x: middle, 'text-anchor': 'middle' }
    return [
      mark('rect', { class: at > newest - hot ? 'hot' : 'bar', x, y, width, height }),
      mark('text', { ...(at === newest && { class: 'strong' }), ...words, y: tenth(y - 6) }, number(value)),
      ...((newest - at) % everyOther === 0 ? [mark('text', { ...words, y: 186 }, day(begins))] : []),
    ]
  })
  return mark(
    'svg',
    { class: 'weeks', viewBox: '0 0 456 192', role: 'img', 'aria-label': label },
    ...bars,
    mark('path', { class: 'ax', d: 'M2 166H454' }),
  )
}

/** An estimate with its interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** A share and its interval between 0 and 1, as wide as its column. The figures stand beside it. */
export function shareInterval({ value, low, high }: Estimate): Mark {
  const at = (share: number) => tenth(share * 300)
  return interval({ value: at(value), low: at(low), high: at(high) }, false)
}

/** The least reach of ratios: small differences must look small. */
export const leastReach = 10

/** How far a scale of ratios has to reach around 1× for these, at most a hundred times. */
export function reachOf(ratios: readonly number[]): number {
  const far = ratios.filter((one) => one > 0).map((one) => Math.min(100, Math.max(one, 1 / one)))
  return Math.max(leastReach, ...far)
}

/** A ratio and its interval on a logarithmic scale from 1/reach to reach; in colour when it is clearly more than 1×. */
export function ratioInterval({ value, low, high }: Estimate, reach: number): Mark {
  const at = (ratio: number) => {
    const within = Math.min(reach, Math.max(1 / reach, ratio || 1 / reach))
    return tenth(150 + (Math.log(within) / Math.log(reach)) * 150)
  }
  const one = mark('path', { class: 'ax', d: 'M150 0v24', ...stretched })
  return interval({ value: at(value), low: at(low), high: at(high) }, low > 1, one)
}

const stretched = { 'vector-effect': 'non-scaling-stroke' }

function interval({ value, low, high }: Estimate, hot: boolean, ...rules: readonly Mark[]): Mark {
  return mark(
    'svg',
    { viewBox: '0 0 300 24', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    mark('path', { class: 'g', d: 'M0 12h300', ...stretched }),
    ...rules,
    mark('path', { class: hot ? 'hotln' : 'ln', d: `M${low} 12H${high}`, ...stretched }),
    mark('rect', { class: hot ? 'hot' : 'dot', x: tenth(value - 2), y: 5, width: 4, height: 14 }),
  )
}

/** A tenth of a pixel is as fine as anyone sees; more would only be bytes. */
const tenth = (value: number): number => Math.round(value * 10) / 10

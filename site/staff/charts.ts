import type { GapAnswer, GapLine } from '#api/routes/staff/answers.ts'
import { el, svg } from './dom.ts'
import { numberIn, t } from './translate.ts'
import { count, day, decimal } from './words.ts'

/** Twelve weeks, zero-based, one end dot; in colour only for what grows fast. */
export function sparkline({ weeks, growing }: GapLine): SVGElement {
  const [width, height, top] = [96, 25, 2]
  const most = Math.max(1, ...weeks)
  const points = weeks.map((value, at) => {
    const x = (at / Math.max(1, weeks.length - 1)) * width
    return [round(x), round(height - (value / most) * (height - top))] as const
  })
  const [endX, endY] = points.at(-1) ?? [width, height]
  const label = t('{first} a week twelve weeks ago, {last} last week', {
    first: count(weeks[0] ?? 0),
    last: count(weeks.at(-1) ?? 0),
  })
  return svg(
    'svg',
    { width, height: height + 1, viewBox: `0 0 ${width} ${height + 1}`, role: 'img', 'aria-label': label },
    svg('path', { class: 'g', d: `M0 ${height}h${width}` }),
    svg('path', {
      class: growing ? 'hotln' : 'ln',
      d: `M${points.map((point) => point.join(' ')).join('L')}`,
    }),
    svg('circle', { class: growing ? 'hot' : 'dot', cx: endX, cy: endY, r: 2.5 }),
  )
}

/** How much was asked, beside the most asked; grey below the line. */
export function askedBar(volume: number, most: number, above: boolean): SVGElement {
  const width = Math.max(1, round((volume / Math.max(1, most)) * 56))
  return svg(
    'svg',
    { width: 56, height: 8, viewBox: '0 0 56 8', 'aria-hidden': 'true' },
    svg('rect', { class: above ? 'hot' : 'bar', width, height: 8 }),
  )
}

/** Questions a week, values on the bars, every second week named. */
export function weeklyBars({ weeks, asOf, growing }: GapAnswer): SVGElement {
  const most = Math.max(1, ...weeks)
  const [base, tallest, step, width] = [166, 138, 37, 27]
  const recent = weeks.length - 4
  const bars = weeks.flatMap((value, at) => {
    const height = Math.max(value > 0 ? 2 : 0, round((value / most) * tallest))
    const [x, y] = [10 + at * step, base - height]
    const middle = x + width / 2
    const hot = growing && at >= recent
    const monday = Date.parse(asOf) - (weeks.length - 1 - at) * 7 * 86_400_000 - 6 * 86_400_000
    const strong = at === weeks.length - 1
    return [
      svg('rect', { class: hot ? 'hot' : 'bar', x, y, width, height }),
      svg('text', { class: strong && 'strong', x: middle, y: y - 6, 'text-anchor': 'middle' }, count(value)),
      at % 2 === 0 && svg('text', { x: middle, y: 186, 'text-anchor': 'middle' }, day(monday)),
    ]
  })
  return svg(
    'svg',
    {
      viewBox: '0 0 456 192',
      role: 'img',
      'aria-label': t('Questions a week, oldest first: {weeks}', { weeks: weeks.join(', ') }),
    },
    ...bars,
    svg('path', { class: 'ax', d: 'M2 166H454' }),
  )
}

/** Lift of each segment with its interval on a log scale around 1×. */
export function liftTable({ segments }: GapAnswer): HTMLElement {
  const ratios = segments.flatMap(({ lift, low, high }) => [lift, low, high]).filter((one) => one > 0)
  // At least a factor of ten each way, so that small differences look small.
  const reach = Math.max(10, ...ratios.map((one) => Math.min(100, Math.max(one, 1 / one))))
  const at = (ratio: number) => {
    const within = Math.log(Math.min(reach, Math.max(1 / reach, ratio || 1 / reach))) / Math.log(reach)
    return round(150 + within * 150)
  }
  const rows = segments
    .toSorted((a, b) => b.lift - a.lift)
    .map(({ label, lift, low, high }) => {
      const clear = low > 1
      const stretch = { 'vector-effect': 'non-scaling-stroke' }
      const plot = svg(
        'svg',
        { viewBox: '0 0 300 24', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        svg('path', { class: 'g', d: 'M0 12h300', ...stretch }),
        svg('path', { class: 'ax', d: 'M150 0v24', ...stretch }),
        svg('path', { class: clear ? 'hotln' : 'ln', d: `M${at(low)} 12H${at(high)}`, ...stretch }),
        svg('rect', { class: clear ? 'hot' : 'dot', x: at(lift) - 2, y: 5, width: 4, height: 14 }),
      )
      return el(
        'tr',
        {},
        el('th', { scope: 'row' }, label),
        el('td', { class: 'plot' }, plot),
        el('td', { class: 'num' }, el('b', {}, `${decimal(lift)}×`)),
        el('td', { class: 'num note' }, t('{low} to {high}', { low: decimal(low), high: decimal(high) })),
      )
    })
  const edge = Math.round(reach)
  const ticks = el(
    'span',
    { class: 'ticks-x', 'aria-hidden': 'true' },
    el('span', {}, `${numberIn(Number((1 / edge).toFixed(2)))}×`),
    el('span', {}, '1×'),
    el('span', {}, `${edge}×`),
  )
  return el(
    'table',
    { class: 'lift' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, t('Segment')),
        el('th', { scope: 'col' }, el('span', { class: 'vh' }, t('Plot')), ticks),
        el('th', { scope: 'col', class: 'num' }, t('Lift')),
        el('th', { scope: 'col', class: 'num' }, t('Interval')),
      ),
    ),
    el('tbody', {}, ...rows),
  )
}

const round = (value: number): number => Math.round(value * 10) / 10

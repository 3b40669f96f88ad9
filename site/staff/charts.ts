import type { GapAnswer, GapLine } from '#api/routes/staff/answers.ts'
import { type Mark, ratioInterval, reachOf, sparkline, weekBars } from '#core/charts.ts'
import { el, svg } from './dom.ts'
import { numberIn, t } from './translate.ts'
import { count, day, decimal } from './words.ts'

/** A chart of the kit as elements of this page. */
export function drawn({ name, attributes, children }: Mark): SVGElement {
  return svg(name, attributes, ...children.map((one) => (typeof one === 'string' ? one : drawn(one))))
}

/** Twelve weeks; in colour only for what grows fast. */
export function trend({ weeks, growing }: GapLine): SVGElement {
  const label = t('{first} a week twelve weeks ago, {last} last week', {
    first: count(weeks[0] ?? 0),
    last: count(weeks.at(-1) ?? 0),
  })
  return drawn(sparkline(weeks, { hot: growing, label }))
}

/** Questions a week; the last four in colour for what grows fast. */
export function weeklyBars({ weeks, asOf, growing }: GapAnswer): SVGElement {
  const label = t('Questions a week, oldest first: {weeks}', { weeks: weeks.join(', ') })
  return drawn(weekBars(weeks, { hot: growing ? 4 : 0, label, asOf, number: count, day }))
}

/** Lift of each segment with its interval on a log scale around 1×. */
export function liftTable({ segments }: GapAnswer): HTMLElement {
  const reach = reachOf(segments.flatMap(({ lift, low, high }) => [lift, low, high]))
  const rows = segments
    .toSorted((a, b) => b.lift - a.lift)
    .map(({ label, lift, low, high }) => {
      const plot = drawn(ratioInterval({ value: lift, low, high }, reach))
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

import * as Plot from '@observablehq/plot'
import { drawn } from './drawn.ts'
import { shortDay, times } from './in-words.ts'

/** Twelve weeks as a line from zero, with a dot at the end. */
export function sparkline(weeks: readonly number[], fast: boolean): string {
  const last = weeks.length - 1
  const colour = fast ? 'var(--accent)' : 'var(--ink-2)'
  return drawn({
    className: 'spark',
    ariaLabel: `${weeks[0] ?? 0} in the first of twelve weeks, ${weeks[last] ?? 0} in the last`,
    ...{ width: 104, height: 28, margin: 3, marginRight: 5 },
    x: { axis: null, domain: [0, Math.max(1, last)] },
    y: { axis: null, domain: [0, Math.max(1, ...weeks)] },
    marks: [
      Plot.lineY(weeks, { x: (_, at: number) => at, stroke: colour, strokeWidth: fast ? 2 : 1.5 }),
      Plot.dot(weeks.slice(-1), { x: last, y: (n: number) => n, r: 2.5, fill: colour }),
    ],
  })
}

/** Twelve weeks as bars with their numbers; every other week is named by the day it begins. */
export function weekBars(weeks: readonly number[], asOf: string): string {
  const newest = weeks.length - 1
  const at = (_: number, week: number) => week
  return drawn({
    className: 'weeks',
    ariaLabel: `Questions in each of twelve weeks, oldest first: ${weeks.join(', ')}`,
    ...{ width: 528, height: 150, marginTop: 20, marginBottom: 24, marginLeft: 0, marginRight: 0 },
    x: {
      type: 'band',
      padding: 0.25,
      label: null,
      tickSize: 0,
      tickFormat: (week: number) => ((newest - week) % 2 === 0 ? weekStart(asOf, newest - week) : ''),
    },
    y: { axis: null, domain: [0, Math.max(1, ...weeks)] },
    marks: [
      Plot.barY(weeks, {
        x: at,
        y: (n: number) => n,
        fill: (_: number, week: number) => (week > newest - 4 ? 'var(--accent)' : 'var(--bar)'),
      }),
      Plot.text(weeks, { x: at, y: (n: number) => n, text: (n: number) => String(n), dy: -8 }),
      Plot.ruleY([0], { stroke: 'var(--line)' }),
    ],
  })
}

function weekStart(asOf: string, weeksAgo: number): string {
  const at = Date.parse(`${asOf}T00:00Z`) - (weeksAgo * 7 + 6) * 86_400_000
  return shortDay(new Date(at).toISOString().slice(0, 10))
}

/** The plot reaches a tenth and ten times; what lies outside stops at the edge. */
const reach = 10

/** A lift and its interval on a logarithmic scale around 1×. */
export function liftPlot({ lift, low, high }: { lift: number; low: number; high: number }): string {
  const within = (value: number) => Math.min(reach, Math.max(1 / reach, value))
  const colour = low > 1 ? 'var(--accent)' : 'var(--ink-2)'
  return drawn({
    className: 'interval',
    ariaLabel: `${times(lift)}, between ${times(low)} and ${times(high)}`,
    ...{ width: 300, height: 24, margin: 0, marginLeft: 2, marginRight: 2 },
    x: { type: 'log', domain: [1 / reach, reach], axis: null },
    y: { axis: null, domain: [0, 1] },
    marks: [
      Plot.ruleY([0.5], { stroke: 'var(--rule)' }),
      Plot.ruleX([1], { stroke: 'var(--line)' }),
      Plot.ruleY([0.5], { x1: within(low), x2: within(high), stroke: colour, strokeWidth: 2 }),
      Plot.dot([within(lift)], { x: (value: number) => value, y: () => 0.5, r: 4, fill: colour }),
    ],
  })
}

import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { percent, plain, shortDay, shortened, times } from './gap-report.ts'

/** Charts are drawn once, when the report is written: the page holds only their lines. */
const { document } = parseHTML('<!doctype html><html><body></body></html>')

/**
 * One picture with its words. Colours are the page's own properties, so that one drawing serves light and dark; Plot's
 * style block goes, since the page lets in no other style than its own, and so do names of layers, which nobody hears
 * inside a picture.
 */
function drawn(options: Plot.PlotOptions & { ariaLabel: string; className: string }): string {
  const { ariaLabel, ...rest } = options
  const svg = Plot.plot({ document: document as unknown as Document, ...rest })
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', plain(ariaLabel))
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const text of svg.querySelectorAll('text')) if (text.textContent === '') text.remove()
  const worded = svg.querySelector('text') !== null
  const needless = ['font-family', 'font-size', 'fill', ...(worded ? [] : ['text-anchor', 'width', 'height'])]
  for (const attribute of needless) svg.removeAttribute(attribute)
  for (const part of svg.querySelectorAll('g, path, line, rect, circle, text')) {
    for (const attribute of ['aria-label', 'stroke-linecap', 'stroke-linejoin'])
      part.removeAttribute(attribute)
    for (const attribute of measures) {
      const value = part.getAttribute(attribute)
      // A tenth of a pixel is as fine as anyone sees; more would only be bytes.
      if (value)
        part.setAttribute(
          attribute,
          value.replace(/\d+\.\d+/g, (n) => String(Math.round(Number(n) * 10) / 10)),
        )
    }
  }
  return svg.outerHTML.replaceAll(' />', '/>')
}

/** Attributes with lengths in pixels. */
const measures = 'd transform x y x1 y1 x2 y2 cx cy width height'.split(' ')

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

export interface ParetoInput {
  readonly gaps: readonly { readonly volume: number; readonly upTo: number }[]
  /** Gaps up to the line. */
  readonly line: number
  /** 0 … 1: where the line is. */
  readonly share: number
}

/** Bars of each gap's questions, and over them the share they add up to, with the line. */
export function pareto({ gaps, line, share }: ParetoInput): string {
  const most = Math.max(1, ...gaps.map(({ volume }) => volume))
  const at = (_: unknown, gap: number) => gap + 1
  // The bars have their own scale: next to a share of everything each would be a hair.
  const barHeight = 0.4
  return drawn({
    className: 'pareto',
    ariaLabel: `${line} of ${gaps.length} gaps hold ${percent(share)} of the unanswered questions`,
    ...{ width: 720, height: 250, marginLeft: 44, marginRight: 24, marginTop: 22, marginBottom: 34 },
    x: {
      label: null,
      domain: [0.5, gaps.length + 0.5],
      ticks: ends(gaps.length, line),
      tickSize: 0,
      tickFormat: 'd',
    },
    y: { label: null, domain: [0, 1], ticks: [0, share, 1], tickSize: 0, tickFormat: percent },
    marks: [
      ...[gaps.slice(0, line), gaps.slice(line)].map((part, rest) =>
        // Bars side by side as one line of steps: five hundred of them would weigh more than the list.
        Plot.areaY(
          part.flatMap(({ volume }, at) =>
            [0.5, 1.5].map((edge) => ({ at: at + edge + rest * line, volume })),
          ),
          {
            x: 'at',
            // Both edges given: one alone would be stacked where two bars meet.
            y1: 0,
            y2: ({ volume }: { volume: number }) => (volume / most) * barHeight,
            fill: rest === 0 ? 'var(--accent)' : 'var(--bar)',
          },
        ),
      ),
      Plot.ruleY([share], { stroke: 'var(--line)', strokeDasharray: '4 4' }),
      Plot.ruleX([line + 0.5], { stroke: 'var(--line)', strokeDasharray: '4 4', y1: 0, y2: share }),
      Plot.lineY([{ upTo: 0 }, ...gaps], {
        x: (_, gap: number) => (gap === 0 ? 0.5 : gap),
        y: 'upTo',
        stroke: 'var(--ink)',
        strokeWidth: 1.75,
      }),
      Plot.dot(gaps.slice(line - 1, line), { x: line, y: 'upTo', r: 4, fill: 'var(--ink)' }),
      Plot.text(gaps.slice(line - 1, line), {
        x: line,
        y: 'upTo',
        text: () => `${line} of ${gaps.length} gaps`,
        dy: -12,
        textAnchor: line > gaps.length / 2 ? 'end' : 'start',
        fontWeight: 600,
      }),
      Plot.ruleY([0], { stroke: 'var(--line)' }),
      Plot.text(gaps.slice(0, 1), {
        x: at,
        y: () => barHeight,
        text: () => `most asked: ${most}`,
        dy: -9,
        textAnchor: 'start',
      }),
    ],
  })
}

/** First, last, and the line when it is not too near to either. */
function ends(last: number, line: number): number[] {
  const apart = last / 12
  return [1, ...(line - 1 > apart && last - line > apart ? [line] : []), ...(last > 1 ? [last] : [])]
}

export interface HeatCell {
  readonly column: string
  readonly row: string
  /** Named above a block of columns. */
  readonly block?: string
  readonly says: string
  /** 0 paper … 4 strongest. */
  readonly heat: 0 | 1 | 2 | 3 | 4
}

/** A grid of words on tints: the word says it, the tint leads the eye. */
export function heatMap(
  cells: readonly HeatCell[],
  { label, rows, columns }: { label: string; rows: readonly string[]; columns: readonly string[] },
): string {
  const blocks = [...new Set(cells.flatMap(({ block }) => block ?? []))]
  const margin = 264
  const wide = blocks.length > 0 ? 52 : 84
  const tall = 26
  // Long names of columns stand aslant, so that neighbours do not run into each other.
  const head = 92 + (blocks.length > 0 ? 18 : 0)
  return drawn({
    className: 'heat',
    ariaLabel: label,
    width: margin + columns.length * wide * Math.max(1, blocks.length) + 50,
    height: rows.length * tall + head,
    ...{ marginLeft: margin, marginTop: head, marginRight: 50, marginBottom: 0 },
    x: {
      axis: 'top',
      domain: [...columns],
      label: null,
      tickSize: 0,
      tickRotate: -35,
      padding: 0.04,
      tickFormat: (name: string) => shortened(plain(name), 18),
    },
    y: {
      domain: [...rows],
      label: null,
      tickSize: 0,
      padding: 0.08,
      tickFormat: (name: string) => shortened(plain(name), 32),
    },
    ...(blocks.length > 0 ? { fx: { domain: blocks, axis: null, padding: 0.04 } } : {}),
    color: { type: 'identity' },
    marks: [
      Plot.cell(cells, {
        x: 'column',
        y: 'row',
        ...(blocks.length > 0 ? { fx: 'block' } : {}),
        fill: ({ heat }: HeatCell) => `var(--heat-${heat})`,
      }),
      Plot.text(cells, {
        x: 'column',
        y: 'row',
        ...(blocks.length > 0 ? { fx: 'block' } : {}),
        text: ({ says }: HeatCell) => plain(says),
        fill: ({ says }: HeatCell) => (/^[\d.]+/.test(says) ? 'var(--ink)' : 'var(--ink-2)'),
      }),
      ...(blocks.length > 0
        ? [
            Plot.text(blocks, {
              fx: (block: string) => block,
              text: plain,
              frameAnchor: 'top-left',
              dy: -head + 8,
              fontWeight: 600,
            }),
          ]
        : []),
    ],
  })
}

/** Lift in steps a reader can tell apart: clearly less or no more, more, twice, four times. */
export function liftHeat({ lift, low }: { lift: number; low: number }): HeatCell['heat'] {
  if (low <= 1) return 0
  if (lift >= 4) return 4
  if (lift >= 2) return 3
  return lift >= 1.5 ? 2 : 1
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

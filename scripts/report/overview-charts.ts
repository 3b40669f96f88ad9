import * as Plot from '@observablehq/plot'
import { drawn } from './drawn.ts'
import { percent, plain, shortened } from './in-words.ts'

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

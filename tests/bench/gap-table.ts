import type { GapScores } from './gap-score.ts'

/** One miner on one bench. */
export interface GapRow extends GapScores {
  /** Titles that name what their line is about; undefined where lines have none. */
  readonly title: number | undefined
  /** Of the processor, for a process of its own. */
  readonly seconds: number
  /** The most it held. */
  readonly megabytes: number
}

/** One miner on one set: a row a draw, in the same order for all miners. */
export interface GapResult {
  readonly set: string
  /** In the draw that has most. */
  readonly tickets: number
  readonly miner: string
  readonly rows: readonly GapRow[]
}

const columns: readonly (readonly [title: string, key: keyof GapRow, digits: number])[] = [
  ['AP', 'ap', 2],
  ['first', 'top1', 2],
  ['P@10', 'top10', 2],
  ['recall', 'recall', 2],
  ['F1', 'f1', 2],
  ['false', 'answered', 2],
  ['mixed', 'mixed', 2],
  ['dup', 'duplicates', 2],
  ['title', 'title', 2],
  ['NMI', 'nmi', 2],
  ['trend', 'trend', 2],
  ['segment', 'segment', 2],
  ['cpu s', 'seconds', 0],
  ['MB', 'megabytes', 0],
]

/** Means over draws as a Markdown table, of AP also the standard error. */
export function gapTable(results: readonly GapResult[]): string {
  const lines = results.map(({ set, tickets, miner, rows }) => [
    set,
    tickets.toLocaleString('en-GB'),
    miner,
    ...columns.map(([, key, digits]) => {
      const known = rows.flatMap((row) => row[key] ?? [])
      if (known.length === 0) return ''
      const middle = mean(known).toFixed(digits)
      if (key !== 'ap' || known.length === 1) return middle
      return `${middle} ± ${standardError(known).toFixed(digits)}`
    }),
  ])
  return markdown(['set', 'tickets', 'miner', ...columns.map(([title]) => title)], lines)
}

/** A table as it stands in a README, its columns aligned. */
export function markdown(titles: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = titles.map((own, at) => Math.max(3, own.length, ...lines.map((line) => line[at]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...lines.map(line)].join('\n')
}

/**
 * The miners' means over all sets, and how much better the last one is than each other one: the mean of the differences
 * on the same draws, and its standard error.
 */
export function comparison(results: readonly GapResult[]): string {
  const byMiner = Map.groupBy(results, ({ miner }) => miner)
  const sets = new Set(results.map(({ set }) => set)).size
  const [last, ours] = [...byMiner].at(-1)!
  const figures = [...byMiner].map(([miner, own]) => {
    const at = (key: 'ap' | 'f1' | 'duplicates' | 'answered' | 'top1' | 'title') => {
      const known = own
        .map(({ rows }) => rows.flatMap((row) => row[key] ?? []))
        .filter((set) => set.length > 0)
      return known.length > 0 ? mean(known.map(mean)).toFixed(3) : ''
    }
    return [miner, at('ap'), at('f1'), at('duplicates'), at('answered'), at('top1'), at('title')]
  })
  const lines = [...byMiner].slice(0, -1).map(([miner, own]) => {
    const differences = ours.map(({ set, rows }) => {
      const theirs = own.find((one) => one.set === set)!.rows
      return { set, by: rows.map(({ ap }, draw) => ap - theirs[draw]!.ap) }
    })
    const gain = pairedGain(differences.map(({ by }) => by))
    const worse = differences.filter(({ by }) => mean(by) < -2 * standardError(by)).map(({ set }) => set)
    const where = worse.length > 0 ? ` Clearly worse on ${worse.join('; ')}.` : ''
    return `${last} − ${miner}: AP ${signed(gain.by)} ± ${gain.error.toFixed(3)}.${where}`
  })
  return [
    `Means over ${sets} ${sets === 1 ? 'set' : 'sets'}:`,
    '',
    markdown(['miner', 'AP', 'F1', 'dup', 'false', 'first right', 'title'], figures),
    '',
    ...lines,
  ].join('\n')
}

/** The mean of differences on the same draws, of each set the mean first, and its standard error. */
export function pairedGain(bySet: readonly (readonly number[])[]): {
  readonly by: number
  readonly error: number
} {
  return { by: mean(bySet.map(mean)), error: Math.hypot(...bySet.map(standardError)) / bySet.length }
}

export const signed = (n: number): string => `${n < 0 ? '−' : '+'}${Math.abs(n).toFixed(3)}`

/** Standard error of the mean; 0 of a single value, of which nothing is known. */
export function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0
  const middle = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

import type { GapScores } from './gap-score.ts'

/** One miner on one bench. */
export interface GapRow extends GapScores {
  /** Of a process of its own, from its start to its end. */
  readonly seconds: number
  /** The most it held. */
  readonly megabytes: number
}

/** One miner on one set: a row a seed. */
export interface GapResult {
  readonly set: string
  readonly miner: string
  readonly rows: readonly GapRow[]
}

const columns: readonly (readonly [title: string, key: keyof GapRow, digits: number])[] = [
  ['AP', 'ap', 2],
  ['P@10', 'top10', 2],
  ['recall', 'recall', 2],
  ['F1', 'f1', 2],
  ['false', 'answered', 2],
  ['mixed', 'mixed', 2],
  ['dup', 'duplicates', 2],
  ['NMI', 'nmi', 2],
  ['trend', 'trend', 2],
  ['segment', 'segment', 2],
  ['s', 'seconds', 0],
  ['MB', 'megabytes', 0],
]

/** Means over seeds as a Markdown table, of AP also the least and the most. */
export function gapTable(results: readonly GapResult[]): string {
  const lines = results.map(({ set, miner, rows }) => [
    set,
    miner,
    ...columns.map(([, key, digits]) => {
      const known = rows.flatMap((row) => row[key] ?? [])
      if (known.length === 0) return ''
      const mean = (known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(digits)
      if (key !== 'ap' || known.length === 1) return mean
      return `${mean} (${Math.min(...known).toFixed(digits)}–${Math.max(...known).toFixed(digits)})`
    }),
  ])
  const titles = ['set', 'miner', ...columns.map(([title]) => title)]
  const widths = titles.map((own, at) => Math.max(3, own.length, ...lines.map((line) => line[at]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...lines.map(line)].join('\n')
}

import type { GapScores } from './gap-score.ts'

/** One miner on one bench. */
export interface GapRow extends GapScores {
  /** Of the processor, for a process of its own. */
  readonly seconds: number
  /** The most it held. */
  readonly megabytes: number
}

/** One miner on one set: a row a seed. */
export interface GapResult {
  readonly set: string
  /** With the seed that has most. */
  readonly tickets: number
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
  ['cpu s', 'seconds', 0],
  ['MB', 'megabytes', 0],
]

/** Means over seeds as a Markdown table, of AP also the least and the most. */
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
      return `${middle} (${Math.min(...known).toFixed(digits)}–${Math.max(...known).toFixed(digits)})`
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

/** The miners' mean AP over all sets, each over that of the one before; and where a simpler one was better. */
export function comparison(results: readonly GapResult[]): string {
  const miners = [...Map.groupBy(results, ({ miner }) => miner)]
  const means = miners.map(([miner, own]) => ({ miner, ap: mean(own.map(apOf)) }))
  const chain = means.map(({ miner, ap }, at) => {
    const before = means[at - 1]
    return `${miner} ${ap.toFixed(3)}${before?.ap ? ` (×${(ap / before.ap).toFixed(1)})` : ''}`
  })
  const last = means.at(-1)!.miner
  const worse = [...Map.groupBy(results, ({ set }) => set)].flatMap(([set, own]) => {
    const ours = apOf(own.find(({ miner }) => miner === last)!)
    return own.filter((one) => apOf(one) > ours).map(({ miner }) => `${set} (${miner})`)
  })
  return [
    `Mean AP of ${new Set(results.map(({ set }) => set)).size} sets: ${chain.join(', ')}.`,
    worse.length > 0
      ? `A simpler miner was better on ${worse.join('; ')}.`
      : 'No simpler miner was better anywhere.',
  ].join('\n')
}

const apOf = ({ rows }: GapResult): number => mean(rows.map(({ ap }) => ap))

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

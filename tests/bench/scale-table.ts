import { trainedOn } from '#scripts/mining/text/near-duplicates.ts'
import type { GapScores } from './gap-score.ts'
import { markdown, mean } from './gap-table.ts'

/** One miner on one set. */
export interface ScaleRow extends Pick<GapScores, 'ap' | 'top10' | 'f1' | 'answered' | 'duplicates'> {
  /** Seconds by the clock. */
  readonly elapsed: number
  /** Seconds of the processor, all cores together. */
  readonly seconds: number
  /** The most it held. */
  readonly megabytes: number
}

/** One miner on sets of one size: a row a seed. */
export interface ScaleResult {
  readonly size: number
  readonly miner: string
  readonly rows: readonly ScaleRow[]
}

const titles = ['tickets', 'miner', 's', 'cpu s', '… beyond', '× cpu', 'MB', 'AP', '× AP'] as const
const shares = [
  ['P@10', 'top10'],
  ['F1', 'f1'],
  ['false', 'answered'],
  ['dup', 'duplicates'],
] as const

/**
 * Means over seeds as a Markdown table, of AP also the least and the most. _Beyond_: processor seconds for each 100,000
 * tickets more than topics are made from, less what the largest set takes that has none of them. _×_: as a multiple of the
 * first miner's.
 */
export function scaleTable(results: readonly ScaleResult[]): string {
  const baseline = results[0]?.miner
  const lines = results.map(({ size, miner, rows }) => {
    const of = (key: keyof ScaleRow) => mean(rows.map((row) => row[key]))
    const times = (key: keyof ScaleRow) => {
      const first = results.find((one) => one.size === size && one.miner === baseline)
      const other = first && miner !== baseline ? mean(first.rows.map((row) => row[key])) : 0
      return other > 0 ? (of(key) / other).toFixed(1) : ''
    }
    const found = rows.map(({ ap }) => ap)
    const range =
      rows.length > 1 ? ` (${Math.min(...found).toFixed(2)}–${Math.max(...found).toFixed(2)})` : ''
    return [
      ...[size.toLocaleString('en-GB'), miner, of('elapsed').toFixed(0), of('seconds').toFixed(0)],
      ...[beyond(results, { size, miner, seconds: of('seconds') }), times('seconds')],
      ...[of('megabytes').toFixed(0), of('ap').toFixed(2) + range, times('ap')],
      ...shares.map(([, key]) => of(key).toFixed(2)),
    ]
  })
  return markdown([...titles, ...shares.map(([title]) => title)], lines)
}

/** '' where there is nothing to compare with. */
function beyond(
  results: readonly ScaleResult[],
  { size, miner, seconds }: { size: number; miner: string; seconds: number },
): string {
  const within = results
    .filter((one) => one.miner === miner && one.size <= trainedOn)
    .sort((a, b) => b.size - a.size)[0]
  if (size <= trainedOn || !within) return ''
  const more = seconds - mean(within.rows.map((row) => row.seconds))
  return ((more / (size - within.size)) * 100_000).toFixed(1)
}

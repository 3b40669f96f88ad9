import { expect, it } from 'vitest'
import { comparison, type GapResult, type GapRow, gapTable } from './gap-table.ts'

const row = (ap: number, seconds = 1): GapRow => ({
  ...{ ap, top10: 0, recall: 0, f1: 0, duplicates: 0, answered: 0, mixed: 0, nmi: undefined },
  ...{ trend: undefined, segment: undefined, seconds, megabytes: 100 },
})
const result = (set: string, miner: string, ...rows: GapRow[]): GapResult => ({
  set,
  tickets: 12,
  miner,
  rows,
})

it('shows means, of AP also the least and the most, and nothing where nothing was measured', () => {
  const line = gapTable([result('bank', 'ours', row(0.25, 2), row(0.75, 4))])
    .split('\n')
    .at(-1)!
    .split('|')
    .map((cell) => cell.trim())
  expect(line.slice(1, 5)).toEqual(['bank', '12', 'ours', '0.50 (0.25–0.75)'])
  expect(line.slice(-6, -1)).toEqual(['', '', '', '3', '100'])
})

it('says how much better each miner is than the one before, and where it is not', () => {
  const text = comparison([
    result('bank', 'naive', row(0.1)),
    result('bank', 'ours', row(0.6)),
    result('shop', 'naive', row(0.3)),
    result('shop', 'ours', row(0.2)),
  ])
  expect(text).toContain('2 sets: naive 0.200, ours 0.400 (×2.0)')
  expect(text).toContain('A simpler miner was better on shop (naive).')
})

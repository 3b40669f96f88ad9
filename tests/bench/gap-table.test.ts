import { expect, it } from 'vitest'
import { comparison, type GapResult, type GapRow, gapTable, standardError } from './gap-table.ts'

const row = (ap: number, seconds = 1): GapRow => ({
  ...{ ap, top1: 0, top10: 0, recall: 0, f1: 0, duplicates: 0, answered: 0, mixed: 0, nmi: undefined },
  ...{ title: undefined, trend: undefined, segment: undefined, seconds, megabytes: 100 },
})
const result = (set: string, miner: string, ...rows: GapRow[]): GapResult => ({
  set,
  tickets: 12,
  miner,
  rows,
})

it('shows means, of AP also the standard error, and nothing where nothing was measured', () => {
  const line = gapTable([result('bank', 'ours', row(0.25, 2), row(0.75, 4))])
    .split('\n')
    .at(-1)!
    .split('|')
    .map((cell) => cell.trim())
  expect(line.slice(1, 5)).toEqual(['bank', '12', 'ours', '0.50 ± 0.25'])
  expect(line.slice(-6, -1)).toEqual(['', '', '', '3', '100'])
})

it('compares the last miner with each other one draw by draw, and says where it is clearly worse', () => {
  const text = comparison([
    result('bank', 'naive', row(0.1), row(0.5)),
    result('bank', 'ours', row(0.4), row(0.9)),
    result('shop', 'naive', row(0.3), row(0.4)),
    result('shop', 'ours', row(0.2), row(0.3)),
  ])
  // The differences are 0.3 and 0.4 on the one set and −0.1 twice on the other.
  expect(text).toContain('ours − naive: AP +0.125 ± 0.025. Clearly worse on shop.')
})

it('knows the standard error of a mean', () => {
  expect(standardError([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
  expect(standardError([1])).toBe(0)
})

/**
 * `npm run bench:ablate [-- --draws 10] [--size 500] [--sets "bank, tr; energy, pl"] [--try "terms.longest; terms.pairWeight = 1"]`:
 * what thresholds of `scripts/mining/thresholds.ts` are worth: mining with one halved, doubled or switched off, paired
 * with mining as it is, on the same draws; a table (Markdown), a row a trial. Thirty minings a trial, a minute or two.
 *
 * --try  thresholds from the list below, or any one with a value
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Trial } from './ablated.ts'
import { chosen, listed } from './chosen.ts'
import type { GapScores } from './gap-score.ts'
import { quickSets } from './gap-sets.ts'
import { markdown, mean, pairedGain, signed } from './gap-table.ts'

/** Values to try, by the threshold's group and name. What only titles, dates or segments hang on is not here. */
const tried: Readonly<Record<string, readonly number[]>> = {
  'cleaning.recurringShare': [2, 0.001, 0.004],
  'cleaning.edge': [0, 1, 6],
  'terms.pairWeight': [0, 0.125, 0.5],
  'terms.shortest': [2, 4],
  'terms.longest': [4, 7],
  'coverage.benefitOfDoubt': [0, 0.125, 0.5],
  'ranking.repair': [0, 0.1, 0.4],
  'ranking.quiet': [1],
  'termStrength.neighbours': [3, 10],
  'termStrength.rounds': [0, 1],
  'clustering.smoothings': [0, 1, 4],
  'clustering.doublings': [1, 2],
  'coreMembers.clearlyFrom': [0, 0.4, 0.9],
}

const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '10' },
    size: { type: 'string', default: '500' },
    sets: { type: 'string' },
    try: { type: 'string' },
  },
})
const [draws, size] = [Number(values.draws), Number(values.size)]
if (![draws, size].every((one) => Number.isSafeInteger(one) && one > 0)) {
  console.error('Draws and size are whole numbers above 0: --draws 10 --size 500')
  process.exit(2)
}
const usualSets = ['bank, en, 16 topics', 'bank, tr', 'bitext, en, 1,500']
const sets = chosen(
  'development set',
  listed(values.sets) ?? quickSets.filter((name) => usualSets.includes(name)),
  quickSets,
)
const trials = (listed(values.try) ?? Object.keys(tried)).flatMap((trial) => {
  const [name = '', value] = trial.split('=').map((part) => part.trim())
  const numbers = value === undefined ? (tried[name] ?? []) : [Number(value)]
  if (numbers.length === 0 || numbers.some(Number.isNaN)) {
    console.error(
      `"${trial}" is not tried. Write one of "${Object.keys(tried).join('"; "')}", or "NAME = VALUE".`,
    )
    process.exit(2)
  }
  return numbers.map((number) => ({ name, value: number }))
})

/** Scores by set and draw. */
const scoresWith = (change?: Trial['change']): Promise<GapScores[][]> =>
  new Promise((resolve, reject) => {
    const workerData: Trial = { sets, draws, size, change }
    new Worker(new URL('./ablated.ts', import.meta.url), { workerData })
      .once('message', resolve)
      .once('error', reject)
  })

const usual = await scoresWith()
const row = (name: string, value: string, scores: GapScores[][]) => {
  const of = (key: 'ap' | 'f1' | 'duplicates' | 'answered') =>
    mean(scores.map((own) => mean(own.map((score) => score[key]))))
  const { by, error } = pairedGain(
    scores.map((own, set) => own.map(({ ap }, draw) => ap - usual[set]![draw]!.ap)),
  )
  return [
    ...[name, value, of('ap').toFixed(3), scores === usual ? '' : `${signed(by)} ± ${error.toFixed(3)}`],
    ...[of('f1').toFixed(2), of('duplicates').toFixed(2), of('answered').toFixed(2)],
  ]
}
const rows = [row('as it is', '', usual)]
for (const { name, value } of trials) {
  const [group = '', key = ''] = name.split('.')
  rows.push(row(name, String(value), await scoresWith({ group, key, value })))
  console.error(rows.at(-1)!.join(' '))
}
console.log(markdown(['threshold', 'tried', 'AP', 'difference', 'F1', 'dup', 'false'], rows))

/**
 * `npm run bench:ablate [-- --draws 10] [--size 500] [--sets "bank, tr; energy, pl"] [--try "terms.longest; terms.pairWeight = 1"]
 * [--without "smoothing; stems" | all] [--articles 3]`: what thresholds of `scripts/mining/thresholds.ts` are worth: mining with one
 * halved, doubled or switched off, paired with mining as it is, on the same draws; a table (Markdown), a row a trial.
 * Thirty minings a trial, a minute or two.
 *
 * --try      thresholds from the list below, or any one with a value
 * --articles topics of a set that keep their article, seven in ten without it
 * --without  mechanisms of mechanisms.ts in their place, on test sets: what each is worth; "stems + smoothing" are switched
 *            off together, for each of two that do the same looks worthless beside the other
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Trial } from './ablated.ts'
import { chosen, listed } from './chosen.ts'
import type { GapScores } from './gap-score.ts'
import { gapSets, quickSets } from './gap-sets.ts'
import { markdown, mean, pairedGain, signed } from './gap-table.ts'
import { mechanisms } from './mechanisms.ts'

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
    without: { type: 'string' },
    articles: { type: 'string' },
  },
})
const [draws, size] = [Number(values.draws), Number(values.size)]
if (![draws, size].every((one) => Number.isSafeInteger(one) && one > 0)) {
  console.error('Draws and size are whole numbers above 0: --draws 10 --size 500')
  process.exit(2)
}
const answered = values.articles === undefined ? undefined : Number(values.articles)
if (answered !== undefined && !(Number.isSafeInteger(answered) && answered >= 0)) {
  console.error(`--articles ${values.articles} is not a number of articles. Write a whole number from 0.`)
  process.exit(2)
}
const without =
  values.without === undefined
    ? undefined
    : (values.without === 'all' ? Object.keys(mechanisms) : listed(values.without)!).map((names) => ({
        name: names,
        off: chosen('mechanism', listed(names, '+')!, Object.keys(mechanisms)).map((one) => mechanisms[one]!),
      }))
const usualSets = without
  ? ['bank, en, 400', 'shop, en', 'airline, tr', 'orders, en, forms']
  : ['bank, en, 16 topics', 'bank, tr', 'bitext, en, 1,500']
const known = without ? gapSets.map(({ name }) => name) : quickSets
const sets = chosen('set', listed(values.sets) ?? known.filter((name) => usualSets.includes(name)), known)

interface Row {
  readonly name: string
  readonly value: string
  readonly trial: Pick<Trial, 'change' | 'without'>
}
const rowsOfThreshold = (trial: string): Row[] => {
  const [name = '', value] = trial.split('=').map((part) => part.trim())
  const numbers = value === undefined ? (tried[name] ?? []) : [Number(value)]
  if (numbers.length === 0 || numbers.some(Number.isNaN)) {
    console.error(
      `"${trial}" is not tried. Write one of "${Object.keys(tried).join('"; "')}", or "NAME = VALUE".`,
    )
    process.exit(2)
  }
  const [group = '', key = ''] = name.split('.')
  return numbers.map((number) => ({
    ...{ name, value: String(number) },
    trial: { change: { group, key, value: number } },
  }))
}
const trials: Row[] =
  without?.map(({ name, off }) => ({ name, value: 'off', trial: { without: off } })) ??
  (listed(values.try) ?? Object.keys(tried)).flatMap(rowsOfThreshold)

/** Scores by set and draw. */
const scoresWith = (changed: Row['trial'] = {}): Promise<GapScores[][]> =>
  new Promise((resolve, reject) => {
    const workerData: Trial = { sets, draws, size, answered, ...changed }
    new Worker(new URL('./ablated.ts', import.meta.url), { workerData })
      .once('message', resolve)
      .once('error', reject)
  })

type Figure = 'ap' | 'f1' | 'duplicates' | 'answered'
const usual = await scoresWith()
const row = (name: string, value: string, scores: GapScores[][]) => {
  const of = (key: Figure) => mean(scores.map((own) => mean(own.map((score) => score[key]))))
  const change = (key: Figure) => {
    if (scores === usual) return ''
    const { by, error } = pairedGain(
      scores.map((own, set) => own.map((score, draw) => score[key] - usual[set]![draw]![key])),
    )
    return `${signed(by)} ± ${error.toFixed(3)}`
  }
  return [
    ...[name, value, of('ap').toFixed(3), change('ap'), of('f1').toFixed(2)],
    ...[of('duplicates').toFixed(2), change('duplicates'), of('answered').toFixed(2), change('answered')],
  ]
}
const rows = [row('as it is', '', usual)]
for (const { name, value, trial } of trials) {
  rows.push(row(name, value, await scoresWith(trial)))
  console.error(rows.at(-1)!.join(' | '))
}
const title = without ? 'mechanism' : 'threshold'
const columns = ['AP', 'difference', 'F1', 'dup', 'difference', 'false', 'difference']
console.log(markdown([title, 'tried', ...columns], rows))

/**
 * `npm run campaign:incremental [-- --seed 1] [--steps 4] [--launch] [--sample 1]`: a year in twelve months, each mined
 * several times by what was trained before, and once in full at its end. Do daily minings find what a full one finds?
 *
 * `--launch`: a third of the topics without an article are asked from month 7 on only. `--sample 3`: every third question.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Labelled, makeBench } from '#tests/bench/gap-bench.ts'
import { increments, launched, type Month } from '#tests/bench/increments.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '4' },
    sample: { type: 'string', default: '1' },
    launch: { type: 'boolean', default: false },
  },
})
const file = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets', 'banking77.jsonl')
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .filter((_, at) => at % Number(values.sample) === 0)
  .map((line) => JSON.parse(line) as Labelled)
const bench = makeBench(questions, Number(values.seed))
const given = values.launch ? launched(bench) : bench

const columns: readonly (readonly [string, (month: Month) => string])[] = [
  ['tickets', ({ tickets }) => String(tickets)],
  ['AP full', ({ full }) => full.ap.toFixed(3)],
  ['AP daily', ({ daily }) => daily.ap.toFixed(3)],
  ['differ', ({ full, daily }) => signed(daily.ap - full.ap)],
  ['by chance', ({ full, other }) => (other ? signed(other.ap - full.ap) : '–')],
  ['NMI full', ({ full }) => (full.nmi ?? 0).toFixed(3)],
  ['NMI daily', ({ daily }) => (daily.nmi ?? 0).toFixed(3)],
  ['assigned', ({ fresh }) => String(fresh)],
  ['trained again', ({ made, steps }) => `${made.length} of ${steps}`],
  ['novel', ({ novel }) => `${(novel * 100).toFixed(1)} %`],
  ['since', ({ since }) => `${(since * 100).toFixed(1)} %`],
  ['s full', ({ fullSeconds }) => fullSeconds.toFixed(1)],
  ['s a step', ({ dailySeconds, steps }) => (dailySeconds / steps).toFixed(1)],
]
const line = (cells: readonly string[]) => cells.map((cell) => cell.padStart(9)).join(' ')
console.log(line(['month', ...columns.map(([name]) => name)]))
const rows: Month[] = []
for (const month of increments(given, { steps: Number(values.steps), other: true })) {
  rows.push(month)
  console.log(line([String(rows.length), ...columns.map(([, cell]) => cell(month))]))
}
const mean = (differ: (month: Month) => number) =>
  rows.reduce((sum, month) => sum + differ(month), 0) / rows.length
const said = (name: string, of: (month: Month) => number) =>
  console.log(
    `${name}: mean ${signed(mean(of))}, mean of sizes ${mean((month) => Math.abs(of(month))).toFixed(3)}, last month ${signed(of(rows.at(-1)!))}`,
  )
said('AP daily − full', ({ daily, full }) => daily.ap - full.ap)
said('AP by chance', ({ other, full }) => (other?.ap ?? 0) - full.ap)
for (const how of ['assigned', 'made'] as const) {
  const all = rows.map(({ kept }) => kept[how])
  const some = all.reduce((sum, share) => sum + share.some, 0)
  const of = all.reduce((sum, share) => sum + share.of, 0)
  console.log(
    `Gaps that kept their id where topics were ${how === 'assigned' ? 'kept' : 'trained again'}: ${some} of ${of}`,
  )
}

function signed(n: number): string {
  return `${n < 0 ? '−' : '+'}${Math.abs(n).toFixed(3)}`
}

/**
 * `npm run bench -- [LABELLED.jsonl] [--seeds 1,2,3]`: does the miner find the topics that no article answers? Labelled
 * questions (`text`, `label`, `lang`) are dressed as tickets, three in ten labels lose their article, and both the
 * miner and a naive baseline look for them. Higher is better except for duplicates and answered.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { mine } from '#scripts/mining/mine.ts'
import { type GapBench, type Labelled, makeBench } from './gap-bench.ts'
import { type GapScores, scoreGaps } from './gap-score.ts'
import { naiveGaps } from './naive-gaps.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '1,2,3' } },
})
const file = positionals[0]
  ? resolve(positionals[0])
  : join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets', 'banking77.jsonl')
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled)

type Row = { seconds: number } & GapScores
const miners: Record<string, (bench: GapBench) => GapScores> = {
  naive: ({ tickets, articles, truth }) => scoreGaps(naiveGaps(tickets, articles), undefined, truth),
  Kindred: ({ tickets, articles, truth }) => {
    const { gaps, groups } = mine(tickets, articles)
    const proposals = gaps.map((gap) => ({ ...gap, segment: gap.segments[0]?.segment }))
    return scoreGaps(proposals, groups, truth)
  },
}
const rows: Record<string, Row[]> = {}
for (const seed of values.seeds.split(',').map(Number)) {
  const bench = makeBench(questions, seed)
  console.log(
    `Seed ${seed}: ${bench.tickets.length} tickets, ${bench.truth.missing.size} topics without an article`,
  )
  for (const [name, run] of Object.entries(miners)) {
    const from = performance.now()
    const scores = run(bench)
    rows[name] = [...(rows[name] ?? []), { ...scores, seconds: (performance.now() - from) / 1000 }]
  }
}

const columns: Record<string, keyof Row> = {
  AP: 'ap',
  'P@10': 'top10',
  recall: 'recall',
  'gap F1': 'f1',
  duplicates: 'duplicates',
  answered: 'answered',
  NMI: 'nmi',
  'trend AUC': 'trend',
  segment: 'segment',
  seconds: 'seconds',
}
const means = Object.fromEntries(
  Object.entries(rows).map(([name, list]) => [
    name,
    Object.fromEntries(
      Object.entries(columns).map(([title, key]) => {
        const known = list.flatMap((row) => row[key] ?? [])
        return [title, known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : undefined]
      }),
    ),
  ]),
)
const cell = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(2)).padStart(10)
console.log(
  `\n${'mean'.padEnd(8)}${Object.keys(columns)
    .map((title) => title.padStart(11))
    .join('')}`,
)
for (const [name, mean] of Object.entries(means)) {
  console.log(
    `${name.padEnd(8)}${Object.keys(columns)
      .map((title) => ` ${cell(mean[title])}`)
      .join('')}`,
  )
}
const ratios = Object.keys(columns).map((title) => {
  const [ours, theirs] = [means['Kindred']?.[title], means['naive']?.[title]]
  return ours !== undefined && theirs ? `${(ours / theirs).toFixed(1)}×`.padStart(11) : '–'.padStart(11)
})
console.log(`${'ratio'.padEnd(8)}${ratios.join('')}`)
console.log(`Peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)

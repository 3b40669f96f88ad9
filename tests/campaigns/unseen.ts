/**
 * `npm run campaign:unseen [-- --seeds 11,12] [--shares 1,0.95,0.9,0.8,0.67,0.5]`: topics are made from so many of the
 * oldest tickets and all later ones are assigned theirs, however many they are. How many may be assigned before gaps are missed?
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mine } from '#scripts/mining/mine.ts'
import { type Labelled, makeBench } from '#tests/bench/gap-bench.ts'
import { scoreGaps } from '#tests/bench/gap-score.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '11,12' },
    shares: { type: 'string', default: '1,0.95,0.9,0.8,0.67,0.5' },
  },
})
const file = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets', 'banking77.jsonl')
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled)
for (const seed of values.seeds.split(',').map(Number)) {
  const { tickets, articles, truth } = makeBench(questions, seed)
  const byDate = tickets.toSorted((a, b) => (a.createdAt! < b.createdAt! ? -1 : 1))
  for (const share of values.shares.split(',').map(Number)) {
    const part = byDate.slice(0, Math.round(share * byDate.length))
    const { model } = mine(part, articles, { model: null })
    // Made from so many that the rest can never be too many.
    const endless = new Map([...model!].map(([language, trained]) => [language, { ...trained, base: 1e9 }]))
    const { gaps, groups } = mine(byDate, articles, { model: endless })
    const { ap, nmi } = scoreGaps(gaps, groups, truth)
    console.log(
      `seed ${seed}, topics of ${share}: AP ${ap.toFixed(3)}, NMI ${nmi?.toFixed(3)}, ${gaps.length} gaps`,
    )
  }
}

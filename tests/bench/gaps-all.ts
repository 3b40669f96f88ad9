/**
 * `npm run bench:gaps:all [-- --quick] [--seeds 1,2,3] [--sets "bank, tr; shop, en"] [--oracles]`: how well three
 * miners find the topics that no article answers, on every set there is; one table (Markdown), means over the seeds.
 *
 * --quick    one seed and the smaller sets: under two minutes
 * --oracles  besides, ours when it is told the true groups, and when it is told the true coverage: where it loses
 */
import { parseArgs } from 'node:util'
import { fairMiners, type MinerName, miners, runMiners } from './gap-run.ts'
import { gapSets, quickSets } from './gap-sets.ts'
import { comparison, gapTable } from './gap-table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    oracles: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    sets: { type: 'string' },
  },
})
const seeds = (values.seeds ?? (values.quick ? '1' : '1,2,3')).split(',').map(Number)
const known = gapSets.map(({ name }) => name)
const names = values.sets?.split(';').map((name) => name.trim()) ?? (values.quick ? quickSets : known)
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no set called "${unknown.join('", "')}". The sets are "${known.join('"; "')}".`)
  process.exit(2)
}
const results = runMiners(
  gapSets.filter(({ name }) => names.includes(name)),
  seeds,
  values.oracles ? (Object.keys(miners) as MinerName[]) : fairMiners,
)
console.log(
  `${gapTable(results)}\n\n${comparison(results.filter(({ miner }) => fairMiners.some((name) => name === miner)))}`,
)

/**
 * `npm run bench:gaps:all [-- --quick] [--draws 10] [--sets "bank, tr; shop, en"] [--methods "graph; Kindred"]
 * [--size 600] [--oracles] [--results FILE.jsonl [--as NAME]]`: how well each miner finds the topics that no article answers, all of
 * them on the same draws of every set; a table (Markdown), mean ± standard error, and the paired differences.
 *
 * --quick    two draws of the development sets, ours beside the graph baseline: two minutes
 * --size     tickets of a set at most: many sets and draws in little time
 * --oracles  besides, ours when it is given the true groups, and when it is given the true coverage: where it loses
 * --results  rows that were measured before are read from here and new ones are added; ours are called NAME
 */
import { parseArgs } from 'node:util'
import { fairMiners, type MinerName, miners, runMiners } from './gap-run.ts'
import { gapSets, quickSets } from './gap-sets.ts'
import { comparison, gapTable } from './gap-table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    oracles: { type: 'boolean', default: false },
    draws: { type: 'string' },
    sets: { type: 'string' },
    size: { type: 'string' },
    methods: { type: 'string' },
    results: { type: 'string' },
    as: { type: 'string' },
  },
})
const listed = (text: string | undefined) => text?.split(';').map((name) => name.trim())

/** The names that are asked for, when each of them is known. */
function chosen<T extends string>(what: string, asked: readonly string[], known: readonly T[]): T[] {
  const unknown = asked.filter((name) => !known.some((one) => one === name))
  if (unknown.length > 0) {
    console.error(`There is no ${what} called "${unknown.join('", "')}". There are "${known.join('"; "')}".`)
    process.exit(2)
  }
  return known.filter((name) => asked.includes(name))
}

const draws = Number(values.draws ?? (values.quick ? 2 : 10))
if (!(Number.isInteger(draws) && draws > 0)) {
  console.error(`--draws ${values.draws} is not a number of draws. Write a whole number from 1.`)
  process.exit(2)
}
const size = Number(values.size ?? Number.POSITIVE_INFINITY)
if (!(size > 0)) {
  console.error(`--size ${values.size} is not a number of tickets. Write a whole number from 1.`)
  process.exit(2)
}
const all = gapSets.map(({ name }) => name)
const sets = chosen('set', listed(values.sets) ?? (values.quick ? quickSets : all), all)
const usual = values.quick ? ['graph', 'Kindred'] : fairMiners
const names = chosen(
  'method',
  [...(listed(values.methods) ?? usual), ...(values.oracles ? Object.keys(miners) : [])],
  Object.keys(miners) as MinerName[],
)
const results = runMiners(
  gapSets
    .filter(({ name }) => sets.includes(name))
    .map((set) => ({
      ...set,
      settings: { ...set.settings, size: Math.min(set.settings?.size ?? size, size) },
    })),
  { draws, names, results: values.results, as: values.as },
)
console.log(`${gapTable(results)}\n\n${comparison(results)}`)

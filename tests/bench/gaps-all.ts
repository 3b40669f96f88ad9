/**
 * `npm run bench:gaps:all [-- --quick] [--draws 10] [--sets "bank, tr; shop, en"] [--methods "graph; Kindred"]
 * [--size 600] [--articles 3] [--oracles] [--results FILE.jsonl [--as NAME]]`: how well each miner finds the topics that no
 * article answers, all of them on the same draws of every set; a table (Markdown), mean ± standard error, and the paired
 * differences.
 *
 * --quick    two draws of the development sets, ours beside the graph baseline: two minutes
 * --size     tickets of a set at most: many sets and draws in little time
 * --articles topics of a set that keep their article, seven in ten without it: how mining does while a library begins
 * --oracles  besides, ours when it is given the true groups, and when it is given the true coverage: where it loses
 * --results  rows that were measured before are read from here and new ones are added; ours are called NAME
 */
import { parseArgs } from 'node:util'
import { chosen, listed } from './chosen.ts'
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
    articles: { type: 'string' },
    methods: { type: 'string' },
    results: { type: 'string' },
    as: { type: 'string' },
  },
})
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
const answered = values.articles === undefined ? undefined : Number(values.articles)
if (answered !== undefined && !(Number.isInteger(answered) && answered >= 0)) {
  console.error(`--articles ${values.articles} is not a number of articles. Write a whole number from 0.`)
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
      settings: { ...set.settings, size: Math.min(set.settings?.size ?? size, size), answered },
    })),
  { draws, names, results: values.results, as: values.as },
)
console.log(`${gapTable(results)}\n\n${comparison(results)}`)

/**
 * `npm run bench:gaps:all [-- --quick] [--seeds 1,2,3] [--sets "bank, tr;shop, en"] [--oracles]`: how well three miners
 * find the topics that no article answers, on every set there is; prints one table (Markdown). Each miner runs in a
 * process of its own that sees tickets and articles only.
 *
 * --quick    one seed, the smaller sets: under two minutes
 * --oracles  besides, ours with the true groups and with the true coverage: where the loss is
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readProposals, writeBench } from './bench-files.ts'
import { type GapBench, makeBench } from './gap-bench.ts'
import { scoreGaps } from './gap-score.ts'
import { gapSets, questionsOf, quickSets } from './gap-sets.ts'
import { type GapResult, type GapRow, gapTable } from './gap-table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    oracles: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    sets: { type: 'string' },
  },
})
const seeds = (values.seeds ?? (values.quick ? '1' : '1,2,3')).split(',').map(Number)
const names = values.sets?.split(/\s*;\s*/) ?? (values.quick ? quickSets : gapSets.map(({ name }) => name))
const unknown = names.filter((name) => !gapSets.some((set) => set.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no set called "${unknown.join('", "')}". The sets are ${gapSets.map(({ name }) => name).join('; ')}.`,
  )
  process.exit(2)
}

interface Files {
  readonly folder: string
  readonly bench: GapBench
}

const here = import.meta.dirname
const shown = ({ folder }: Files) => [join(folder, 'tickets.jsonl'), join(folder, 'articles.jsonl')]
const out = ({ folder }: Files) => join(folder, 'proposals.json')
const topicsOf = ({ bench }: Files) => new Set(bench.truth.labels.values()).size

/** What to run, in the order of the table. */
const miners: Readonly<Record<string, (files: Files) => string[]>> = {
  naive: (files) => [join(here, 'baseline.ts'), 'naive', ...shown(files), out(files)],
  ordinary: (files) => [
    join(here, 'baseline.ts'),
    'ordinary',
    ...shown(files),
    out(files),
    String(topicsOf(files)),
  ],
  Kindred: (files) => [join(here, '..', '..', 'scripts', 'bench-gaps.ts'), ...shown(files), out(files)],
}

function run(name: string, args: readonly string[]): { seconds: number; megabytes: number } {
  const child = spawnSync(process.execPath, ['--import', join(here, 'measured.ts'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    encoding: 'utf8',
  })
  if (child.status !== 0)
    throw new Error(`The miner "${name}" ended with ${child.status ?? child.signal}: ${args.join(' ')}`)
  return JSON.parse(child.output[3]!) as { seconds: number; megabytes: number }
}

const results: GapResult[] = []
for (const set of gapSets.filter(({ name }) => names.includes(name))) {
  const rows = new Map<string, GapRow[]>(Object.keys(miners).map((name) => [name, []]))
  const { questions, settings } = questionsOf(set)
  const tickets: number[] = []
  for (const seed of seeds) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-gaps-'))
    try {
      const bench = makeBench(questions, seed, settings)
      tickets.push(bench.tickets.length)
      writeBench(folder, bench)
      for (const [name, argsOf] of Object.entries(miners)) {
        const cost = run(name, argsOf({ folder, bench }))
        const { proposals, groups } = readProposals(out({ folder, bench }))
        const scores = scoreGaps(proposals, groups, bench.truth)
        rows.get(name)!.push({ ...scores, ...cost })
        console.error(
          `${set.name}, seed ${seed}: ${name} AP ${scores.ap.toFixed(2)}, ${cost.seconds.toFixed(0)} s`,
        )
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const titled = `${set.name} (${Math.max(...tickets).toLocaleString('en-GB')})`
  for (const [miner, list] of rows) results.push({ set: titled, miner, rows: list })
}
console.log(gapTable(results))

import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProposals, writeBench } from './bench-files.ts'
import { type GapBench, makeBench } from './gap-bench.ts'
import { scoreGaps } from './gap-score.ts'
import { type GapSet, questionsOf } from './gap-sets.ts'
import type { GapResult, GapRow } from './gap-table.ts'
import { titlesRight } from './title-score.ts'

/** A miner as a command for Node, or an oracle, which alone is given the truth. */
type Miner = (bench: {
  readonly tickets: string
  readonly articles: string
  readonly out: string
  readonly truth: string
  /** Different labels. */
  readonly topics: number
}) => string[]

const here = import.meta.dirname
const program = (name: string) => join(here, name)

export const miners = {
  naive: ({ tickets, articles, out }) => [program('baseline.ts'), 'naive', tickets, articles, out],
  ordinary: ({ tickets, articles, out, topics }) => [
    ...[program('baseline.ts'), 'ordinary', tickets, articles, out, String(topics)],
  ],
  graph: ({ tickets, articles, out }) => [program('baseline.ts'), 'graph', tickets, articles, out],
  'graph, seeded': ({ tickets, articles, out }) => [
    ...[program('baseline.ts'), 'graph-seeded', tickets, articles, out],
  ],
  Kindred: ({ tickets, articles, out }) => [program('bench-gaps.ts'), tickets, articles, out],
  'Kindred, true groups': oracle('groups'),
  'Kindred, true coverage': oracle('coverage'),
} as const satisfies Record<string, Miner>

function oracle(known: 'groups' | 'coverage'): Miner {
  return ({ tickets, articles, out, truth }) => [program('oracle.ts'), known, tickets, articles, out, truth]
}

export type MinerName = keyof typeof miners

/** Those that see no more than a company would have; the others say where ours loses. */
export const fairMiners: readonly MinerName[] = [
  ...(['naive', 'ordinary', 'graph', 'graph, seeded', 'Kindred'] as const),
]

export interface RunOptions {
  readonly draws: number
  readonly names: readonly MinerName[]
  /**
   * JSON lines of rows measured before: they are not measured again, and new ones are added, Kindred's under `as`. So
   * variants of ours are compared on the same draws while the baselines run once.
   */
  readonly results?: string | undefined
  readonly as?: string | undefined
}

type Kept = GapRow & {
  readonly set: string
  readonly seed: number
  readonly miner: string
  readonly tickets: number
}

/**
 * Every miner on the same draws of every set, each time in a process of its own, so that time and memory are its own. A
 * draw is a seed: which labels are hidden, which questions are tickets, how they are dressed and numbered.
 */
export function runMiners(sets: readonly GapSet[], { draws, names, results, as }: RunOptions): GapResult[] {
  const kept: Kept[] = results && existsSync(results) ? linesOf<Kept>(results) : []
  const known = new Map(kept.map((row) => [`${row.set}\n${row.seed}\n${row.miner}`, row]))
  return sets.flatMap((set) => {
    const { questions, settings } = questionsOf(set)
    const rows = new Map<string, GapRow[]>(names.map((name) => [as && name === 'Kindred' ? as : name, []]))
    let tickets = 0
    for (let seed = 1; seed <= draws; seed++) {
      const missing = [...rows.keys()].filter((miner) => !known.has(`${set.name}\n${seed}\n${miner}`))
      const bench = missing.length > 0 ? makeBench(questions, seed, settings) : undefined
      const folder = mkdtempSync(join(tmpdir(), 'bench-gaps-'))
      try {
        if (bench) writeBench(folder, bench)
        names.forEach((name, at) => {
          const miner = [...rows.keys()][at]!
          let row = known.get(`${set.name}\n${seed}\n${miner}`)
          if (!row) {
            row = {
              ...measureOn(bench!, folder, name),
              set: set.name,
              seed,
              miner,
              tickets: bench!.tickets.length,
            }
            if (results) appendFileSync(results, `${JSON.stringify(row)}\n`)
            console.error(
              `${set.name}, draw ${seed}: ${miner} AP ${row.ap.toFixed(2)}, ${row.seconds.toFixed(0)} s`,
            )
          }
          tickets = Math.max(tickets, row.tickets)
          rows.get(miner)!.push(row)
        })
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
    return [...rows].map(([miner, list]) => ({ set: set.name, tickets, miner, rows: list }))
  })
}

function measureOn(bench: GapBench, folder: string, name: MinerName): GapRow {
  const out = join(folder, 'proposals.json')
  const args = miners[name]({
    tickets: join(folder, 'tickets.jsonl'),
    articles: join(folder, 'articles.jsonl'),
    truth: join(folder, 'truth.json'),
    topics: new Set(bench.truth.labels.values()).size,
    out,
  })
  const { seconds, megabytes } = measure(name, args)
  const { proposals, groups } = readProposals(out)
  const title = titlesRight(proposals, bench.tickets, bench.truth)
  return { ...scoreGaps(proposals, groups, bench.truth), title, seconds, megabytes }
}

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

/** What a miner costs in a process of its own; `elapsed` are seconds by the clock. */
export function measure(
  name: string,
  args: readonly string[],
): Pick<GapRow, 'seconds' | 'megabytes'> & { readonly elapsed: number } {
  const begun = performance.now()
  const child = spawnSync(process.execPath, ['--import', program('measured.ts'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    encoding: 'utf8',
  })
  if (child.status !== 0)
    throw new Error(`The miner "${name}" ended with ${child.status ?? child.signal}: ${args.join(' ')}`)
  const cost = JSON.parse(child.output[3]!) as Pick<GapRow, 'seconds' | 'megabytes'>
  return { ...cost, elapsed: (performance.now() - begun) / 1000 }
}

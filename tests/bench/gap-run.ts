import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProposals, writeBench } from './bench-files.ts'
import { makeBench } from './gap-bench.ts'
import { scoreGaps } from './gap-score.ts'
import { type GapSet, questionsOf } from './gap-sets.ts'
import type { GapResult, GapRow } from './gap-table.ts'

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
  Kindred: ({ tickets, articles, out }) => [program('bench-gaps.ts'), tickets, articles, out],
  'Kindred, true groups': oracle('groups'),
  'Kindred, true coverage': oracle('coverage'),
} as const satisfies Record<string, Miner>

function oracle(known: 'groups' | 'coverage'): Miner {
  return ({ tickets, articles, out, truth }) => [program('oracle.ts'), known, tickets, articles, out, truth]
}

export type MinerName = keyof typeof miners

/** Those that see no more than a company would have; the others say where ours loses. */
export const fairMiners: readonly MinerName[] = ['naive', 'ordinary', 'Kindred']

/** Every miner on every set with every seed, each time in a process of its own, so that time and memory are its own. */
export function runMiners(
  sets: readonly GapSet[],
  seeds: readonly number[],
  names: readonly MinerName[],
): GapResult[] {
  return sets.flatMap((set) => {
    const { questions, settings } = questionsOf(set)
    const rows = new Map<MinerName, GapRow[]>(names.map((name) => [name, []]))
    let tickets = 0
    for (const seed of seeds) {
      const bench = makeBench(questions, seed, settings)
      tickets = Math.max(tickets, bench.tickets.length)
      const folder = mkdtempSync(join(tmpdir(), 'bench-gaps-'))
      try {
        writeBench(folder, bench)
        const out = join(folder, 'proposals.json')
        for (const name of names) {
          const args = miners[name]({
            tickets: join(folder, 'tickets.jsonl'),
            articles: join(folder, 'articles.jsonl'),
            truth: join(folder, 'truth.json'),
            topics: new Set(bench.truth.labels.values()).size,
            out,
          })
          const { seconds, megabytes } = measure(name, args)
          const { proposals, groups } = readProposals(out)
          const scores = scoreGaps(proposals, groups, bench.truth)
          rows.get(name)!.push({ ...scores, seconds, megabytes })
          console.error(
            `${set.name}, seed ${seed}: ${name} AP ${scores.ap.toFixed(2)}, ${seconds.toFixed(0)} s`,
          )
        }
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
    return [...rows].map(([miner, list]) => ({ set: set.name, tickets, miner, rows: list }))
  })
}

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

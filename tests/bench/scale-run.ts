import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProposals } from './bench-files.ts'
import type { Labelled } from './gap-bench.ts'
import { measure, miners } from './gap-run.ts'
import { scoreGaps } from './gap-score.ts'
import { writeScaleSet } from './scale-set.ts'
import type { ScaleResult, ScaleRow } from './scale-table.ts'

/** The baseline first. */
const scaleMiners = ['naive', 'Kindred'] as const

/** Each miner on sets of each size and seed, in a process of its own, so that time and memory are its own. */
export function runScale(
  questions: readonly Labelled[],
  { sizes, seeds }: { readonly sizes: readonly number[]; readonly seeds: readonly number[] },
  say: (line: string) => void,
): ScaleResult[] {
  return sizes.flatMap((size) => {
    const rows = new Map<string, ScaleRow[]>(scaleMiners.map((miner) => [miner, []]))
    for (const seed of seeds) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'))
      try {
        const truth = writeScaleSet(folder, questions, { seed, size })
        const [tickets, articles] = [join(folder, 'tickets.jsonl'), join(folder, 'articles.jsonl')]
        for (const miner of scaleMiners) {
          const out = join(folder, `${miner}.json`)
          const cost = measure(miner, miners[miner]({ ...{ tickets, articles, out }, topics: 0, truth: '' }))
          const { ap, top10, f1, answered, duplicates } = scoreGaps(
            readProposals(out).proposals,
            undefined,
            truth,
          )
          rows.get(miner)!.push({ ...cost, ap, top10, f1, answered, duplicates })
          say(
            `${size.toLocaleString('en-GB')} tickets, seed ${seed}: ${miner} AP ${ap.toFixed(2)}, ${cost.elapsed.toFixed(0)} s by the clock, ${cost.seconds.toFixed(0)} s of the processor, ${cost.megabytes.toFixed(0)} MB`,
          )
        }
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
    return [...rows].map(([miner, list]) => ({ size, miner, rows: list }))
  })
}

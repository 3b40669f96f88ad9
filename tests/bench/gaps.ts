/**
 * `npm run bench -- [LABELLED.jsonl] [--draws 3]`: does the miner find the topics that no article answers? Labelled
 * questions (`text`, `label`, `lang`) are dressed as tickets, three in ten labels lose their article, and the miner and
 * what it is compared with look for them. BANKING77 when no file is named; `npm run bench:gaps:all` has every set.
 */
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fairMiners, runMiners } from './gap-run.ts'
import { gapSets, root } from './gap-sets.ts'
import { comparison, gapTable } from './gap-table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { draws: { type: 'string', default: '3' } },
})
const questions = positionals[0] ? relative(root, resolve(positionals[0])) : gapSets[0]!.questions
const set = gapSets.find((one) => one.questions === questions) ?? { name: questions, questions }
const results = runMiners([set], { draws: Number(values.draws), names: fairMiners })
console.log(`${gapTable(results)}\n\n${comparison(results)}`)

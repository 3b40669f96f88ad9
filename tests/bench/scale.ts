/**
 * `npm run bench:scale [-- --sizes 10000,15000,100000,1000000] [--seeds 1,2]`: what mining costs and finds as tickets
 * grow in number; one table (Markdown), means over the seeds. The questions are BANKING77's, asked again and again in
 * slightly other words (`scale-set.ts`); 10,000 is what topics are made from, so time beyond it should be linear. Sets are
 * written to the folder for temporary files, 0.3 GB for a million tickets, and removed.
 */
import { parseArgs } from 'node:util'
import { gapSets, questionsOf } from './gap-sets.ts'
import { runScale } from './scale-run.ts'
import { scaleTable } from './scale-table.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,15000,100000,1000000' },
    seeds: { type: 'string', default: '1,2' },
  },
})
const sizes = values.sizes.split(',').map(Number)
const seeds = values.seeds.split(',').map(Number)
if (![...sizes, ...seeds].every((one) => Number.isSafeInteger(one) && one > 0)) {
  console.error('Sizes and seeds are whole numbers above 0, with commas between them: --sizes 10000,100000')
  process.exit(2)
}
const { questions } = questionsOf(gapSets[0]!)
console.log(scaleTable(runScale(questions, { sizes, seeds }, (line) => console.error(line))))

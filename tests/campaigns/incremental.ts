/**
 * `npm run campaign:incremental [-- --draws 10] [--sets "bank, tr; shop, en"] [--size 600] [--launch]`: does mining day by day
 * find what a full mining finds? Four in five tickets of a draw, the oldest, are mined in full; the rest comes in six parts,
 * each mined by what was trained before, and after every second part everything is mined in full beside it. A table
 * (Markdown), a row a set: means ± standard errors over the draws. Ten minings a draw, about a quarter of a minute.
 *
 * --launch  a third of the topics without an article are asked in those six parts alone: are they noticed?
 */
import { parseArgs } from 'node:util'
import { chosen, listed } from '#tests/bench/chosen.ts'
import { makeBench } from '#tests/bench/gap-bench.ts'
import { gapSets, questionsOf } from '#tests/bench/gap-sets.ts'
import { markdown, mean, pairedGain, signed, standardError } from '#tests/bench/gap-table.ts'
import { increments, launched, type Month } from '#tests/bench/increments.ts'

const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '10' },
    sets: { type: 'string', default: 'bank, en, 1,000; shop, en; bitext, en, 1,500' },
    size: { type: 'string', default: '600' },
    launch: { type: 'boolean', default: false },
  },
})
const [draws, size] = [Number(values.draws), Number(values.size)]
if (![draws, size].every((one) => Number.isSafeInteger(one) && one > 0)) {
  console.error('Draws and size are whole numbers above 0: --draws 10 --size 600')
  process.exit(2)
}
const history = 0.8
const sets = chosen(
  'set',
  listed(values.sets)!.filter((name) => values.sets || gapSets.some((set) => set.name === name)),
  gapSets.map(({ name }) => name),
)
/** Parts of a draw by set and draw. */
const parts: Month[][][] = sets.map((name) => {
  const { questions, settings } = questionsOf(gapSets.find((set) => set.name === name)!)
  return Array.from({ length: draws }, (_, draw) => {
    const bench = makeBench(questions, draw + 1, { ...settings, size })
    const own = [
      ...increments(values.launch ? launched(bench, history) : bench, { months: 3, steps: 2, history }),
    ]
    console.error(`${name}, draw ${draw + 1}: AP daily − full ${signed(mean(own.map(by)))}`)
    return own
  })
})

function by({ daily, full }: Month): number {
  return daily.ap - full.ap
}
/** Compared where topics were kept: where they were trained again just now, both are one mining. */
const kept = (own: readonly Month[]) => own.filter(({ growth }) => growth)
const cells = (draws: readonly Month[][]) => {
  const all = draws.flat()
  const of = (value: (month: Month) => number) => mean(draws.map((own) => mean(own.map(value))))
  const assigned = draws.map(kept).filter((own) => own.length > 0)
  const inKept = assigned.map((own) => mean(own.map(by)))
  const share = (how: 'assigned' | 'made') => {
    const shares = all.map((month) => month.kept[how])
    const found = shares.reduce((sum, { some }) => sum + some, 0)
    return found === 0 ? '' : (found / shares.reduce((sum, { of }) => sum + of, 0)).toFixed(2)
  }
  const differences = draws.map((own) => mean(own.map(by)))
  return [
    of(({ full }) => full.ap).toFixed(3),
    `${signed(mean(differences))} ± ${standardError(differences).toFixed(3)}`,
    inKept.length > 0 ? `${signed(mean(inKept))} ± ${standardError(inKept).toFixed(3)}` : '',
    of(({ daily, full }) => (daily.nmi ?? 0) - (full.nmi ?? 0)).toFixed(3),
    `${all.reduce((sum, { made }) => sum + made.length, 0)} of ${all.reduce((sum, { steps }) => sum + steps, 0)}`,
    ...[share('assigned'), share('made')],
  ]
}
console.log(
  markdown(
    [
      ...['set', 'AP full', 'daily − full', 'where topics were kept', 'NMI differs', 'trained again'],
      ...['ids kept, topics kept', 'ids kept, trained again'],
    ],
    sets.map((name, at) => [name, ...cells(parts[at]!)]),
  ),
)
const gain = pairedGain(parts.map((draws) => draws.map((own) => mean(own.map(by)))))
console.log(`\nAP daily − full over ${sets.length} sets: ${signed(gain.by)} ± ${gain.error.toFixed(3)}.`)

/**
 * `npm run campaign:doubt [-- --seeds 11,12,13,14] [--tickets 3000]`: topics are made from three quarters of a set without
 * every third of its unanswered topics; the last quarter has them. Which measure tells their tickets from the others, and
 * how many of both are novel? AUC: the chance that a ticket of a new topic looks stranger than another one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readingOf } from '#scripts/mining/corpus.ts'
import { mine } from '#scripts/mining/mine.ts'
import { assign, fitOf } from '#scripts/mining/topic-model/assign.ts'
import type { Trained } from '#scripts/mining/topic-model/topic-model.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { type Labelled, makeBench } from '#tests/bench/gap-bench.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '11,12,13,14' },
    tickets: { type: 'string', default: '3000' },
  },
})
const file = join(import.meta.dirname, '..', '..', 'content', 'marlin', 'tickets', 'banking77.jsonl')
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled)

const measures = ['fit', 'likeness to the middle of its topic'] as const
const line = (seed: string, cells: readonly string[]) =>
  console.log([seed.padEnd(5), ...cells.map((cell) => cell.padStart(16))].join(' '))
line('seed', ['fit', 'likeness', 'novel new', 'novel others'])
for (const seed of values.seeds.split(',').map(Number)) {
  const { tickets, articles, truth } = makeBench(questions, seed)
  const some = tickets.slice(0, Number(values.tickets))
  const kept = Math.round(some.length * 0.75)
  const late = new Set([...truth.missing].sort().filter((_, at) => at % 3 === 0))
  const isNew = ({ id }: MiningTicket) => late.has(truth.labels.get(id)!)
  const early = some.slice(0, kept).filter((ticket) => !isNew(ticket))
  const trained = mine(early, articles, { model: null }).model!.get('en')!
  const looked = looks(some, trained)
  const rows = some.slice(kept).map((ticket) => ({ ...looked.get(ticket.id)!, fresh: isNew(ticket) }))
  const auc = measures.map((measure) => {
    const of = (fresh: boolean) => rows.filter((row) => row.fresh === fresh).map((row) => row[measure])
    return aboveChance(of(false), of(true)).toFixed(2)
  })
  const novel = [true, false].map((fresh) => {
    const own = rows.filter((row) => row.fresh === fresh)
    return `${((100 * own.filter(({ fit }) => fit < trained.fits.least).length) / own.length).toFixed(0)} % of ${own.length}`
  })
  line(String(seed), [...auc, ...novel])
}

function looks(tickets: readonly MiningTicket[], trained: Trained) {
  const { ordered, cleanAt } = readingOf(tickets)
  const texts = { language: 'en', count: ordered.length, at: (position: number) => cleanAt(position).text }
  const { positions, topics, likeness } = assign(
    texts,
    Int32Array.from(ordered, (_, at) => at),
    trained,
  )
  const fits = fitOf(texts, { positions, topics }, trained)
  return new Map(
    ordered.map(({ id }, at) => [
      id,
      { fit: fits[at]!, 'likeness to the middle of its topic': likeness[at]! },
    ]),
  )
}

function aboveChance(high: readonly number[], low: readonly number[]): number {
  let wins = 0
  for (const a of high) for (const b of low) wins += a > b ? 1 : a === b ? 0.5 : 0
  return wins / Math.max(1, high.length * low.length)
}

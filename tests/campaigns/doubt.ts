/**
 * `npm run campaign:doubt [-- --seeds 11,12,13,14] [--tickets 3000]`: topics are made from three quarters of a set without
 * every third of its unanswered topics; the last quarter has them. Which measure tells their tickets from the others, and
 * how many of both are novel? AUC: the chance that a ticket of a new topic looks stranger than another one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dot } from '#scripts/mining/clustering/knn.ts'
import { readingOf } from '#scripts/mining/corpus.ts'
import { type MiningTicket, mine } from '#scripts/mining/mine.ts'
import { sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'
import { vectorizer } from '#scripts/mining/text/tf-idf.ts'
import { familiarity } from '#scripts/mining/topic-model/novelty.ts'
import { type Trained, tellsBy } from '#scripts/mining/topic-model/topic-model.ts'
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

const measures = ['familiarity', 'likeness to the middle of its topic', 'margin of naive Bayes'] as const
const line = (seed: string, cells: readonly string[]) =>
  console.log([seed.padEnd(5), ...cells.map((cell) => cell.padStart(16))].join(' '))
line('seed', ['familiarity', 'likeness', 'margin', 'novel new', 'novel others'])
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
    return `${((100 * own.filter(({ familiarity }) => familiarity < trained.novel).length) / own.length).toFixed(0)} % of ${own.length}`
  })
  line(String(seed), [...auc, ...novel])
}

function looks(tickets: readonly MiningTicket[], trained: Trained) {
  const { ordered, cleanAt } = readingOf(tickets)
  const tells = tellsBy(trained)
  const { vocabulary, bayes, centres, dims, count } = tells
  const texts = { at: (position: number) => cleanAt(position).text }
  const positions = Int32Array.from(ordered, (_, at) => at)
  const known = familiarity(texts, positions, { tells, space: trained.from.space })
  const rowOf = vectorizer(vocabulary)
  const scores = new Float64Array(count)
  return new Map(
    ordered.map(({ id }, at) => {
      const row = sparseFrom([rowOf(texts.at(at))], vocabulary.idf.length)
      bayes.score(row, 0, scores)
      const [first, second] = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)
      const point = tells.pointsAt([], row)
      return [
        id,
        {
          familiarity: known[at]!,
          'likeness to the middle of its topic': dot(point, 0, centres, first! * dims, dims),
          'margin of naive Bayes': scores[first!]! - scores[second ?? first!]!,
        },
      ]
    }),
  )
}

function aboveChance(high: readonly number[], low: readonly number[]): number {
  let wins = 0
  for (const a of high) for (const b of low) wins += a > b ? 1 : a === b ? 0.5 : 0
  return wins / Math.max(1, high.length * low.length)
}

/**
 * `npm run campaign:searches -- FOLDER … [--times 0,0.5,3] [--signal unclicked] [--tickets 200] [--seed 1] [--hidden 3]`: what so
 * many times as many searches as tickets do to topics and gaps. A folder holds what the published maker of benches makes:
 * `tickets.jsonl`, `articles.jsonl`, `truth.json`; searches are short forms of its tickets. Gaps are judged by the
 * tickets they hold, as always, and once more by the searches in them too.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mine } from '#scripts/mining/mine.ts'
import type { MiningTicket } from '#scripts/mining/types.ts'
import { readArticles, readTickets, readTruth } from '#tests/bench/bench-files.ts'
import type { GapBench } from '#tests/bench/gap-bench.ts'
import { scoreGaps } from '#tests/bench/gap-score.ts'
import { searchesOf } from '#tests/bench/searches.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '0,0.5,3' },
    signal: { type: 'string', default: 'unclicked' },
    tickets: { type: 'string' },
    seed: { type: 'string', default: '1' },
    hidden: { type: 'string' },
  },
})
const signal = values.signal === 'search' ? 'search' : 'unclicked'
const numbers = (list: string) => list.split(',').map(Number)
for (const folder of positionals) {
  const whole: GapBench = {
    tickets: readTickets(join(folder, 'tickets.jsonl')),
    articles: readArticles(join(folder, 'articles.jsonl')),
    truth: readTruth(join(folder, 'truth.json')),
  }
  // Topics without an article that nobody wrote a ticket about: every so many.
  const hidden = new Set(
    [...whole.truth.missing].sort().filter((_, at) => values.hidden && at % Number(values.hidden) === 0),
  )
  const all = withTickets(whole, ({ id }) => !hidden.has(whole.truth.labels.get(id)!))
  for (const size of values.tickets ? numbers(values.tickets) : [all.tickets.length]) {
    for (const times of numbers(values.times)) {
      const bench = size < all.tickets.length ? firstOf(all, size) : all
      // Searches are short for all tickets there are: fewer tickets do not make fewer people search.
      const { searches, labels } = searchesOf(whole, {
        ...{ count: Math.round(times * size), signal, seed: Number(values.seed) },
      })
      const start = performance.now()
      const { gaps, groups } = mine([...bench.tickets, ...searches], bench.articles)
      const seconds = (performance.now() - start) / 1000
      const scores = scoreGaps(gaps, groups, bench.truth)
      const both = { ...bench.truth, labels: new Map([...bench.truth.labels, ...labels]) }
      const withSearches = scoreGaps(gaps, groups, both)
      const found = scoreGaps(gaps, groups, { ...both, missing: hidden }).recall
      const own = gaps.filter(({ asked }) => asked.ticket === undefined)
      const judged = scoreGaps(own, undefined, both)
      const placed = searches.filter(({ id }) => groups.has(id)).length
      console.log(
        [
          `${folder.split('/').at(-1)} ${size} tickets, ${searches.length} ${signal}`,
          `AP ${scores.ap.toFixed(3)} P@10 ${scores.top10.toFixed(2)} false ${scores.answered.toFixed(2)} mixed ${scores.mixed.toFixed(2)} recall ${scores.recall.toFixed(2)} NMI ${scores.nmi?.toFixed(3)}, ${gaps.length} gaps`,
          `with searches AP ${withSearches.ap.toFixed(3)} false ${withSearches.answered.toFixed(2)} NMI ${withSearches.nmi?.toFixed(3)}`,
          `${own.length} gaps of searches alone: mixed ${judged.mixed.toFixed(2)} false ${judged.answered.toFixed(2)}`,
          ...(hidden.size > 0 ? [`found ${found.toFixed(2)} of ${hidden.size} topics without tickets`] : []),
          `${placed} searches placed, ${seconds.toFixed(0)} s`,
        ].join(' | '),
      )
    }
  }
}

/** Every so many tickets, so that what is left is spread over topics and time as before. */
function firstOf(bench: GapBench, size: number): GapBench {
  const { length } = bench.tickets
  const place = (at: number) => Math.floor((at * size) / length)
  return withTickets(bench, (_, at) => place(at) !== place(at - 1))
}

function withTickets(
  { tickets, articles, truth }: GapBench,
  is: (one: MiningTicket, at: number) => boolean,
): GapBench {
  const kept = tickets.filter(is)
  const labels = new Map(kept.map(({ id }) => [id, truth.labels.get(id)!]))
  return { tickets: kept, articles, truth: { ...truth, labels } }
}

/**
 * `baseline.ts naive|ordinary|graph|graph-seeded TICKETS.jsonl ARTICLES.jsonl OUT.json [K]`: mines a bench with what ours
 * is compared with, in a process of its own. K, the number of groups to make, is given to the ordinary chain.
 */
import { readArticles, readTickets, writeProposals } from './bench-files.ts'
import { graphGaps } from './graph-gaps.ts'
import { naiveGaps } from './naive-gaps.ts'
import { ordinaryGaps } from './ordinary-gaps.ts'

const [name, ticketsFile = '', articlesFile = '', out = '', k] = process.argv.slice(2)
const tickets = readTickets(ticketsFile)
const articles = readArticles(articlesFile)
const chains = {
  naive: () => ({ proposals: naiveGaps(tickets, articles) }),
  ordinary: () => ordinaryGaps(tickets, articles, Number(k)),
  graph: () => graphGaps(tickets, articles, false),
  'graph-seeded': () => graphGaps(tickets, articles, true),
}
writeProposals(out, chains[name as keyof typeof chains]())

/**
 * `oracle.ts groups|coverage|both TICKETS.jsonl ARTICLES.jsonl OUT.json TRUTH.json`: mines a bench with Kindred's miner
 * that is told a part of the truth, in a process of its own.
 */
import { readArticles, readTickets, readTruth, writeProposals } from './bench-files.ts'
import { oracleGaps } from './oracle-gaps.ts'

const [known, tickets = '', articles = '', out = '', truth = ''] = process.argv.slice(2)
writeProposals(
  out,
  oracleGaps(readTickets(tickets), readArticles(articles), readTruth(truth), {
    groups: known !== 'coverage',
    coverage: known !== 'groups',
  }),
)

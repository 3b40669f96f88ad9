import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { folders, migrations } from '#api/storage/folders.ts'
import { Busy, CannotOpen, openStore } from '#api/storage/open.ts'
import { MissingContent, readLibrary } from '#content/library/read.ts'
import { EncoderFailed } from './encoder/encoder.ts'
import { spaceForMining } from './encoder/for-mining.ts'
import { mine } from './mining/mine.ts'
import { miningArticles, miningSignals, miningTickets } from './mining-input.ts'
import { miningProgress } from './mining-progress.ts'
import { readApp } from './reporters/read-app.ts'
import { terminalReport } from './reporters/terminal.ts'
import { writeReport } from './reporters/write-report.ts'
import { storeRun } from './store-run.ts'

const usage = `Usage: npm run mine [-- --as-of 2026-11-15]

Finds what customers ask and no article answers, in all tickets imported so far, and writes the gap report.
The same tickets, articles and earlier gaps give the same report.

  --as-of DAY   the "now" of all trends; without it, the day of the newest ticket

With KINDRED_EMBEDDINGS_URL and _MODEL set, redacted texts are sent to that server, which is said before.

Exit code: 0 done, 1 failed, 2 wrong usage.`

process.once('SIGINT', () => {
  console.error('\nStopped. Nothing was changed; the next mining begins anew.')
  process.exit(130)
})
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    console.error(asked)
    return 2
  }
  if (asked.help) {
    console.log(usage)
    return 0
  }
  try {
    return await run(asked.asOf)
  } catch (error) {
    const known = [CannotOpen, Busy, MissingContent, EncoderFailed].some((kind) => error instanceof kind)
    if (!known) throw error
    console.error((error as Error).message)
    return 1
  }
}

function read(args: string[]): { help: boolean; asOf: string | undefined } | string {
  try {
    const options = {
      'as-of': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    } as const
    const { values } = parseArgs({ args, options })
    const asOf = values['as-of']
    if (asOf !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(asOf) && !Number.isNaN(Date.parse(asOf)))) {
      return `"${asOf}" is not a day. Write it as 2026-11-15.`
    }
    return { help: values.help, asOf }
  } catch (error) {
    return `${(error as Error).message}\n\n${usage}`
  }
}

async function run(given: string | undefined): Promise<number> {
  const where = folders()
  const { library } = await readLibrary(where.content)
  const { decisions, nothingFits } = await readApp(where)
  const store = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: true })
  const progress = miningProgress()
  try {
    const stored = await miningTickets(store, library)
    const asked = [...stored, ...miningSignals(nothingFits)]
    if (asked.length === 0) {
      console.error('There are no tickets yet. Import some first: npm run import -- FILE --source zendesk')
      return 1
    }
    const asOf = given ?? newestDay(stored.length > 0 ? stored : asked)
    const articles = miningArticles(library)
    const space = await spaceForMining({
      ...{ tickets: asked, articles, env: process.env, folder: where.data, say: progress.say },
      progress: (done, total) => progress.update('embeddings', done, total),
    })
    const result = mine(asked, articles, { asOf, onProgress: progress.update, ...space })
    progress.stop()
    await storeRun(store, { result, asOf, tickets: asked.length })
    const report = await writeReport({ tickets: store, decisions, library, folder: where.report })
    if (report) console.log(terminalReport(report))
    console.log(`\nThe whole report: ${relative(process.cwd(), join(where.report, 'index.html'))}`)
    return 0
  } finally {
    progress.stop()
    await store.close()
  }
}

function newestDay(tickets: readonly { createdAt?: string | undefined }[]): string {
  let newest = ''
  for (const { createdAt } of tickets) if (createdAt !== undefined && createdAt > newest) newest = createdAt
  return newest.slice(0, 10)
}

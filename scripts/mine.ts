import { join, relative } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { inherited } from '#api/settings/child-environment.ts'
import { folders, migrations } from '#api/settings/folders.ts'
import { claimData } from '#api/storage/data-owner.ts'
import { openStore } from '#api/storage/store.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { runCommand, WrongUsage } from './command.ts'
import { endOf } from './mining/gaps/trend.ts'
import { closings, gapTitles, takenApart } from './mining/io/closed-gaps.ts'
import { spaceForMining } from './mining/io/embed.ts'
import { flaggedSettings, settingFlags, settingsFor } from './mining/io/flags.ts'
import { joinMessages } from './mining/io/messages.ts'
import { miningProgress } from './mining/io/progress.ts'
import { readSignals } from './mining/io/signals.ts'
import { lastGaps, linkedGaps, storeRun } from './mining/io/store-run.ts'
import { changesInWords, runsInWords, termsInWords } from './mining/io/summary.ts'
import { miningArticles, miningTickets, segmentValues } from './mining/io/tickets.ts'
import { mine } from './mining/mine.ts'
import { programMark, readModel, writeModel } from './mining/topic-model/file.ts'
import type { MiningSettings } from './mining/types.ts'
import { readApp } from './report/read-app.ts'
import { terminalReport } from './report/terminal.ts'
import { writeReport } from './report/write.ts'

const usage = `Usage: npm run mine [-- --full] [--as-of 2026-11-15]

Finds what customers ask and no article answers, in all tickets imported so far, and writes the gap report.
The same tickets, articles and earlier gaps give the same report.

  --full             train all topics again; otherwise new tickets are assigned to the topics of the last mining,
                     until too many are new or fit none
  --as-of DAY        the "now" of all trends; without it, the day of the newest ticket
  --min-tickets N    least tickets of a gap (5) …
  --min-customers N  … from least this many customers (3) …
  --days N           … within this many days (60)

The last three can stand in site.yaml: mining: { min_tickets: 5, min_customers: 3, days: 60 }

KINDRED_ENCODER=minilm compares English texts by sentence vectors made on this machine. With KINDRED_EMBEDDINGS_URL
and _MODEL set, redacted texts are sent to that server, which is said before.

Exit code: 0 done, 1 failed, 2 wrong usage.`

// Left alone, V8 lets garbage grow to a multiple of what is in use: a million tickets then take 3.3 GB instead of 1.5.
setFlagsFromString('--heap-growing-percent=20')
process.once('SIGINT', () => {
  console.error('\nStopped. Nothing was changed; the next mining starts over.')
  process.exit(130)
})
await runCommand({
  usage,
  options: { 'as-of': { type: 'string' }, full: { type: 'boolean', default: false }, ...settingFlags },
  async run(values, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    const asOf = values['as-of']
    if (asOf !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(asOf) && !Number.isNaN(Date.parse(asOf))))
      throw new WrongUsage(`"${asOf}" is not a day. Write it as 2026-11-15.`)
    const settings = flaggedSettings(values)
    if (typeof settings === 'string') throw new WrongUsage(settings)
    return run({ full: values.full, asOf, settings })
  },
})

interface Asked {
  readonly asOf: string | undefined
  readonly full: boolean
  readonly settings: Partial<MiningSettings>
}

async function run({ asOf: given, full, settings: flags }: Asked): Promise<number> {
  const where = folders()
  await claimData(where)
  const { library } = await readLibrary(where.content)
  const { decisions } = await readApp(where)
  const { questions, evidence } = await readSignals(where, given ? endOf(given) : Date.now())
  const settings = settingsFor(library.site, flags)
  const store = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: true })
  const progress = miningProgress()
  try {
    const stored = await miningTickets(store, library)
    const asked = joinMessages(stored, questions)
    if (asked.length === 0) {
      console.error('There are no tickets yet. Import some first: npm run import -- FILE --source zendesk')
      return 1
    }
    const asOf = given ?? newestDay(stored.length > 0 ? stored : asked)
    const articles = miningArticles(library)
    const space = await spaceForMining({
      ...{ tickets: asked, articles, env: inherited(), folder: where.data, say: progress.say },
      progress: (done, total) => progress.update('embeddings', done, total),
    })
    const program = await programMark()
    const { model, refused } = space.vectors
      ? { model: undefined }
      : await readModel(where.miningModel, program)
    if (refused) progress.say(`${refused} All topics are trained again.`)
    const result = mine(asked, articles, {
      ...{ asOf, settings, evidence, values: segmentValues(library), onProgress: progress.update },
      finder: createFinder(openLibrary(library)),
      earlier: await lastGaps(store),
      linked: await linkedGaps(store, closings(library, decisions)),
      apart: takenApart(decisions),
      ...{ ...space, model, full },
    })
    progress.stop()
    const { changes } = await storeRun(store, {
      ...{ result, asOf, settings, tickets: asked.length, asked },
      closings: closings(library, decisions),
    })
    // After the run: with the model alone written, new tickets would only be assigned once more.
    const unkept = result.model && (await writeModel(where.miningModel, result.model, program))
    if (unkept) progress.say(unkept)
    const report = await writeReport({
      tickets: store,
      decisions,
      library,
      folder: where.report,
      content: where.content,
    })
    if (report) console.log(terminalReport(report))
    const how = space.vectors
      ? ['With embeddings all topics are trained each time.']
      : runsInWords(result.runs ?? [], settings)
    console.log(`\n${how.join('\n')}`)
    if (result.terms.length > 0) console.log(`\n${termsInWords(result.terms)}`)
    const said = changesInWords(changes, await gapTitles(store))
    if (said.length > 0)
      console.log(`\nSince the last mining:\n${said.map((line) => `  ${line}`).join('\n')}`)
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

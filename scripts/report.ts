import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { folders, migrations } from '#api/storage/folders.ts'
import { CannotOpen, openStore } from '#api/storage/open.ts'
import { MissingContent, readLibrary } from '#content/library/read.ts'
import { readApp } from './reporters/read-app.ts'
import { terminalReport } from './reporters/terminal.ts'
import { writeReport } from './reporters/write-report.ts'

const usage = `Usage: npm run report

Writes the report of the last mining once more, with the decisions and articles of now.`

/** `npm run report`: exit 0 done, 1 failed, 2 wrong usage. */
process.exitCode = asked(process.argv.slice(2)) ?? (await main())

/** The exit code when there is nothing to do but say how; undefined when the report is wanted. */
function asked(args: string[]): number | undefined {
  try {
    if (!parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } }).values.help) return undefined
    console.log(usage)
    return 0
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
}

async function main(): Promise<number> {
  const where = folders()
  try {
    const { library } = await readLibrary(where.content)
    const { decisions } = await readApp(where)
    const tickets = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: false })
    try {
      const report = await writeReport({ tickets, decisions, library, folder: where.report })
      if (!report) {
        console.error('Nothing was mined yet. Run: npm run mine')
        return 1
      }
      console.log(terminalReport(report))
      console.log(`\nThe whole report: ${relative(process.cwd(), join(where.report, 'index.html'))}`)
      return 0
    } finally {
      await tickets.close()
    }
  } catch (error) {
    if (!(error instanceof CannotOpen) && !(error instanceof MissingContent)) throw error
    console.error(`${error.message} Import tickets first: npm run import -- FILE --source zendesk`)
    return 1
  }
}

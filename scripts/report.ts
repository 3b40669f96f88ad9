import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { inherited } from '#api/settings/child-environment.ts'
import { folders, migrations } from '#api/settings/folders.ts'
import { refuseAnother } from '#api/storage/data-owner.ts'
import { openStore } from '#api/storage/store.ts'
import { readLibrary } from '#content/library/index.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { runCommand, WrongUsage } from './command.ts'
import { opener } from './report/opener.ts'
import { readApp } from './report/read-app.ts'
import { terminalReport } from './report/terminal.ts'
import { type Format, fileOf, formats, writeReport } from './report/write.ts'

const usage = `Usage: npm run report -- [--open] [--format html,json,csv,md] [--out FOLDER] [--links URL]

Writes the report of the last mining once more, with the decisions and articles of now.

  --open      opens the page in the browser; without a display it prints where it is
  --format    which files to write, separated by commas; all when not given
  --out       where to write them; the data folder's report/ when not given
  --links     where the content folder is on your host of repositories, for links of the Markdown that is pasted
              into a pull request: https://github.com/acme/help/blob/main/content
              When not given, links lead from --out to the files, which is right for a report that is committed.`

interface Asked {
  readonly open: boolean
  readonly formats: readonly Format[]
  readonly out: string | undefined
  readonly links: string | undefined
}

await runCommand({
  usage,
  options: {
    open: { type: 'boolean', default: false },
    format: { type: 'string' },
    out: { type: 'string' },
    links: { type: 'string' },
  },
  async run({ open, format, out, links }, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    const wanted = [...new Set(format?.split(',').map((name) => name.trim()) ?? formats)]
    const unknown = wanted.find((name) => !formats.some((one) => one === name))
    if (unknown !== undefined)
      throw new WrongUsage(`There is no format "${unknown}". There are: ${formats.join(', ')}.`)
    if (open && !wanted.includes('html')) throw new WrongUsage('--open shows the page: add html to --format.')
    if (out?.trim() === '') throw new WrongUsage('--out names no folder. Leave it out for the usual one.')
    if (links !== undefined && !/^https?:\/\/[^\s()<>]+$/.test(links))
      throw new WrongUsage(
        `--links is "${links}", which is no address such as https://github.com/acme/help/blob/main/content.`,
      )
    return write({ open, formats: wanted as Format[], out, links })
  },
})

async function write({ open, formats: wanted, out, links }: Asked): Promise<number> {
  const where = folders()
  await refuseAnother(where)
  const folder = out === undefined ? where.report : resolve(out)
  const { library } = await readLibrary(where.content)
  const { decisions } = await readApp(where)
  if (!existsSync(where.ticketsDb))
    throw new OperatorError(
      'There are no tickets yet. Import some first: npm run import -- FILE --source zendesk',
    )
  const tickets = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: false })
  try {
    const report = await writeReport({
      ...{ tickets, decisions, library, folder, formats: wanted },
      content: links ?? where.content,
    })
    if (!report) throw new OperatorError('Nothing was mined yet. Run: npm run mine')
    console.log(terminalReport(report))
    console.log('\nThe whole report:')
    for (const format of wanted) console.log(`  ${relative(process.cwd(), join(folder, fileOf(format)))}`)
    if (open) await show(join(folder, fileOf('html')))
    return 0
  } finally {
    await tickets.close()
  }
}

/** Hands the page to the system's browser; where there is none the path is what can be given. */
async function show(page: string): Promise<void> {
  const command = opener(process.platform, inherited())
  const instead = `\nThere is no display here. Open it by hand: ${page}`
  if (!command) {
    console.log(instead)
    return
  }
  const [program, ...args] = command
  await new Promise<void>((done) => {
    const child = spawn(program, [...args, page], { detached: true, stdio: 'ignore' })
    child.once('error', () => {
      console.log(instead)
      done()
    })
    child.once('spawn', () => {
      child.unref()
      done()
    })
  })
}

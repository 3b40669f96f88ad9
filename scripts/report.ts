import { spawn } from 'node:child_process'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { inherited } from '#api/settings/child-environment.ts'
import { folders, migrations } from '#api/settings/folders.ts'
import { CannotOpen } from '#api/storage/faults.ts'
import { openStore } from '#api/storage/store.ts'
import { readLibrary } from '#content/library/index.ts'
import { MissingContent } from '#content/library/read-folder.ts'
import { opener } from './report/opener.ts'
import { readApp } from './report/read-app.ts'
import { terminalReport } from './report/terminal.ts'
import { CannotWrite, type Format, fileOf, formats, writeReport } from './report/write.ts'

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

const asked = ask(process.argv.slice(2))
/** Exit 0 done, 1 failed, 2 wrong usage. */
process.exitCode = typeof asked === 'number' ? asked : await main(asked)

/** What is wanted, or the exit code when there is nothing to do but say how. */
function ask(args: string[]): Asked | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h' },
        open: { type: 'boolean', default: false },
        format: { type: 'string' },
        out: { type: 'string' },
        links: { type: 'string' },
      },
    })
    if (values.help) {
      console.log(usage)
      return 0
    }
    const wanted = [...new Set(values.format?.split(',').map((name) => name.trim()) ?? formats)]
    const unknown = wanted.find((name) => !formats.some((format) => format === name))
    if (unknown !== undefined) {
      throw new Error(`There is no format "${unknown}". There are: ${formats.join(', ')}.`)
    }
    if (values.open && !wanted.includes('html')) {
      throw new Error('--open shows the page: add html to --format.')
    }
    if (values.out?.trim() === '') throw new Error('--out names no folder. Leave it out for the usual one.')
    if (values.links !== undefined && !/^https?:\/\/[^\s()<>]+$/.test(values.links)) {
      throw new Error(
        `--links is "${values.links}", which is no address such as https://github.com/acme/help/blob/main/content.`,
      )
    }
    return { open: values.open, formats: wanted as Format[], out: values.out, links: values.links }
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
}

async function main({ open, formats: wanted, out, links }: Asked): Promise<number> {
  const where = folders()
  const folder = out === undefined ? where.report : resolve(out)
  try {
    const { library } = await readLibrary(where.content)
    const { decisions } = await readApp(where)
    const tickets = await openStore({ file: where.ticketsDb, migrations: migrations.tickets, writer: false })
    try {
      const report = await writeReport({
        ...{ tickets, decisions, library, folder, formats: wanted },
        content: links ?? where.content,
      })
      if (!report) {
        console.error('Nothing was mined yet. Run: npm run mine')
        return 1
      }
      console.log(terminalReport(report))
      console.log('\nThe whole report:')
      for (const format of wanted) console.log(`  ${relative(process.cwd(), join(folder, fileOf(format)))}`)
      if (open) await show(join(folder, fileOf('html')))
      return 0
    } finally {
      await tickets.close()
    }
  } catch (error) {
    if (error instanceof CannotOpen)
      console.error(`${error.message} Import tickets first: npm run import -- FILE --source zendesk`)
    else if (error instanceof MissingContent || error instanceof CannotWrite) console.error(error.message)
    else throw error
    return 1
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

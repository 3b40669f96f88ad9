import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readLibrary } from '#content/library/index.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { importReport } from './articles/import-report.ts'
import { planImport } from './articles/plan.ts'
import { readSource } from './articles/read-source.ts'
import { placesBefore, readRecord, writePlan } from './articles/write.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run import:articles -- SOURCE --into DIR [--dry-run]

Brings the articles of another help centre into the content folder DIR.
SOURCE is a folder of Jekyll, Docusaurus, Starlight, Hugo, MkDocs or GitBook, any folder of Markdown,
or the JSON of Zendesk Help Center, Intercom or Freshdesk: a file, or a folder of them with the attachments beside.
Run again, it updates what nobody has edited since. The report is kept in DIR/import-report.md.

Exit code: 0 done; 1 failed; 2 wrong usage; 3 done, and something needs a person.`

await runCommand({
  usage,
  options: { into: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  async run({ into, 'dry-run': dryRun }, [from, extra]) {
    if (from === undefined || extra !== undefined) throw new WrongUsage('Say which source, one at a time.')
    if (!into) throw new WrongUsage('Say which content folder: --into DIR.')
    const paths = { source: resolve(from), into: resolve(into) }
    if (paths.into === paths.source)
      throw new WrongUsage('SOURCE and DIR are the same folder; give a new one for DIR.')
    return bring({ ...paths, dryRun })
  },
})

interface Asked {
  readonly source: string
  readonly into: string
  readonly dryRun: boolean
}

async function bring({ source, into, dryRun }: Asked): Promise<number> {
  if (!existsSync(source)) throw new OperatorError(`There is nothing at "${source}".`)
  if (existsSync(into) && !statSync(into).isDirectory())
    throw new OperatorError(`"${into}" is a file. Give the folder that holds articles/, or a new one.`)
  const { centre, ...options } = readSource(source)
  const before = readRecord(into)
  const plan = planImport(centre, { ...options, before: placesBefore(before) })
  const written = writePlan(plan, into, before, dryRun)
  console.log(importReport(centre.kind, plan, written))
  if (dryRun) {
    console.log('Nothing was written: this was a dry run.')
    return plan.forPerson.length > 0 ? 3 : 0
  }
  writeFileSync(
    join(into, 'import-report.md'),
    importReport(centre.kind, plan, written, Number.POSITIVE_INFINITY),
  )
  const { issues, warnings } = await readLibrary(into)
  const path = relative(process.cwd(), into) || '.'
  const dead = warnings.filter(({ level }) => level === 'dead').length
  console.log(
    `The content check names ${issues.length} issues that stop a build, ${dead} links and pictures that lead nowhere, ${warnings.length - dead} warnings.

  Everything:  ${join(path, 'import-report.md')}
  Check it:    npm run check:content -- ${path}
  See it:      KINDRED_CONTENT=${path} npm start`,
  )
  return plan.forPerson.length > 0 || issues.length > 0 ? 3 : 0
}

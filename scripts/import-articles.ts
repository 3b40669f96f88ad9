import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readLibrary } from '#content/library/index.ts'
import { nearest } from '#content/library/issue.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { count, importReport } from './articles/import-report.ts'
import { planImport } from './articles/plan.ts'
import { readSource } from './articles/read-source.ts'
import { placesBefore, readRecord, writePlan } from './articles/write.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run import:articles -- SOURCE --into DIR [--segment THEIRS=OURS …] [--dry-run]

Brings the articles of another help centre into the content folder DIR.
SOURCE is a folder of Jekyll, Docusaurus, Starlight, Hugo, MkDocs or GitBook, any folder of Markdown,
or the JSON of Zendesk Help Center, Intercom or Freshdesk: a file, or a folder of them with the attachments beside.
Run again, it updates what nobody has edited since. The report is kept in DIR/import-report.md.

  --segment 123=business   what the source shows only to its segment 123 comes over as restricted to the segment
                           "business" of DIR; several are divided by commas. Said once, it holds for later imports.
                           Without it such an article becomes a draft: never public by moving.

Exit code: 0 done; 1 failed; 2 wrong usage; 3 done, and something needs a person.`

await runCommand({
  usage,
  options: {
    into: { type: 'string' },
    segment: { type: 'string', multiple: true, default: [] },
    'dry-run': { type: 'boolean', default: false },
  },
  async run({ into, segment, 'dry-run': dryRun }, [from, extra]) {
    if (from === undefined || extra !== undefined) throw new WrongUsage('Say which source, one at a time.')
    if (!into) throw new WrongUsage('Say which content folder: --into DIR.')
    const paths = { source: resolve(from), into: resolve(into) }
    if (paths.into === paths.source)
      throw new WrongUsage('SOURCE and DIR are the same folder; give a new one for DIR.')
    return bring({ ...paths, segments: Object.fromEntries(segment.map(mapped)), dryRun })
  },
})

interface Asked {
  readonly source: string
  readonly into: string
  readonly segments: Readonly<Record<string, string[]>>
  readonly dryRun: boolean
}

/** `123=business,traveller` */
function mapped(flag: string): [string, string[]] {
  const [, theirs = '', ours = ''] = /^([^=]*)=(.*)$/.exec(flag) ?? []
  const names = ours.split(',').map((name) => name.trim())
  if (theirs.trim() === '' || names.includes(''))
    throw new WrongUsage(
      `"--segment ${flag}" is no mapping. Write --segment THEIRS=OURS, such as 123=business.`,
    )
  return [theirs.trim(), names]
}

async function bring({ source, into, segments, dryRun }: Asked): Promise<number> {
  if (!existsSync(source)) throw new OperatorError(`There is nothing at "${source}".`)
  if (existsSync(into) && !statSync(into).isDirectory())
    throw new OperatorError(`"${into}" is a file. Give the folder that holds articles/, or a new one.`)
  const { centre, ...options } = readSource(source)
  const record = readRecord(into)
  const before = { ...record, segments: { ...record.segments, ...segments } }
  refuseUnknownSegments(into, Object.values(before.segments).flat())
  const plan = planImport(centre, {
    ...options,
    before: placesBefore(before),
    segments: new Map(Object.entries(before.segments)),
  })
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
    `What the content check says: ${count(issues.length, 'issue')} to mend before a build, ${count(dead, 'dead link or picture', 'dead links and pictures')}, ${count(warnings.length - dead, 'warning')}.

  Everything:  ${join(path, 'import-report.md')}
  Check it:    npm run check:content -- ${path}
  See it:      KINDRED_CONTENT=${path} npm start`,
  )
  return plan.forPerson.length > 0 || issues.length > 0 ? 3 : 0
}

/** A name that DIR has no segment for would stop every build after the import. */
function refuseUnknownSegments(into: string, names: readonly string[]): void {
  const folder = join(into, 'segments')
  const known = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : []))
    : []
  for (const name of names)
    if (!known.includes(name)) {
      const near = nearest(name, known)
      throw new OperatorError(
        `There is no segment called "${name}" in "${folder}". ${near ? `Did you mean "${near}"?` : `Write ${name}.yaml with its rule first, or let "npm run init -- ${into}" begin the folder.`} Nothing was imported.`,
      )
    }
}

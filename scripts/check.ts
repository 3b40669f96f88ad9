import { join } from 'node:path'
import { folders } from '#api/settings/folders.ts'
import { readLibrary } from '#content/library/index.ts'
import { type Issue, printIssues } from '#content/library/issue.ts'
import { readFolder } from '#content/library/read-folder.ts'
import { readReplies } from '#content/library/read-replies.ts'
import { runCommand, WrongUsage } from './command.ts'
import { checkExternal } from './external-links.ts'

const usage = `Usage: npm run check:content [-- FOLDER] [--external [--limit N]]

Checks the content folder (KINDRED_CONTENT when none is given) and prints every issue.
  --external  asks the outside addresses that articles link to, at most N of them (1000); answers are kept for a week

Exit code: 0 no issues, or warnings only; 1 issues or dead links; 2 wrong usage.`

await runCommand({
  usage,
  options: { external: { type: 'boolean', default: false }, limit: { type: 'string', default: '1000' } },
  async run({ external, limit }, [folder, extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one folder too many.`)
    if (!/^[1-9]\d{0,6}$/.test(limit))
      throw new WrongUsage(`--limit is "${limit}", which is no whole number from 1.`)
    const content = folder ?? folders().content
    const { library, issues: found, warnings: within } = await readLibrary(content)
    const outside = external ? await askOutside(content, Number(limit)) : []
    const warnings = [...within, ...outside]
    const issues = [...found, ...(await readReplies(content, library)).issues]
    const dead = warnings.filter(({ level }) => level === 'dead')
    if (issues.length + warnings.length > 0) console.error(`${printIssues([...issues, ...warnings])}\n`)
    if (issues.length > 0)
      console.error(
        `${count(issues.length, 'issue')}. Nothing is built until ${issues.length === 1 ? 'it is' : 'they are'} mended.`,
      )
    if (dead.length > 0)
      console.error(
        `${count(dead.length, 'link or picture', 'links and pictures')} led nowhere. The site is built all the same.`,
      )
    if (warnings.length > dead.length) console.error(`${count(warnings.length - dead.length, 'warning')}.`)
    if (issues.length + dead.length > 0) return 1
    const { articles, drafts, segments, categories } = library
    console.log(
      `The content is in order: ${articles.length} articles, ${drafts.length} drafts, ${categories.length} categories, ${segments.length} segments.`,
    )
    return 0
  },
})

async function askOutside(content: string, limit: number): Promise<Issue[]> {
  const { read } = await readFolder(content)
  const cache = join(folders().data, 'external-links.json')
  const { issues, asked, known, left } = await checkExternal(read, {
    ...{ limit, cache, now: Date.now() },
    patience: 10_000,
  })
  console.error(
    `${count(asked, 'outside address', 'outside addresses')} asked, ${known} known from before${left > 0 ? `, ${left} left for the next call` : ''}.`,
  )
  return issues
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

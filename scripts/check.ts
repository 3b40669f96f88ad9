import { folders } from '#api/settings/folders.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { readReplies } from '#content/library/read-replies.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run check:content [-- FOLDER]

Checks the content folder (KINDRED_CONTENT when none is given) and prints every issue.

Exit code: 0 no issues, or warnings only; 1 issues or dead links; 2 wrong usage.`

await runCommand({
  usage,
  options: {},
  async run(_, [folder, extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one folder too many.`)
    const content = folder ?? folders().content
    const { library, issues: found, warnings } = await readLibrary(content)
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

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

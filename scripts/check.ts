import { parseArgs } from 'node:util'
import { folders } from '#api/settings/folders.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { MissingContent } from '#content/library/read-folder.ts'
import { readReplies } from '#content/library/read-replies.ts'

/** `npm run check:content`: every issue of the content folder at once. Exit 0 none or warnings only, 1 issues or dead links, 2 wrong usage. */
const usage =
  'Usage: npm run check:content [-- FOLDER]\nChecks the content folder (KINDRED_CONTENT) and prints every issue.'

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean' } },
  })
  if (values.help || positionals.length > 1) {
    console.log(usage)
    process.exit(values.help ? 0 : 2)
  }
  const content = positionals[0] ?? folders().content
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
  if (issues.length + dead.length > 0) process.exit(1)
  const { articles, drafts, segments, categories } = library
  console.log(
    `The content is in order: ${articles.length} articles, ${drafts.length} drafts, ${categories.length} categories, ${segments.length} segments.`,
  )
} catch (error) {
  if (error instanceof MissingContent) {
    console.error(error.message)
    process.exit(1)
  }
  if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
    console.error(`${(error as Error).message}\n${usage}`)
    process.exit(2)
  }
  throw error
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

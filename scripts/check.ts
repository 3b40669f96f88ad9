import { parseArgs } from 'node:util'
import { folders } from '#api/settings/folders.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { MissingContent } from '#content/library/read-folder.ts'

/** `npm run check:content`: every issue of the content folder at once. Exit 0 none, 1 some, 2 wrong usage. */
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
  const { library, issues } = await readLibrary(positionals[0] ?? folders(process.env).content)
  for (const issue of issues) console.error(printIssue(issue))
  if (issues.length > 0) {
    console.error(
      `\n${issues.length} ${issues.length === 1 ? 'issue' : 'issues'}. Nothing is built until they are mended.`,
    )
    process.exit(1)
  }
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

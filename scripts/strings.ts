import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { folders } from '#api/settings/folders.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { MissingContent } from '#content/library/read-folder.ts'
import { localeSchema } from '#content/model/locale.ts'
import { english, missingWords } from '#content/strings/index.ts'
import { stringsFile } from './strings/strings-file.ts'

/** `npm run strings`: the interface words of one locale as a file to translate. Exit 0 written, 1 not, 2 wrong usage. */
const usage = `Usage: npm run strings -- LOCALE
Writes strings/LOCALE.yaml in the content folder (KINDRED_CONTENT): every interface word with the English beside it.
Words that you have there already are kept.`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: { help: { type: 'boolean', short: 'h' } },
  })
  const locale = localeSchema.safeParse(positionals[0] ?? '')
  if (values['help'] || positionals.length !== 1 || !locale.success) {
    const wrong = positionals[0] && !locale.success ? `"${positionals[0]}" is no language tag.\n\n` : ''
    console.log(`${wrong}${usage}`)
    return values['help'] ? 0 : 2
  }
  const content = folders().content
  try {
    const { library, issues } = await readLibrary(content)
    const file = `strings/${locale.data}.yaml`
    const wrong = issues.filter((issue) => issue.file === file && !/has no locale/.test(issue.message))
    if (wrong.length > 0) {
      console.error(`${printIssues(wrong)}\n\nNothing was written, so that no word of yours is lost.`)
      return 1
    }
    mkdirSync(join(content, 'strings'), { recursive: true })
    writeFileSync(join(content, file), stringsFile(locale.data, library.strings))
    const missing = missingWords(locale.data, library.strings).length
    console.log(
      `${join(content, file)}: ${Object.keys(english).length} words, ${missing} of them to translate. npm run check:content says what is wrong with it.`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof MissingContent)) throw error
    console.error(error.message)
    return 1
  }
}

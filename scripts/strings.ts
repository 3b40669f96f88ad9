import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folders } from '#api/settings/folders.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { localeSchema } from '#content/model/locale.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { english, missingWords } from '#content/strings/index.ts'
import { runCommand, WrongUsage } from './command.ts'
import { stringsFile } from './strings/strings-file.ts'

const usage = `Usage: npm run strings -- LOCALE

Writes strings/LOCALE.yaml in the content folder (KINDRED_CONTENT): every interface word with the English beside it.
Words that you have there already are kept.

Exit code: 0 written; 1 not; 2 wrong usage.`

await runCommand({
  usage,
  options: {},
  async run(_, [tag, extra]) {
    if (tag === undefined || extra !== undefined) throw new WrongUsage('Say which locale.')
    const { data: locale } = localeSchema.safeParse(tag)
    if (locale === undefined) throw new WrongUsage(`"${tag}" is no language tag.`)
    const content = folders().content
    const { library, issues } = await readLibrary(content)
    const file = `strings/${locale}.yaml`
    const wrong = issues.filter((issue) => issue.file === file && !/has no locale/.test(issue.message))
    if (wrong.length > 0)
      throw new OperatorError(
        `${printIssues(wrong)}\n\nNothing was written, so that no word of yours is lost.`,
      )
    mkdirSync(join(content, 'strings'), { recursive: true })
    writeFileSync(join(content, file), stringsFile(locale, library.strings))
    const missing = missingWords(locale, library.strings).length
    console.log(
      `${join(content, file)}: ${Object.keys(english).length} words, ${missing} of them to translate. npm run check:content says what is wrong with it.`,
    )
    return 0
  },
})

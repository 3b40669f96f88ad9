import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { localeSchema } from '#content/model/locale.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { runCommand, WrongUsage } from './command.ts'
import { type Beginning, beginning } from './init/beginning.ts'

const usage = `Usage: npm run init -- DIR [--name NAME] [--locales en,de] [--email ADDRESS]

Writes the content folder of a new help centre: site.yaml, traits, two segments, three articles, each explained in place.
What is not given is asked, or has its default where nobody can answer. DIR must be empty or not exist.`

const text = { type: 'string' } as const
await runCommand({
  usage,
  options: { name: text, locales: text, email: text },
  async run(values, [shown, extra]) {
    if (shown === undefined || extra !== undefined) throw new WrongUsage('Say which folder.')
    return write({ folder: resolve(shown), shown, ...values })
  },
})

async function write(given: Given): Promise<number> {
  const { folder } = given
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new OperatorError(
      `"${given.shown}" is not empty. Nothing was written; give a folder that is empty or does not exist.`,
    )
  const asked = await complete(given)
  const files = beginning(asked)
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag: 'wx' })
  }
  const { issues } = await readLibrary(folder)
  if (issues.length > 0) {
    console.error(printIssues(issues))
    return 1
  }
  const path = relative(process.cwd(), folder) || '.'
  console.log(`${Object.keys(files).length} files in ${path}:\n${Object.keys(files)
    .map((name) => `  ${name}`)
    .join('\n')}

See it:    KINDRED_CONTENT=${path} npm start
Check it:  npm run check:content -- ${path}`)
  return 0
}

interface Given {
  readonly folder: string
  readonly shown: string
  readonly name?: string | undefined
  readonly locales?: string | undefined
  readonly email?: string | undefined
}

/** With answers to what was not given. */
async function complete({ name, locales, email }: Given): Promise<Beginning> {
  const questions = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stdout })
    : undefined
  const answer = async (given: string | undefined, question: string, usual: string) =>
    given ?? ((await questions?.question(`${question} [${usual}] `)) || usual)
  try {
    const said = {
      name: (await answer(name, 'What is the company or product called?', 'Acme')).trim(),
      locales: (await answer(locales, 'Languages of the help centre, the first one first?', 'en'))
        .split(',')
        .map((one) => one.trim()),
      email: (await answer(email, 'Address that customers write to?', 'help@acme.example')).trim(),
    }
    if (said.name === '') throw new WrongUsage('The name is empty.')
    const wrong = said.locales.find((locale) => !localeSchema.safeParse(locale).success)
    if (wrong !== undefined)
      throw new WrongUsage(`"${wrong}" is no language tag: write "en", "de" or "pt-BR".`)
    if (!/^[^\s@]+@[^\s@]+$/.test(said.email)) throw new WrongUsage(`"${said.email}" is no e-mail address.`)
    return said
  } finally {
    questions?.close()
  }
}

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { readLibrary } from '#content/library/index.ts'
import { printIssues } from '#content/library/issue.ts'
import { localeSchema } from '#content/model/locale.ts'
import { type Beginning, beginning } from './init/beginning.ts'

const usage = `Usage: npm run init -- DIR [--name NAME] [--locales en,de] [--email ADDRESS]

Writes the content folder of a new help centre: site.yaml, traits, two segments, three articles, each explained in place.
What is not given is asked, or has its default where nobody can answer. DIR must be empty or not exist.`

/** `npm run init`: exit 0 done, 1 failed, 2 wrong usage. */
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const given = read(args)
  if (given === 'help') {
    console.log(usage)
    return 0
  }
  if (typeof given === 'string') {
    console.error(`${given}\n\n${usage}`)
    return 2
  }
  const { folder } = given
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(
      `"${given.shown}" is not empty. Nothing was written; give a folder that is empty or does not exist.`,
    )
    return 1
  }
  const asked = await complete(given)
  if (typeof asked === 'string') {
    console.error(asked)
    return 2
  }
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
  readonly name: string | undefined
  readonly locales: string | undefined
  readonly email: string | undefined
}

function read(args: string[]): Given | 'help' | string {
  try {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { name: text, locales: text, email: text, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help) return 'help'
    const [shown] = positionals
    if (shown === undefined || positionals.length > 1) return 'Say which folder.'
    const { name, locales, email } = values
    return { folder: resolve(shown), shown, name, locales, email }
  } catch (error) {
    return (error as Error).message
  }
}

/** With answers to what was not given; or what is wrong with them. */
async function complete({ name, locales, email }: Given): Promise<Beginning | string> {
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
    if (said.name === '') return 'The name is empty.'
    const wrong = said.locales.find((locale) => !localeSchema.safeParse(locale).success)
    if (wrong !== undefined) return `"${wrong}" is no language tag: write "en", "de" or "pt-BR".`
    if (!/^[^\s@]+@[^\s@]+$/.test(said.email)) return `"${said.email}" is no e-mail address.`
    return said
  } finally {
    questions?.close()
  }
}

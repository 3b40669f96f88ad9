import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { folders } from '#api/settings/folders.ts'
import { type CustomerRow, customerSchema } from '#api/storage/customers.ts'
import { readLibrary } from '#content/library/index.ts'
import { faultOfTrait } from '#content/library/trait-fault.ts'
import type { Trait } from '#content/model/trait.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run customers -- FILE.ndjson
  One JSON object a line: {"email": "…", "external_id": "…", "locale": "tr", "traits": {"plan": "business"}}
  Addresses are stored as keyed hashes only. A customer who is there already is replaced.

Exit code: 0 done, 1 failed, 2 wrong usage, 3 done, with rejected rows.`

/** Rows written in one batch. */
const batch = 500

/** A longer line is not a customer, in characters. */
const longestLine = 64 * 1024

/** Rejected rows that are listed; the rest is counted. */
const listed = 20

await runCommand({
  usage,
  options: {},
  async run(_, [file, ...rest]) {
    if (!file) throw new WrongUsage('Say which file.')
    if (rest.length > 0) throw new WrongUsage(`"${rest[0]}" is one word too many.`)
    const there = await stat(file).catch(() => undefined)
    if (!there?.isFile()) throw new WrongUsage(`There is no file "${file}".`)
    return fill(file)
  },
})

/** Writes the customers of a file; exit code 3 when some rows were rejected. */
async function fill(file: string): Promise<number> {
  const { library } = await readLibrary(folders().content)
  const writer = appWriter()
  let row = 0
  let written = 0
  let rejected = 0
  let waiting: CustomerRow[] = []
  const flush = async () => {
    if (waiting.length === 0) return
    const answer = (await writer.run('customers', { rows: waiting })) as { written: number }
    written += answer.written
    waiting = []
  }
  try {
    const lines = createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Number.POSITIVE_INFINITY,
    })
    for await (const line of lines) {
      row += 1
      const text = row === 1 ? line.replace(/^\uFEFF/, '') : line
      if (text.trim() === '') continue
      const customer = readRow(text, library.traits)
      if (typeof customer !== 'string') waiting.push(customer)
      else {
        rejected += 1
        if (rejected <= listed) console.error(`${basename(file)}:${row}\n  ${customer}`)
      }
      if (waiting.length >= batch) await flush()
    }
    await flush()
  } finally {
    await writer.close()
  }
  if (rejected > listed) console.error(`… and ${rejected - listed} more.`)
  const total = `${count(written + rejected)} read: ${count(written)} written, ${count(rejected)} rejected.`
  console.log(`${written + rejected === 1 ? 'Customer' : 'Customers'}: ${total}`)
  return rejected > 0 ? 3 : 0
}

/** The customer on this line, or why there is none: without the line's own words, which may be personal. */
function readRow(text: string, traits: readonly Trait[]): CustomerRow | string {
  if (text.length > longestLine)
    return `The line has ${count(text.length)} characters; a customer has at most ${count(longestLine)}.`
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'The line is not one JSON object. Write one a line, without commas between them.'
  }
  const { data, error } = customerSchema.safeParse(json)
  if (error) {
    const { path, message } = error.issues[0] ?? { path: [], message: 'is not a customer' }
    return path.length > 0
      ? `"${path.join('.')}" is wrong: ${message}.`
      : `${message}. Fields are email, external_id, locale, traits.`
  }
  for (const [id, value] of Object.entries(data.traits)) {
    const fault = faultOfTrait(id, value, traits)
    if (fault) return fault
  }
  return data
}

function count(value: number): string {
  return value.toLocaleString('en-GB')
}

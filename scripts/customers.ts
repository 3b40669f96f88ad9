import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { folders } from '#api/settings/folders.ts'
import type { CustomerRow } from '#api/storage/customers.ts'
import { claimData } from '#api/storage/data-owner.ts'
import { grouped } from '#content/language/formats.ts'
import { readLibrary } from '#content/library/index.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'
import { readCustomers } from './customers/read-customers.ts'

const usage = `Usage: npm run customers -- FILE.ndjson | FILE.csv
  One JSON object a line: {"email": "…", "external_id": "…", "locale": "tr", "traits": {"plan": "business"}}
  Or a table with a header: email, external_id, locale, contact_ok, and a column for each trait; a list has | between its values.
  Addresses are stored as keyed hashes only. A customer who is there already is replaced.

Exit code: 0 done, 1 failed, 2 wrong usage, 3 done, with rejected rows.`

/** Rows written in one batch. */
const batch = 500

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
  await claimData(folders())
  const { library } = await readLibrary(folders().content)
  const writer = appWriter()
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
    for await (const { line, customer } of readCustomers(file, library.traits)) {
      if (typeof customer !== 'string') waiting.push(customer)
      else {
        rejected += 1
        if (rejected <= listed) console.error(`${basename(file)}:${line}\n  ${customer}`)
      }
      if (waiting.length >= batch) await flush()
    }
    await flush()
  } finally {
    await writer.close()
  }
  if (rejected > listed) console.error(`… and ${rejected - listed} more.`)
  const total = `${grouped(written + rejected)} read: ${grouped(written)} written, ${grouped(rejected)} rejected.`
  console.log(`${written + rejected === 1 ? 'Customer' : 'Customers'}: ${total}`)
  return rejected > 0 ? 3 : 0
}

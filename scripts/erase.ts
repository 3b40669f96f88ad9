import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { folders, migrations } from '#api/settings/folders.ts'
import { operatorMessage } from '#api/settings/operator-message.ts'
import { type ErasedRows, eraseTickets } from '#api/storage/erase-customer.ts'
import { openStore } from '#api/storage/store.ts'
import { appWriter } from './app-writer.ts'

const usage = `Usage:
  npm run erase -- EMAIL              deletes everything of the customer with this address
  npm run erase -- --external ID      … with this number in your other systems
Their words leave the gaps and the report with the next npm run mine. Backups keep them until they are deleted.`

/** `npm run erase`: exit 0 done, 1 failed (what is done stays done; run it again), 2 wrong usage. */
const asked = read(process.argv.slice(2))
const writer = appWriter()
try {
  const { rows, keys } = (await writer.run('erase', asked)) as { rows: ErasedRows; keys: string[] }
  const { ticketsDb: file } = folders()
  const more = existsSync(file) ? await fromTickets(file, keys) : {}
  for (const [table, count] of Object.entries({ ...rows, ...more })) console.log(`${table}: ${count} deleted`)
} catch (error) {
  console.error(operatorMessage(error))
  process.exitCode = 1
} finally {
  await writer.close()
}

async function fromTickets(file: string, keys: readonly string[]): Promise<ErasedRows> {
  const store = await openStore({ file, migrations: migrations.tickets, writer: true })
  try {
    return await eraseTickets(store, keys)
  } finally {
    await store.close()
  }
}

function read(args: string[]): { email?: string; external?: string } {
  try {
    const options = { external: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [email, ...rest] = positionals
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    if (rest.length === 0 && values.external && !email) return { external: values.external }
    if (rest.length === 0 && email && !values.external) return { email }
  } catch {
    // Told below.
  }
  console.error(usage)
  process.exit(2)
}

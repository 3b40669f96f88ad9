import { existsSync } from 'node:fs'
import { folders, migrations } from '#api/settings/folders.ts'
import { type ErasedRows, eraseTickets } from '#api/storage/erase-customer.ts'
import { openStore } from '#api/storage/store.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage:
  npm run erase -- EMAIL              deletes everything of the customer with this address
  npm run erase -- --external ID      … with this number in your other systems

Their words leave the report with the next npm run mine. Backups keep them until they are deleted.

Exit code: 0 done; 1 failed, and what is done stays done, so run it again; 2 wrong usage.`

await runCommand({
  usage,
  options: { external: { type: 'string' } },
  async run({ external }, [email, ...rest]) {
    if (rest.length > 0 || (email === undefined) === (external === undefined))
      throw new WrongUsage('Give an e-mail address or --external, one of the two.')
    const writer = appWriter()
    try {
      const asked = email === undefined ? { external } : { email }
      const { rows, keys } = (await writer.run('erase', asked)) as { rows: ErasedRows; keys: string[] }
      const { ticketsDb: file } = folders()
      const more = existsSync(file) ? await fromTickets(file, keys) : {}
      for (const [table, count] of Object.entries({ ...rows, ...more }))
        console.log(`${table}: ${count} deleted`)
    } finally {
      await writer.close()
    }
    return 0
  },
})

async function fromTickets(file: string, keys: readonly string[]): Promise<ErasedRows> {
  const store = await openStore({ file, migrations: migrations.tickets, writer: true })
  try {
    return await eraseTickets(store, keys)
  } finally {
    await store.close()
  }
}

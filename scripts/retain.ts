import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { folders, migrations } from '#api/settings/folders.ts'
import { operatorMessage } from '#api/settings/operator-message.ts'
import { forgetOldTickets, ticketsKept } from '#api/storage/retention.ts'
import { openStore } from '#api/storage/store.ts'
import { appWriter } from './app-writer.ts'

const usage = `Usage: npm run retain -- [--tickets-days N]
  Removes what is past its time: searches after 90 days, visitors after 30 days away, the audit after a year,
  redacted tickets after N days (default ${ticketsKept}). The server itself forgets searches and visitors every hour.`

/** `npm run retain`, for a timer: exit 0 done, 1 failed, 2 wrong usage. */
const days = read(process.argv.slice(2))
const writer = appWriter()
try {
  const { audit } = (await writer.run('retain', {})) as { audit: number }
  console.log(`audit: ${audit} lines removed`)
  const { ticketsDb: file } = folders()
  if (existsSync(file)) {
    const store = await openStore({ file, migrations: migrations.tickets, writer: true })
    try {
      console.log(`tickets: ${await forgetOldTickets(store, days, new Date())} removed`)
    } finally {
      await store.close()
    }
  }
} catch (error) {
  console.error(operatorMessage(error))
  process.exitCode = 1
} finally {
  await writer.close()
}

function read(args: string[]): number {
  try {
    const { values } = parseArgs({ args, options: { 'tickets-days': { type: 'string' } } })
    const given = values['tickets-days'] ?? String(ticketsKept)
    if (/^[1-9]\d{0,4}$/.test(given)) return Number(given)
  } catch {
    // Told below.
  }
  console.error(usage)
  process.exit(2)
}

import { existsSync } from 'node:fs'
import { folders, migrations } from '#api/settings/folders.ts'
import { forgetOldTickets, ticketsKept } from '#api/storage/retention.ts'
import { openStore } from '#api/storage/store.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run retain -- [--tickets-days N]

Removes what is past its time: searches after 90 days, visitors after 30 days away, the audit after a year, redacted
tickets after N days (default ${ticketsKept}). The server itself forgets searches and visitors every hour.

Exit code: 0 done; 1 failed; 2 wrong usage.`

await runCommand({
  usage,
  options: { 'tickets-days': { type: 'string', default: String(ticketsKept) } },
  async run({ 'tickets-days': days }, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    if (!/^[1-9]\d{0,4}$/.test(days))
      throw new WrongUsage('--tickets-days is a whole number from 1 to 99999.')
    const writer = appWriter()
    try {
      const { audit } = (await writer.run('retain', {})) as { audit: number }
      console.log(`audit: ${audit} lines removed`)
    } finally {
      await writer.close()
    }
    const { ticketsDb: file } = folders()
    if (!existsSync(file)) return 0
    const store = await openStore({ file, migrations: migrations.tickets, writer: true })
    try {
      console.log(`tickets: ${await forgetOldTickets(store, Number(days), new Date())} removed`)
    } finally {
      await store.close()
    }
    return 0
  },
})

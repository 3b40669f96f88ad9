import { existsSync } from 'node:fs'
import { readEnvironment } from '#api/settings/environment.ts'
import { migrations } from '#api/settings/folders.ts'
import { openStore } from '#api/storage/store.ts'
import { readLibrary } from '#content/library/index.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { digestOf } from '#core/insights/digest.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'
import { digestFacts } from './digest/facts.ts'

const usage = `Usage: npm run digest -- [--quiet] [--print]

Sends the week in words to the receiver of KINDRED_NOTICES, by the server's outbox: shares beside those of the four weeks
before, the most pressing gaps, and alerts: a gap that grows fast, a segment that finds less than the others, satisfaction
that fell. Once a day it is the same mail, whatever is run how often.

  --quiet   sends only when there is an alert
  --print   prints it and sends nothing

Exit code: 0 sent, printed, or quiet; 1 failed; 2 wrong usage.`

await runCommand({
  usage,
  options: { quiet: { type: 'boolean', default: false }, print: { type: 'boolean', default: false } },
  async run({ quiet, print }, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    const { folders, serverOrigin, contact } = readEnvironment()
    if (!print && !contact.notices)
      throw new OperatorError(
        'KINDRED_NOTICES is missing: it says who gets the digest, mailto:team@example.com or a webhook. To read it here: npm run digest -- --print',
      )
    const now = new Date()
    const { alerts, ...mail } = digestOf(await facts(folders, serverOrigin, now))
    if (print) {
      console.log(`${mail.subject}\n\n${mail.text}`)
      return 0
    }
    if (quiet && alerts.length === 0) {
      console.log('Nothing to look at; nothing is sent.')
      return 0
    }
    const at = now.toISOString()
    const type = alerts.length > 0 && quiet ? 'alert.raised' : 'digest.weekly'
    const notice = { id: `${type}:${at.slice(0, 10)}`, type, at, ...mail, data: { alerts, text: mail.text } }
    const writer = appWriter()
    try {
      await writer.run('notify', notice)
    } finally {
      await writer.close()
    }
    console.log('Handed to the outbox; the running server sends it.')
    return 0
  },
})

async function facts(
  { content, appDb, appUrl, ticketsDb }: ReturnType<typeof readEnvironment>['folders'],
  origin: string,
  now: Date,
) {
  const { library } = await readLibrary(content)
  const app = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: false })
  const mined = existsSync(ticketsDb)
    ? await openStore({ file: ticketsDb, migrations: migrations.tickets, writer: false })
    : undefined
  try {
    return await digestFacts({ app, mined, library, origin }, now)
  } finally {
    await app.close()
    await mined?.close()
  }
}

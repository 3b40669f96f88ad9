import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { embeddingsSettings } from '#api/encoders/settings.ts'
import { inherited } from '#api/settings/child-environment.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { folders } from '#api/settings/folders.ts'
import { readIdentityKeys } from '#api/settings/identity-keys.ts'
import { operatorMessage } from '#api/settings/operator-message.ts'
import { apiAddress, publicOrigin } from '#api/settings/origin.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { claimData } from '#api/storage/data-owner.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { hasBuildTools, NoBuildTools } from './site/build-tools.ts'

/**
 * What `npm start` does before the server: looks at the settings, builds the site when anything it is made of changed (a
 * production install without the build tools takes the one that was copied to it), and on the first start reads and mines the tickets that the content folder brings. Interrupted, it goes on at the
 * next start.
 */
checkSettings()
const { content, site, ticketsDb } = folders()

process.once('SIGINT', () => {
  console.log('\nStopped. The next start goes on from here.')
  process.exit(130)
})

try {
  await claimData(folders())
  if (hasBuildTools()) await build()
  else if (!existsSync(join(site, 'current'))) throw new NoBuildTools(site)
} catch (error) {
  if (error instanceof OperatorError) {
    console.error(error.message)
    process.exit(1)
  }
  throw error
}

const exports = ticketExports(content)
if (exports.length > 0 && !minedAlready()) {
  console.log('First start: reading the tickets that come with the content …')
  for (const file of exports) step('import.ts', [file, '--source', 'zendesk'], [0, 3])
  const customers = join(content, 'tickets', 'customers.ndjson')
  if (existsSync(customers)) step('customers.ts', [customers], [0, 3])
  step('mine.ts', [], [0])
}

async function build(): Promise<void> {
  // Imported only here: without the build tools it cannot be loaded.
  const { buildSite } = await import('./site/build-site.ts')
  await buildSite({ content, site, origin: publicOrigin(), api: apiAddress(), onLine: console.log })
}

/** Everything the server and mining would refuse to start with, in their words, before minutes are spent on a build. */
function checkSettings(): void {
  try {
    const { identity, folders: where, secret } = readEnvironment()
    readIdentityKeys(identity.keys, readSecrets(where.secrets, secret).devKey)
    embeddingsSettings(inherited())
  } catch (error) {
    console.error(operatorMessage(error))
    process.exit(1)
  }
}

/** Ticket exports in the content folder: `tickets/*-export.ndjson`. */
function ticketExports(folder: string): string[] {
  const tickets = join(folder, 'tickets')
  if (!existsSync(tickets)) return []
  return readdirSync(tickets)
    .filter((name) => name.endsWith('-export.ndjson'))
    .sort()
    .map((name) => join(tickets, name))
}

/** The report is written last of all, so it stands for a whole first mining. */
function minedAlready(): boolean {
  return existsSync(ticketsDb) && existsSync(join(folders().report, 'report.json'))
}

function step(script: string, args: readonly string[], fine: readonly number[]): void {
  const { status, signal } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: 'inherit',
  })
  if (signal || status === 130) {
    console.log('Stopped. The next start goes on from here.')
    process.exit(130)
  }
  if (!fine.includes(status ?? 1)) process.exit(status ?? 1)
}

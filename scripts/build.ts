import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '#api/control/client.ts'
import { folders } from '#api/settings/folders.ts'
import { apiAddress, publicOrigin } from '#api/settings/origin.ts'
import { claimData } from '#api/storage/data-owner.ts'
import { runCommand, WrongUsage } from './command.ts'
import { hasBuildTools, NoBuildTools } from './site/build-tools.ts'

const usage = `Usage: npm run build (or npm run publish)

Checks the content, builds the site and swaps it in; a running server takes it up without a restart. Where the build
tools are not installed, the server takes up the build that was copied here.

Exit code: 0 done; 1 failed, and the site that was served goes on; 2 wrong usage.`

await runCommand({
  usage,
  options: {},
  async run(_, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    const { data } = folders()
    const started = Date.now()
    await claimData(folders())
    const { build, fresh } = hasBuildTools() ? await built() : copied()
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(
      fresh ? `Built the site in ${seconds} s (build ${build}).` : `The site is up to date (build ${build}).`,
    )
    const answer = await ask(data, { command: 'reload' }).catch(() => undefined)
    if (answer) console.log('The running server shows it now.')
    return 0
  },
})

async function built(): Promise<{ build: string; fresh: boolean }> {
  const { content, site } = folders()
  // Imported only here: without the build tools it cannot be loaded.
  const { buildSite } = await import('./site/build-site.ts')
  return buildSite({ content, site, origin: publicOrigin(), api: apiAddress(), onLine: console.log })
}

/** The build that was made elsewhere and copied here. */
function copied(): { build: string; fresh: boolean } {
  const { site } = folders()
  const current = join(site, 'current')
  if (!existsSync(current)) throw new NoBuildTools(site)
  return { build: readFileSync(current, 'utf8').trim(), fresh: false }
}

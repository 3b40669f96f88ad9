import { ask } from '#api/control/client.ts'
import { folders } from '#api/settings/folders.ts'
import { publicOrigin } from '#api/settings/origin.ts'
import { runCommand, WrongUsage } from './command.ts'
import { buildSite } from './site/build-site.ts'

const usage = `Usage: npm run build (or npm run publish)

Checks the content, builds the site and swaps it in; a running server takes it up without a restart.

Exit code: 0 done; 1 failed, and the site that was served goes on; 2 wrong usage.`

await runCommand({
  usage,
  options: {},
  async run(_, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    const { content, data, site } = folders()
    const started = Date.now()
    const { build, fresh } = await buildSite({ content, site, origin: publicOrigin(), onLine: console.log })
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(
      fresh ? `Built the site in ${seconds} s (build ${build}).` : `The site is up to date (build ${build}).`,
    )
    const answer = await ask(data, { command: 'reload' }).catch(() => undefined)
    if (answer) console.log('The running server shows it now.')
    return 0
  },
})

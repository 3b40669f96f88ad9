import { ask } from '#api/control/client.ts'
import { folders } from '#api/settings/folders.ts'
import { publicOrigin } from '#api/settings/origin.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { buildSite } from './site/build-site.ts'

/**
 * `npm run build` and `npm run publish`: checks the content, builds the site, and swaps it in; a running server
 * takes it up without a restart. Exit 0 done, 1 failed (the site that was served goes on).
 */
const { content, data, site } = folders()

try {
  const started = Date.now()
  const { build, fresh } = await buildSite({ content, site, origin: publicOrigin(), onLine: console.log })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(
    fresh ? `Built the site in ${seconds} s (build ${build}).` : `The site is up to date (build ${build}).`,
  )
  const answer = await ask(data, { command: 'reload' }).catch(() => undefined)
  if (answer) console.log('The running server shows it now.')
} catch (error) {
  if (error instanceof OperatorError) {
    console.error(error.message)
    process.exit(1)
  }
  throw error
}

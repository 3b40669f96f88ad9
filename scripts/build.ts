import { ask } from '#api/control/client.ts'
import { folders } from '#api/settings/folders.ts'
import { MissingContent } from '#content/library/read-folder.ts'
import { BuildFailed, buildSite, ContentIssues } from './site/build-site.ts'

/**
 * `npm run build` and `npm run publish`: checks the content, builds the site, and swaps it in; a running server
 * takes it up without a restart. Exit 0 done, 1 failed (the site that was served goes on).
 */
const { content, data, site } = folders(process.env)
const origin =
  process.env['KINDRED_ORIGIN'] ??
  `http://${process.env['HOST'] ?? '127.0.0.1'}:${process.env['PORT'] ?? '4321'}`

try {
  const started = Date.now()
  const { build, fresh } = await buildSite({ content, site, origin, onLine: console.log })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(
    fresh ? `Built the site in ${seconds} s (build ${build}).` : `The site is up to date (build ${build}).`,
  )
  const answer = await ask(data, { command: 'reload' }).catch(() => undefined)
  if (answer) console.log('The running server shows it now.')
} catch (error) {
  if (error instanceof MissingContent || error instanceof ContentIssues || error instanceof BuildFailed) {
    console.error(error.message)
    process.exit(1)
  }
  throw error
}

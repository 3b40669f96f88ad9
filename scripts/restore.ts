import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { folders } from '#api/settings/folders.ts'
import { operatorMessage } from '#api/settings/operator-message.ts'
import { restoreBackup } from './backup/restore-backup.ts'

const usage = `Usage: npm run restore -- BACKUP [--replace]
  Puts a backup into the data folder. Stop the server first.
  --replace   what is there already is moved into a folder beside, not deleted`

/** `npm run restore`: exit 0 done and checked, 1 failed, 2 wrong usage. */
const { positionals, values } = read(process.argv.slice(2))
const [backup, ...rest] = positionals
if (!backup || rest.length > 0) {
  console.error(usage)
  process.exit(2)
}
try {
  const where = folders()
  const manifest = await restoreBackup(resolve(backup), where, {
    replace: values.replace ?? false,
    now: new Date(),
  })
  console.log(
    `Restored ${Object.keys(manifest.files).join(', ')} of ${manifest.at} into ${where.data}. Start Kindred ${manifest.version} or newer.`,
  )
} catch (error) {
  console.error(operatorMessage(error))
  process.exitCode = 1
}

function read(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { replace: { type: 'boolean' } } })
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
}

import { resolve } from 'node:path'
import { folders } from '#api/settings/folders.ts'
import { operatorMessage } from '#api/settings/operator-message.ts'
import { takeBackup } from './backup/take-backup.ts'

const usage = `Usage: npm run backup -- FOLDER
  Copies the databases, the secrets and the mining model into a new folder below FOLDER, while everything runs.`

/** `npm run backup`: exit 0 done and checked, 1 failed, 2 wrong usage. */
const [to, ...rest] = process.argv.slice(2)
if (!to || to.startsWith('-') || rest.length > 0) {
  console.error(usage)
  process.exit(to === '--help' ? 0 : 2)
}
try {
  const where = folders()
  if (where.appUrl) console.log(`app.db lies on ${new URL(where.appUrl).host}; back it up there.`)
  const { folder, manifest } = await takeBackup(where, resolve(to), new Date())
  for (const [name, { bytes, rows }] of Object.entries(manifest.files)) {
    const counted = rows && `, ${Object.values(rows).reduce((sum, n) => sum + n, 0)} rows, whole`
    console.log(`${name}: ${(bytes / 1e6).toFixed(1)} MB${counted ?? ''}`)
  }
  console.log(
    `Backed up to ${folder}. It holds secrets and redacted tickets: keep it as you keep the data folder.`,
  )
} catch (error) {
  console.error(operatorMessage(error))
  process.exitCode = 1
}

import { resolve } from 'node:path'
import { folders } from '#api/settings/folders.ts'
import { takeBackup } from './backup/take-backup.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run backup -- FOLDER

Copies the databases, the secrets and the mining model into a new folder below FOLDER, while everything runs, and
checks the copies.

Exit code: 0 done; 1 failed; 2 wrong usage.`

await runCommand({
  usage,
  options: {},
  async run(_, [to, ...rest]) {
    if (!to || rest.length > 0) throw new WrongUsage('Give one folder.')
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
    return 0
  },
})

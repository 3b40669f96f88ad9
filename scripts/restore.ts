import { resolve } from 'node:path'
import { folders } from '#api/settings/folders.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run restore -- BACKUP [--replace]

Puts a backup into the data folder. Stop the server first.
  --replace   what is there already is moved into a folder beside, not deleted

Exit code: 0 done and checked; 1 failed; 2 wrong usage.`

await runCommand({
  usage,
  options: { replace: { type: 'boolean', default: false } },
  async run({ replace }, [backup, ...rest]) {
    if (!backup || rest.length > 0) throw new WrongUsage('Give one backup.')
    const where = folders()
    const { files, at, version } = await restoreBackup(resolve(backup), where, { replace, now: new Date() })
    console.log(
      `Restored ${Object.keys(files).join(', ')} of ${at} into ${where.data}. Start Kindred ${version} or newer.`,
    )
    return 0
  },
})

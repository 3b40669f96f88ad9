import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Folders } from '#api/settings/folders.ts'
import { takeLock } from '#api/storage/lock.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { databases, described, type Manifest, readManifest } from './manifest.ts'

/**
 * Puts a backup into the data folder, after each of its files has been held against the manifest, and holds what was
 * written against it again. What was there before is moved to `before-<time>/`, and only where `replace` allows it.
 * Both databases are locked meanwhile, so neither a server nor mining runs.
 *
 * @throws {OperatorError} nothing was changed: the backup is not whole, something is there already, or somebody writes
 */
export async function restoreBackup(
  folder: string,
  where: Folders,
  { replace, now }: { replace: boolean; now: Date },
): Promise<Manifest> {
  const manifest = readManifest(folder)
  await holdAgainst(manifest, folder)
  mkdirSync(where.data, { recursive: true })
  const unlock = databases.map((name) => takeLock(join(where.data, name)))
  try {
    const names = Object.keys(manifest.files)
    const there = names.flatMap((name) => beside(name).filter((one) => existsSync(join(where.data, one))))
    if (there.length > 0 && !replace)
      throw new OperatorError(
        `${where.data} has ${there.join(', ')} already. With --replace they are kept in a folder beside.`,
      )
    if (there.length > 0) {
      const aside = join(where.data, `before-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
      mkdirSync(aside)
      for (const name of there) renameSync(join(where.data, name), join(aside, name))
    }
    for (const name of names) copyFileSync(join(folder, name), join(where.data, name))
    await holdAgainst(manifest, where.data)
    return manifest
  } finally {
    for (const release of unlock) release()
  }
}

/** A file and what SQLite keeps beside it: a write-ahead log of another database would damage the restored one. */
const beside = (name: string): string[] =>
  (databases as readonly string[]).includes(name) ? [name, `${name}-wal`, `${name}-shm`] : [name]

async function holdAgainst(manifest: Manifest, folder: string): Promise<void> {
  const there = new Set(readdirSync(folder))
  for (const [name, expected] of Object.entries(manifest.files)) {
    if (!there.has(name)) throw new OperatorError(`${folder} has no ${name}, which its manifest names.`)
    if (!isDeepStrictEqual(await described(folder, name), expected))
      throw new OperatorError(`${name} in ${folder} is not what was backed up: its checksum differs.`)
  }
}

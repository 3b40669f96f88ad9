import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Folders } from '#api/settings/folders.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { databases, described, type Manifest, type ManifestFile, manifestName } from './manifest.ts'

/** Files beside the databases that cannot be made again. The site and the report can: `npm run build`, `npm run mine`. */
const others = ['secrets.json', 'mining-model'] as const

/**
 * Copies what cannot be made again into a new folder below `to`, while the server and mining go on: each database as
 * it stood at one moment (`VACUUM INTO` reads in one transaction), opened and checked afterwards. A backup that was
 * interrupted is left as `….partial`. Returns the folder and its manifest.
 *
 * @throws {OperatorError} when there is nothing to back up, or a copy is damaged
 */
export async function takeBackup(
  where: Folders,
  to: string,
  now: Date,
): Promise<{ folder: string; manifest: Manifest }> {
  const folder = join(to, `kindred-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
  if (existsSync(folder)) throw new OperatorError(`${folder} is there already.`)
  const found = [...databases, ...others].filter((name) => existsSync(join(where.data, name)))
  if (found.length === 0) throw new OperatorError(`There is nothing to back up in ${where.data}.`)
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  const files: Record<string, ManifestFile> = {}
  for (const name of found) {
    if ((databases as readonly string[]).includes(name))
      copyDatabase(join(where.data, name), join(partial, name))
    else copyFileSync(join(where.data, name), join(partial, name))
    files[name] = await described(partial, name)
  }
  const manifest = { at: now.toISOString(), version: version(), files }
  writeFileSync(join(partial, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
  renameSync(partial, folder)
  return { folder, manifest }
}

function copyDatabase(from: string, to: string): void {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 8000 })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } catch (error) {
    throw new OperatorError(`${from} cannot be copied: ${(error as Error).message}.`)
  } finally {
    db.close()
  }
}

function version(): string {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { OperatorError } from '#content/model/operator-error.ts'

/** Names of the databases in a backup; other files are taken as they are. */
export const databases = ['app.db', 'tickets.db'] as const

const fileSchema = z.object({
  bytes: z.number().int(),
  sha256: z.string().length(64),
  /** Rows of each table, of a database. */
  rows: z.record(z.string(), z.number().int()).optional(),
})

const manifestSchema = z.object({
  /** When the backup was begun, ISO 8601. */
  at: z.string(),
  /** Of Kindred. */
  version: z.string(),
  files: z.record(z.string(), fileSchema),
})
export type Manifest = z.infer<typeof manifestSchema>
export type ManifestFile = z.infer<typeof fileSchema>

export const manifestName = 'manifest.json'

export function readManifest(folder: string): Manifest {
  const file = join(folder, manifestName)
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new OperatorError(`${folder} is not a whole backup: it has no readable ${manifestName}.`)
  }
}

/** What a file is, as the manifest says it; a database is opened and checked.
 *
 * @throws {OperatorError} when a database is damaged
 */
export async function described(folder: string, name: string): Promise<ManifestFile> {
  const file = join(folder, name)
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const rows = (databases as readonly string[]).includes(name) ? rowsOf(file) : undefined
  return { bytes: statSync(file).size, sha256: hash.digest('hex'), ...(rows && { rows }) }
}

function rowsOf(file: string): Record<string, number> {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const check = db.prepare('PRAGMA integrity_check').get()?.['integrity_check']
    if (check !== 'ok') throw new OperatorError(`${file} is damaged: ${String(check)}.`)
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all()
      .map(({ name }) => String(name))
    return Object.fromEntries(
      tables.map((name) => {
        const quoted = `"${name.replaceAll('"', '""')}"`
        return [name, Number(db.prepare(`SELECT count(*) AS n FROM ${quoted}`).get()?.['n'])]
      }),
    )
  } finally {
    db.close()
  }
}

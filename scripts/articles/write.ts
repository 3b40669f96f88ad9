import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { OperatorError } from '#content/model/operator-error.ts'
import type { Plan, PlannedFile } from './plan.ts'

/** Beside the articles: what the import wrote, so that the next one knows what a person has changed. */
const record = '.imported.json'

const recordSchema = z.object({
  /** By path: the SHA-256 of what was written, and what it came from. */
  files: z.record(z.string(), z.object({ hash: z.string(), from: z.string() })),
  /** `--segment` of the imports so far: segments of the source, and ours. */
  segments: z.record(z.string(), z.array(z.string())).default({}),
})
export type ImportRecord = z.infer<typeof recordSchema>

/** What happened to the files of the content folder. */
export interface Written {
  readonly added: string[]
  readonly updated: string[]
  readonly unchanged: string[]
  /** A person changed it, or it was there before the first import. */
  readonly kept: string[]
  /** A person took it away. */
  readonly removed: string[]
  /** In the folder from an earlier import, and no longer in the source. */
  readonly gone: string[]
}

export function readRecord(into: string): ImportRecord {
  const file = join(into, record)
  if (!existsSync(file)) return { files: {}, segments: {} }
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new OperatorError(
      `"${file}" cannot be read, so nobody can tell which articles were edited since the last import. Restore it, or delete it: then every file that is there already is kept as it is.`,
    )
  }
}

/**
 * Writes what nobody has edited. @param dryRun says what would be done and writes nothing
 */
export function writePlan(plan: Plan, into: string, before: ImportRecord, dryRun: boolean): Written {
  const written: Written = { added: [], updated: [], unchanged: [], kept: [], removed: [], gone: [] }
  const files: ImportRecord['files'] = { ...before.files }
  for (const planned of plan.files) {
    const target = join(into, planned.path)
    const hash = hashOf(planned.text ?? readFileSync(planned.copyOf!))
    const known = before.files[planned.path]
    const there = existsSync(target) ? hashOf(readFileSync(target)) : undefined
    const what =
      there === hash
        ? 'unchanged'
        : there === undefined
          ? known
            ? 'removed'
            : 'added'
          : there === known?.hash
            ? 'updated'
            : 'kept'
    written[what].push(planned.path)
    // What is there already in the same words is ours to update next time.
    if (what !== 'kept' && what !== 'removed') files[planned.path] = { hash, from: planned.from }
    if (!dryRun && (what === 'added' || what === 'updated')) write(planned, target)
  }
  const planned = new Set(plan.files.map(({ path }) => path))
  written.gone.push(
    ...Object.keys(before.files).filter((path) => !planned.has(path) && existsSync(join(into, path))),
  )
  if (!dryRun) {
    mkdirSync(into, { recursive: true })
    writeFileSync(join(into, record), `${JSON.stringify({ files, segments: before.segments }, null, 1)}\n`)
  }
  return written
}

function write(planned: PlannedFile, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  if (planned.text !== undefined) writeFileSync(target, planned.text)
  else copyFileSync(planned.copyOf!, target)
}

/** Addresses of the last import, so that articles do not move when others come before them. */
export function placesBefore({ files }: ImportRecord): {
  articles: ReadonlyMap<string, string>
  files: ReadonlyMap<string, string>
} {
  const articles = new Map<string, string>()
  const others = new Map<string, string>()
  for (const [path, { from }] of Object.entries(files)) {
    const article = /^articles\/[^/]+\/(.+)\.mdx?$/.exec(path)?.[1]
    if (article) articles.set(from, article)
    else if (from !== 'settings') others.set(from, path)
  }
  return { articles, files: others }
}

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

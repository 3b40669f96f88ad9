import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { MiningModel } from './topic-model.ts'

/** Bytes of SHA-256 at the end of the file, over all before them. */
const sumLength = 32

const sumOf = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest()

interface Content {
  /** Tells the program that wrote it from others: another one does not take what it left. */
  readonly program: string
  readonly model: MiningModel
}

export interface ModelRead {
  /** Null when there is none that can be used. */
  readonly model: MiningModel | null
  /** Why a file that is there is not used, as a sentence. */
  readonly refused?: string
}

/** What the last mining left. A file that is damaged, or was left by another version, is not used and says so. */
export async function readModel(file: string, program: string): Promise<ModelRead> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { model: null }
    return { model: null, refused: `${file} cannot be read (${(error as Error).message}).` }
  }
  const content = bytes.subarray(0, -sumLength)
  if (!sumOf(content).equals(bytes.subarray(-sumLength)))
    return { model: null, refused: `${file} is damaged.` }
  const read = deserialized(content)
  if (read?.program !== program)
    return { model: null, refused: `${file} was written by another version of Kindred.` }
  return { model: read.model }
}

/** Undefined for what another version of Kindred or Node wrote in another way. */
function deserialized(content: Buffer): Content | undefined {
  try {
    return deserialize(content) as Content
  } catch {
    return undefined
  }
}

/** Leaves what was trained for the next mining: all of it, or the file as it was and a sentence that says why. */
export async function writeModel(
  file: string,
  model: MiningModel,
  program: string,
): Promise<string | undefined> {
  const unfinished = `${file}.new`
  try {
    await mkdir(dirname(file), { recursive: true })
    const content = serialize({ program, model } satisfies Content)
    const handle = await open(unfinished, 'w', 0o600)
    try {
      await handle.writeFile(content)
      await handle.writeFile(sumOf(content))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
    return undefined
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return `What was trained could not be kept for the next mining (${(error as Error).message}). This one is complete.`
  }
}

/** Folders whose code and tables decide what is trained: a change in them, in a package or in Node makes another model. */
const rooms = ['scripts/mining', 'content/language']

/** Tells this version of the program from others. */
export async function programMark(): Promise<string> {
  const root = join(import.meta.dirname, '..', '..', '..')
  const sum = createHash('sha256').update(process.version)
  const files = ['package-lock.json']
  for (const room of rooms) {
    const names = await readdir(join(root, room), { recursive: true })
    files.push(...names.filter((name) => /\.(?:ts|tsv)$/.test(name)).map((name) => join(room, name)))
  }
  for (const name of files.sort()) {
    const text = await readFile(join(root, name)).catch(() => '')
    sum.update(`${name}\n`).update(text)
  }
  return sum.digest('hex').slice(0, 32)
}

import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, realpath, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

export interface DraftFile {
  /** The content folder. */
  readonly content: string
  /** Below the content folder, for messages. */
  readonly name: string
  /** Absolute. */
  readonly path: string
}

/** The content folder does not take the file; the message says why. */
export class NotWritable extends Error {
  override name = 'NotWritable'
}

/** What a file system says when it does not let us write, in words. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: 'the server has no right to write there',
  EPERM: 'the server has no right to write there',
  EROFS: 'the content folder is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
}

/** Where a draft lies. Locale, category and slug are words of our own alphabet, checked before. */
export function draftFile(
  content: string,
  { locale, article }: { locale: string; article: string },
): DraftFile {
  const name = `articles/${locale}/${article}.mdx`
  return { content, name, path: join(content, name) }
}

/** Writes a new draft, never over a file that is there; false when one is. Throws {@link NotWritable}. */
export async function writeDraft(file: DraftFile, text: string): Promise<boolean> {
  try {
    await mkdir(dirname(file.path), { recursive: true })
    await refuseOutside(file.content, dirname(file.path))
    await writeFile(file.path, text, { flag: 'wx' })
    // The content folder is its writers', not the server's alone.
    await chmod(file.path, 0o644)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw inWords(error)
  }
}

export async function removeDraft({ path }: DraftFile): Promise<void> {
  await unlink(path).catch(() => undefined)
}

/** Removes a draft that nobody wrote in since. Throws {@link NotWritable}. */
export async function withdrawDraft(
  content: string,
  { file, digest }: { file: string; digest: string | null },
): Promise<'removed' | 'changed'> {
  const path = join(content, file)
  try {
    await refuseOutside(content, dirname(path))
    if (digestOf(await readFile(path, 'utf8')) !== digest) return 'changed'
    await unlink(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw inWords(error)
  }
  return 'removed'
}

/** A shelf that is a link to somewhere else would let the server write there. */
export async function refuseOutside(content: string, folder: string): Promise<void> {
  const inside = relative(await realpath(content), await realpath(folder))
  if (inside.split(sep)[0] === '..') throw new Error(`${folder} leads out of the content folder.`)
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function inWords(error: unknown): unknown {
  const words = refusals[codeOf(error)]
  return words ? new NotWritable(words, { cause: error }) : error
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException)?.code ?? '')

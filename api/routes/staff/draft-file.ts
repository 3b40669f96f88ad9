import { mkdir, realpath, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { type DraftSource, draftOf } from '#content/library/draft.ts'

export interface DraftFile {
  /** The content folder. */
  readonly content: string
  /** Absolute. */
  readonly path: string
}

/** Where a draft lies. Locale, category and slug are words of our own alphabet, checked before. */
export function draftFile(
  content: string,
  { locale, article }: { locale: string; article: string },
): DraftFile {
  return { content, path: join(content, 'articles', locale, `${article}.mdx`) }
}

/** Writes a new draft, never over a file that is there; false when one is. */
export async function writeDraft({ content, path }: DraftFile, source: DraftSource): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true })
  // A shelf that is a link to somewhere else would let the server write there.
  const inside = relative(await realpath(content), await realpath(dirname(path)))
  if (inside.split(sep)[0] === '..') throw new Error(`${dirname(path)} leads out of the content folder.`)
  try {
    await writeFile(path, draftOf(source), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

export async function removeDraft({ path }: DraftFile): Promise<void> {
  await unlink(path).catch(() => undefined)
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Library } from '../model/library.ts'
import { readText } from './read-text.ts'
import { parseReplies } from './replies.ts'

/** The replies of a content folder, with every issue; none where there is no `replies/`. */
export async function readReplies(
  content: string,
  library: Pick<Library, 'segments' | 'channels'>,
): Promise<ReturnType<typeof parseReplies>> {
  const folder = join(content, 'replies')
  const names = await readdir(folder).catch(() => [] as string[])
  const files = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map(async (name) => ({ name, ...(await readText(join(folder, name), `replies/${name}`)) }))
  const read = await Promise.all(files)
  const { replies, issues } = parseReplies(read, library)
  return { replies, issues: [...read.flatMap((one) => one.issues), ...issues] }
}

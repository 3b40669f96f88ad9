import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import type { Issue } from './issue.ts'

/**
 * A file of the content folder as text, and an issue where its bytes are no UTF-8 or hold a NUL: its letters would be lost
 * without a word.
 *
 * @param path absolute
 * @param file as issues name it
 * @throws {NodeJS.ErrnoException} when it cannot be read
 */
export async function readText(path: string, file: string): Promise<{ text: string; issues: Issue[] }> {
  const bytes = await readFile(path)
  const text = bytes.toString('utf8')
  if (isText(bytes)) return { text, issues: [] }
  // UTF-16 may have its damage in no line alone.
  const line = Math.max(1, linesOf(bytes).findIndex((one) => !isText(one)) + 1)
  const message = 'This file is not text in UTF-8: some of its characters cannot be read.'
  return { text, issues: [{ file, line, message, hint: 'Save it as UTF-8.' }] }
}

const isText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.includes(0)

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let to = bytes.indexOf(10); to !== -1; to = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, to))
    from = to + 1
  }
  return [...lines, bytes.subarray(from)]
}

import { createHash, type Hash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from '#api/storage/content-files.ts'
import { notContent } from '#api/storage/published-library.ts'
import { isArticle } from '#content/library/file-names.ts'
import { program } from './run-astro.ts'

const root = join(import.meta.dirname, '..', '..')

/** What shapes a built site, beside the content folder: what Astro reads, what is made of it, and the packages. */
const sources = [...program, 'scripts/site', 'package-lock.json']

/** One word for everything the built pages depend on but the content. Another Node writes days in other words. */
export function programPrint(): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of sources.map((source) => join(root, source)).filter((one) => existsSync(one)))
    addFiles(hash, path, statSync(path).isDirectory() ? filesBelow(path) : [''])
  return hash.digest('hex')
}

/**
 * One word for these and the content.
 *
 * @param counts which paths below the content folder count; default: all
 */
export function fingerprint(
  content: string,
  others: readonly string[],
  counts = (_path: string): boolean => true,
): string {
  const hash = createHash('sha256').update(others.join('\n'))
  addFiles(hash, content, filesBelow(content, notContent(content)).filter(counts))
  return hash.digest('hex').slice(0, 12)
}

/** What is around the articles, for {@link fingerprint}. */
export const notArticles = (path: string): boolean => !(path.startsWith('articles/') && isArticle.test(path))

function addFiles(hash: Hash, folder: string, files: readonly string[]): void {
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folder, file)))
      .update('\0')
}

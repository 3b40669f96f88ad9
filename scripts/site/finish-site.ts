import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { indexSite, readIndex, type SiteIndex } from '#api/storage/site-index.ts'

/** Files compressed at once: zlib works in Node's pool of four threads, and each holds its file in memory. */
const atOnce = 4

/** Brotli's qualities: articles as Markdown, which only programs read, are not worth the time of the smallest. */
const [smallest, forPrograms] = [11, 9]

/**
 * The last step of a build: writes `_redirects`, which Netlify and Cloudflare read, returns the index that the server
 * starts from, and writes beside every file that is the same for everybody its brotli and gzip (`.br`, `.gz`),
 * which static hosts serve as they are; those of a file that has not changed are taken from the build before.
 *
 * @param root absolute path of the build
 * @param before absolute path of the build that is served, if there is one
 */
export async function finishSite(root: string, before?: string): Promise<SiteIndex> {
  await writeRedirects(root)
  const index = await indexSite(root)
  const known = before === undefined ? undefined : await readIndex(before)
  const waiting: string[] = []
  for (const [path, { compresses, parts, etag }] of Object.entries(index)) {
    if (!compresses || parts) continue
    const same = before !== undefined && known?.[path]?.etag === etag
    if (!same || !(await takePacked(join(before, path), join(root, path)))) waiting.push(join(root, path))
  }
  const worker = async (): Promise<void> => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const body = await readFile(file)
      const params = { [constants.BROTLI_PARAM_QUALITY]: file.endsWith('.md') ? forPrograms : smallest }
      await writeFile(`${file}.br`, await promisify(brotliCompress)(body, { params }))
      await writeFile(`${file}.gz`, await promisify<Buffer, object, Buffer>(gzip)(body, { level: 9 }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return index
}

/** False when the earlier build has them not, as one that an older version made. */
async function takePacked(from: string, to: string): Promise<boolean> {
  try {
    for (const end of ['.br', '.gz']) await copyFile(from + end, to + end)
    return true
  } catch {
    return false
  }
}

/** Earlier addresses of articles as static hosts take them: `/en/cards/old/ /en/cards/new/ 301`. */
async function writeRedirects(root: string): Promise<void> {
  const pairs = JSON.parse(await readFile(join(root, 'redirects.json'), 'utf8')) as Record<string, string>
  const lines = Object.entries(pairs)
    .filter(([from]) => !from.includes('?'))
    .map(([from, to]) => `${encodeURI(from)} ${encodeURI(to)} 301\n`)
  await writeFile(join(root, '_redirects'), lines.join(''))
}

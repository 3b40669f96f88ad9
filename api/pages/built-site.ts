import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompress, brotliCompressSync, constants } from 'node:zlib'
import { getMimeType } from 'hono/utils/mime'

/** A file of the built site, or a page put together from one. */
export interface Page {
  readonly body: Buffer
  readonly type: string
  readonly etag: string
  /** Compressed at first use; already small or already compressed things stay as they are. */
  brotli: Buffer | undefined
  readonly compresses: boolean
  /** Source of pages that have parts; those are assembled for each visitor. */
  readonly parts: string | undefined
}

/** A build of the site, whole in memory. */
export interface SitePages {
  /** Name of the build; '' when none was made yet. */
  readonly build: string
  readonly files: ReadonlyMap<string, Page>
  /** Earlier addresses. */
  readonly redirects: ReadonlyMap<string, string>
  /** Assembled pages, oldest use first. */
  readonly variants: Map<string, Page>
}

/** Reads the build that `current` names. Without one there are no pages, and the API works all the same. */
export async function loadSite(folder: string): Promise<SitePages> {
  const build = (await readFile(join(folder, 'current'), 'utf8').catch(() => '')).trim()
  const files = new Map<string, Page>()
  let redirects: Record<string, string> = {}
  if (build) {
    const root = join(folder, build)
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      const path = file.slice(root.length).replaceAll('\\', '/')
      const body = await readFile(file)
      if (path === '/redirects.json') redirects = JSON.parse(body.toString('utf8'))
      else if (entry.name !== '_headers') files.set(path.replace(/\/index\.html$/, '/'), pageOf(path, body))
    }
  }
  return { build, files, redirects: new Map(Object.entries(redirects)), variants: new Map() }
}

/** A file as it is served. */
export function pageOf(
  path: string,
  body: Buffer,
  type = getMimeType(path) ?? 'application/octet-stream',
): Page {
  const text = /^(text\/|application\/(json|javascript|xml|manifest|ld)|image\/svg|application\/wasm)/.test(
    type,
  )
  const html = path.endsWith('.html') ? body.toString('utf8') : ''
  return {
    body,
    type,
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    brotli: undefined,
    compresses: text && body.length > 600,
    parts: /<!--part:|data-for="|\[\[q\]\]/.test(html) ? html : undefined,
  }
}

/** The first reader gets a good compression; the best, ten times slower, is made meanwhile, off the loop. */
export function compressed(page: Page): Buffer {
  if (page.brotli) return page.brotli
  page.brotli = brotli(page.body, 9)
  brotliCompress(page.body, (error, best) => {
    if (!error) page.brotli = best
  })
  return page.brotli
}

/** @param quality 0 fastest … 11 smallest */
export function brotli(body: Buffer, quality: number): Buffer {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
}

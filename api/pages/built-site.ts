import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getMimeType } from 'hono/utils/mime'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Sendable } from './encodings.ts'

/** Bytes of pages, plain and compressed, kept in memory; the rest is read from disk when it is asked for. */
const pageBudget = 64 * 1024 * 1024

/** Name of the index that publishing leaves in a build, so that starting does not read every page. */
export const indexName = 'pages.json'

/** A file of the built site. */
export interface SiteFile {
  /** Absolute path on disk. */
  readonly file: string
  /** Content-Type. */
  readonly type: string
  readonly etag: string
  /** Whether compressing it makes it smaller. */
  readonly compresses: boolean
  /** Whether it has parts and is put together for each visitor. */
  readonly parts: boolean
}

/** A build of the site: its index, and the pages lately asked for. */
export interface SitePages {
  /** Name of the build; '' when none was made yet. */
  readonly build: string
  /** By path, a page's folder standing for its `index.html`. */
  readonly files: ReadonlyMap<string, SiteFile>
  /** Earlier addresses. */
  readonly redirects: ReadonlyMap<string, string>
  /** What was sent, by path, view and encoding; least recently used first out. */
  readonly sent: LRUCache<string, Sendable>
  /** Source of pages with parts, by path. */
  readonly sources: LRUCache<string, string>
}

const indexSchema = z.record(
  z.string(),
  z.object({ type: z.string(), etag: z.string(), compresses: z.boolean(), parts: z.boolean() }),
)
type Index = z.infer<typeof indexSchema>

/** Reads the build that `current` names. Without one there are no pages, and the API works all the same. */
export async function loadSite(folder: string): Promise<SitePages> {
  const build = (await readFile(join(folder, 'current'), 'utf8').catch(() => '')).trim()
  const root = join(folder, build)
  const files = new Map<string, SiteFile>()
  let redirects: Record<string, string> = {}
  if (build) {
    const written = await readFile(join(root, indexName), 'utf8').catch(() => undefined)
    const index = written ? indexSchema.parse(JSON.parse(written)) : await indexSite(root)
    for (const [path, entry] of Object.entries(index))
      files.set(path.replace(/\/index\.html$/, '/'), { ...entry, file: join(root, path) })
    redirects = JSON.parse(await readFile(join(root, 'redirects.json'), 'utf8').catch(() => '{}'))
  }
  return {
    build,
    files,
    redirects: new Map(Object.entries(redirects)),
    sent: new LRUCache({ maxSize: pageBudget, sizeCalculation: ({ body }) => body.length + 1 }),
    sources: new LRUCache({ maxSize: pageBudget, sizeCalculation: (html) => html.length * 2 + 1 }),
  }
}

/** Files that are made for the server or for a static host, and are no pages. */
const notServed = /(?:^|\/)(?:_headers|\.complete|redirects\.json|pages\.json)$|\.(?:br|gz)$/

/**
 * What the server must know of each file of a build: reads every file once, about 0.1 ms each.
 *
 * @param root absolute path of the build
 */
export async function indexSite(root: string): Promise<Index> {
  const index: Index = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(root.length).replaceAll('\\', '/')
    if (notServed.test(path)) continue
    const body = await readFile(file)
    const type = getMimeType(path) ?? 'application/octet-stream'
    index[path] = {
      type,
      etag: etagOf(body),
      compresses: textual(type) && body.length > 600,
      parts: path.endsWith('.html') && /<!--part:|data-for="|\[\[q\]\]/.test(body.toString('utf8')),
    }
  }
  return index
}

/** Weak: the same page compressed is the same page. */
export function etagOf(body: Uint8Array): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

function textual(type: string): boolean {
  return /^(text\/|application\/(json|javascript|xml|manifest|ld|atom)|image\/svg|application\/wasm)/.test(
    type,
  )
}

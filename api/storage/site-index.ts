import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getMimeType } from 'hono/utils/mime'
import { z } from 'zod'

/** Beside a build's folder, so that starting does not read every page; in it, a static host would give it to anybody. */
const indexOf = (root: string): string => `${root}.pages.json`

const entrySchema = z.object({
  type: z.string().describe('Content-Type'),
  etag: z.string(),
  compresses: z.boolean().describe('Whether compressing it makes it smaller.'),
  parts: z.boolean().describe('Whether it has parts and is put together for each visitor.'),
})
export type IndexEntry = Readonly<z.infer<typeof entrySchema>>

/** By path below the build's folder, with a slash first. */
export type SiteIndex = Record<string, IndexEntry>

const indexSchema = z.record(z.string(), entrySchema)

/** The index that publishing left in a build; undefined when it has none. */
export async function readIndex(root: string): Promise<SiteIndex | undefined> {
  const written = await readFile(indexOf(root), 'utf8').catch(() => undefined)
  return written === undefined ? undefined : indexSchema.parse(JSON.parse(written))
}

/** Leaves the index beside the build's folder. */
export async function writeIndex(root: string, index: SiteIndex): Promise<void> {
  await writeFile(indexOf(root), JSON.stringify(index))
}

const restrictedSchema = z.record(
  z.string(),
  entrySchema.extend({ readers: z.array(z.string()).describe('Segments that may have it.') }),
)

/** By path below the folder of restricted pages, with a slash first. */
export type RestrictedIndex = z.infer<typeof restrictedSchema>

/** Where the pages of restricted articles lie that belong to a build: outside the folder that a static host gives out. */
export function restrictedOf(site: string, build: string): string {
  return join(dirname(site), 'restricted', build)
}

/** What publishing left of restricted pages; nothing when the build has none. */
export async function readRestrictedIndex(root: string): Promise<RestrictedIndex> {
  const written = await readFile(indexOf(root), 'utf8').catch(() => '{}')
  return restrictedSchema.parse(JSON.parse(written))
}

export async function writeRestrictedIndex(root: string, index: RestrictedIndex): Promise<void> {
  await writeFile(indexOf(root), JSON.stringify(index))
}

/** Files that are made for the server or for a static host, and are no pages. */
const notServed = /(?:^|\/)(?:_headers|_redirects|\.complete|redirects\.json)$|\.(?:br|gz)$/

/**
 * What the server must know of each file of a build: reads every file once, about 0.1 ms each.
 *
 * @param root absolute path of the build
 */
export async function indexSite(root: string): Promise<SiteIndex> {
  const index: SiteIndex = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(root.length).replaceAll('\\', '/')
    if (notServed.test(path)) continue
    const body = await readFile(file)
    const type = typeOf(path)
    index[path] = {
      type,
      etag: etagOf(body),
      compresses: textual(type) && body.length > 600,
      parts: path.endsWith('.html') && /<!--part:|data-for="|\[\[q\]\]/.test(body.toString('utf8')),
    }
  }
  return index
}

function typeOf(path: string): string {
  if (path.endsWith('.md')) return 'text/markdown; charset=utf-8'
  // Browsers take rules of no other type.
  if (path.endsWith('/speculation-rules.json')) return 'application/speculationrules+json'
  return getMimeType(path) ?? 'application/octet-stream'
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

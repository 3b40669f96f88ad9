import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import {
  type IndexEntry,
  indexSite,
  readIndex,
  readRestrictedIndex,
  restrictedOf,
} from '#api/storage/site-index.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { noHosts, securityPolicy } from '#core/security-policy.ts'
import type { Sendable } from './encodings.ts'

/** Bytes of pages, plain and compressed, kept in memory; the rest is read from disk when it is asked for. */
const pageBudget = 64 * 1024 * 1024

/** A file of the built site. */
export interface SiteFile extends IndexEntry {
  /** Absolute path on disk. */
  readonly file: string
}

/** A file that some readers may have: members of these segments. */
export interface RestrictedFile extends SiteFile {
  readonly readers: readonly string[]
}

/** A build of the site: its index, and the pages lately asked for. */
export interface SitePages {
  /** Name of the build; '' when none was made yet. */
  readonly build: string
  /** The path below which it was built to lie, '' at the root of a host. */
  readonly base: string
  /** By path, a page's folder standing for its `index.html`. */
  readonly files: ReadonlyMap<string, SiteFile>
  /** Pages of restricted articles and the files they name, by path as in {@link files}. */
  readonly restricted: ReadonlyMap<string, RestrictedFile>
  /** Earlier addresses, as readers have them: below the base. */
  readonly redirects: ReadonlyMap<string, string>
  /** The content security policy of public pages, where the company has named hosts of others in it. */
  readonly policy: string | undefined
  /** Addresses of articles that were built and have expired since: what names them is sent without them. */
  readonly gone: ReadonlySet<string>
  /** What was sent, by path, view and encoding; least recently used first out. */
  readonly sent: LRUCache<string, Sendable>
  /** Source of pages with parts, by path. */
  readonly sources: LRUCache<string, string>
}

/** `current` names a build that is not there. */
export class MissingBuild extends OperatorError {
  constructor(folder: string, build: string) {
    super(
      `${join(folder, 'current')} names the build "${build}", which is not there. Make one with: npm run build`,
    )
  }
}

/** The build's addresses begin by another path than the server's. */
export class OtherBase extends OperatorError {
  constructor(built: string, served: string) {
    const where = (base: string) => (base ? `below "${base}"` : 'at the root of a host')
    super(
      `The site was built to lie ${where(built)}, and this server is ${where(served)}. Build it with the server's KINDRED_ORIGIN and KINDRED_BASE: npm run build`,
    )
  }
}

/** Reads the build that `current` names. Without one there are no pages, and the API works all the same. */
export async function loadSite(folder: string): Promise<SitePages> {
  const build = (await readFile(join(folder, 'current'), 'utf8').catch(() => '')).trim()
  const root = join(folder, build)
  const files = new Map<string, SiteFile>()
  const restricted = new Map<string, RestrictedFile>()
  let redirects: Record<string, string> = {}
  let policy: string | undefined
  let base = ''
  if (build) {
    if (!existsSync(root)) throw new MissingBuild(folder, build)
    const index = (await readIndex(root)) ?? (await indexSite(root))
    for (const [path, entry] of Object.entries(index))
      files.set(addressOf(path), { ...entry, file: join(root, path) })
    const apart = restrictedOf(folder, build)
    for (const [path, entry] of Object.entries(await readRestrictedIndex(apart)))
      restricted.set(addressOf(path), { ...entry, file: join(apart, path) })
    const headers = await readFile(join(root, '_headers'), 'utf8').catch(() => '')
    base = /^(\/\S+)?\/\*$/m.exec(headers)?.[1] ?? ''
    policy = /Content-Security-Policy: (.+)/.exec(headers)?.[1]
    if (policy === securityPolicy(noHosts)) policy = undefined
    redirects = JSON.parse(await readFile(join(root, 'redirects.json'), 'utf8').catch(() => '{}'))
  }
  return {
    build,
    base,
    files,
    restricted,
    policy,
    redirects: new Map(Object.entries(redirects)),
    gone: new Set(),
    ...kept(),
  }
}

/** The build without the pages of these articles, `/en/cards/limits/`, and without the Markdown beside them. */
export function emptied(site: SitePages, addresses: readonly string[]): SitePages {
  const gone = new Set(addresses.flatMap((address) => [address, markdownOf(address)]))
  const others = <File>(files: ReadonlyMap<string, File>) =>
    new Map([...files].filter(([path]) => !gone.has(path)))
  return {
    ...site,
    files: others(site.files),
    restricted: others(site.restricted),
    gone: new Set(addresses),
    ...kept(),
  }
}

/** A text of the build without its entries about expired articles: feeds, sitemap, list for assistants, titles on shelves. */
export function withoutExpired(text: string, { gone }: SitePages, locale: string): string {
  if (gone.size === 0) return text
  const names = (entry: string) =>
    [...gone].some((address) =>
      [`${address}"`, `${address}<`, `${markdownOf(address)})`].some((end) => entry.includes(end)),
    )
  const here = (id: string) => gone.has(`/${locale}/${id}/`)
  return text
    .replace(/<xhtml:link [^>]*>|<entry>.*?<\/entry>\n?/gs, (entry) => (names(entry) ? '' : entry))
    .replace(/<url>.*?<\/url>\n?/gs, (entry) => (names(entry) ? '' : entry))
    .replace(/^- \[.*\n?/gm, (line) => (names(line) ? '' : line))
    .replace(/<!--part:((?:article|title):([^>]+?))-->.*?<!--\/part:\1-->/gs, (part, _, id: string) =>
      here(id) ? '' : part,
    )
}

const markdownOf = (address: string): string => address.replace(/\/$/, '.md')

const kept = (): Pick<SitePages, 'sent' | 'sources'> => ({
  sent: new LRUCache({ maxSize: pageBudget, sizeCalculation: ({ body }) => body.length + 1 }),
  sources: new LRUCache({ maxSize: pageBudget, sizeCalculation: (html) => html.length * 2 + 1 }),
})

const addressOf = (path: string): string => path.replace(/\/index\.html$/, '/')

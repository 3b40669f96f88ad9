import { canonicalAddress } from '../model/addresses.ts'
import type { Held } from '../model/publication.ts'

/** A page a link can lead to. */
export interface Page {
  /** `/en/cards/freeze-a-card/` */
  readonly url: string
  /** What may stand after "#"; nothing is known of pages that are not articles. */
  readonly anchors?: ReadonlySet<string>
  /** Why it is not public; absent where it is. */
  readonly held?: Held | undefined
  /** Segments that alone may read it. */
  readonly restricted?: readonly string[]
}

/** Every address and file of a help centre. */
export interface Places {
  /** By canonical address, earlier addresses included. */
  readonly pages: ReadonlyMap<string, Page>
  /** By path below the content folder without its ending, `articles/en/cards/freeze-a-card`. */
  readonly articles: ReadonlyMap<string, Page>
  /** Paths below the content folder of everything that is no article. */
  readonly files: ReadonlySet<string>
  /** Those of {@link files} that only drafts and restricted articles refer to; they are in no public build. */
  readonly keptBack: ReadonlySet<string>
}

/** Where a link leads: a page, a file of the content folder, elsewhere, or nowhere and why. */
export type Target =
  | { readonly page: Page; readonly rest: string }
  | { readonly file: string }
  | { readonly outside: string }
  | { readonly nowhere: string; readonly hint?: string }

/**
 * Follows a link of an article as its writer meant it: an address of the site, with or without its locale, an earlier
 * address, or a path beside the file, with or without its ending.
 * @param from the article's file, `articles/en/cards/freeze-a-card.md`, and its page
 */
export function follow(
  href: string,
  from: { file: string; page: Page; locale: string },
  places: Places,
): Target {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) return outside(href)
  if (/^www\./i.test(href))
    return { nowhere: 'it has no "https://" before it', hint: `Write https://${href}.` }
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? []
  if (path === '') return anchored(from.page, rest)
  const asked = places.pages.get(canonicalAddress(href))
  if (asked && rest.startsWith('?')) return { page: asked, rest: '' }
  const readable = decoded(path).normalize('NFC')
  for (const candidate of candidates(readable, from)) {
    const file = candidate.replace(/^\//, '')
    const page =
      places.pages.get(canonicalAddress(candidate)) ??
      places.pages.get(canonicalAddress(`/${from.locale}${candidate}`)) ??
      places.articles.get(file.replace(/\.mdx?$/, '').replace(/\/$/, ''))
    if (page) return anchored(page, rest)
    if (places.files.has(file)) return { file }
    if (places.files.has(`public/${file}`)) return { file: `public/${file}` }
  }
  return { nowhere: 'there is no such page or file' }
}

/** The address that a page has for a link of an article: of the page or the file it leads to, else as it was written. */
export function writtenAs(href: string, from: Parameters<typeof follow>[1], places: Places): string {
  const target = follow(href, from, places)
  if ('page' in target) return href.startsWith('#') ? href : `${target.page.url}${target.rest}`
  return 'file' in target ? addressOfFile(target.file) : href
}

/** Files beside articles lie below /files/, those of public/ at the root. */
function addressOfFile(file: string): string {
  const path = file.startsWith('public/')
    ? file.slice('public'.length)
    : `/files/${file.slice('articles/'.length)}`
  return encodeURI(path)
}

/** Absolute paths a link may mean, likeliest first: beside the file, as files are named; beside the page, as browsers do. */
function candidates(path: string, from: { file: string; page: Page }): string[] {
  const bare = path.replace(/\.html?$/i, '')
  const all = path.startsWith('/')
    ? [path, bare]
    : [`/${from.file}`, from.page.url].flatMap((base) => [resolved(path, base), resolved(bare, base)])
  return [...new Set(all.flatMap((one) => [one, one.replace(/\.mdx?$/, '')]))]
}

/** Like a browser, but on readable paths. */
function resolved(path: string, base: string): string {
  const parts = base.slice(0, base.lastIndexOf('/')).split('/')
  for (const part of path.split('/')) {
    if (part === '..') parts.length > 1 && parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function anchored(page: Page, rest: string): Target {
  const anchor = decoded(/#(.*)$/s.exec(rest)?.[1] ?? '')
  if (anchor === '' || anchor === 'top' || !page.anchors || page.anchors.has(anchor)) return { page, rest }
  return { nowhere: `the page has no heading "${anchor}"` }
}

function outside(href: string): Target {
  if (/^mailto:/i.test(href))
    return /^mailto:[^@\s]+@[^@\s]+$/i.test(href.replace(/\?.*$/, ''))
      ? { outside: href }
      : { nowhere: 'it has no e-mail address', hint: 'Write mailto:name@example.com.' }
  if (/^https?:/i.test(href) && !URL.canParse(href)) return { nowhere: 'it is no web address' }
  return { outside: href }
}

export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

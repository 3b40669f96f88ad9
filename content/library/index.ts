import type { Library } from '#content/model/library.ts'
import { checkNames } from './check.ts'
import { checkChrome } from './check-chrome.ts'
import { checkLinks, placesOf } from './check-links.ts'
import type { Issue } from './issue.ts'
import type { Places } from './links.ts'
import type { parseBody } from './mdx.ts'
import { checkStrings } from './own-strings.ts'
import { readFolder } from './read-folder.ts'

/** A content folder, read and checked. */
export interface CheckedLibrary {
  readonly library: Library
  /** Where links may lead; the pages' own links are written from it. */
  readonly places: Places
  /** The addresses in each article as its writer wrote them, by its file. */
  readonly addresses: ReadonlyMap<string, readonly string[]>
  /** What has to be mended before anything is built. */
  readonly issues: Issue[]
  /** What is reported without stopping a build: dead links, fields nobody uses, pictures without a text. */
  readonly warnings: Issue[]
}

/**
 * Reads and checks a company's content folder. Returns everything that could be read and *all* issues at once, in the
 * order of files and lines; throws {@link MissingContent} only when the folder itself is not there.
 * @param now which articles are due is decided for this moment
 * @param parse `parseBody`, or what remembers its results
 */
export async function readLibrary(
  folder: string,
  now?: Date,
  parse?: typeof parseBody,
): Promise<CheckedLibrary> {
  const { library, read, files, issues, others } = await readFolder(folder, now, parse)
  const places = placesOf(library, read, others)
  const all = [
    ...issues,
    ...checkNames(library, read, files),
    ...checkStrings(library),
    ...checkLinks(read, places),
    ...checkChrome(library, files, places),
  ]
  all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  return {
    library,
    places,
    addresses: new Map(
      read.map(({ article, parsed }) => [article.file, parsed.links.map(({ href }) => href)]),
    ),
    issues: all.filter(({ level }) => level === undefined),
    warnings: all.filter(({ level }) => level !== undefined),
  }
}

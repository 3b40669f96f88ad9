import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { indexSite, type RestrictedIndex } from '#api/storage/site-index.ts'
import { articleFor } from '#content/library/locate.ts'
import type { Library } from '#content/model/library.ts'

/**
 * Leaves of a build of restricted articles their pages and the files that the public build has not, and returns who may
 * have which: a page its article's segments, a picture or download the segments of all pages that name it.
 *
 * @param built the whole build with its other pages
 * @param open the public build beside it
 */
export async function keepRestricted(
  library: Library,
  { built, open }: { built: string; open: string },
): Promise<RestrictedIndex> {
  const pages = pagesOf(library)
  for (const path of filesOf(built))
    if (!pages.has(path) && existsSync(join(open, path))) rmSync(join(built, path))
  const sources = [...pages].map(([path, readers]) => ({
    html: readFileSync(join(built, path), 'utf8'),
    readers,
  }))
  const readersOf = (path: string): string[] => {
    const naming = sources.filter(({ html }) => html.includes(encodeURI(path)))
    return [...new Set(naming.flatMap(({ readers }) => readers))]
  }
  const index: RestrictedIndex = {}
  for (const [path, entry] of Object.entries(await indexSite(built)))
    index[path] = { ...entry, readers: [...(pages.get(path) ?? readersOf(path))] }
  return index
}

/** Paths of all files, with a slash first. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
}

/** Paths of the built pages of restricted articles, and their readers. */
function pagesOf(library: Library): Map<string, readonly string[]> {
  const ids = new Map(
    library.articles.flatMap(({ id, restricted }) => (restricted ? [[id, restricted]] : [])),
  )
  const pages = new Map<string, readonly string[]>()
  for (const [id, restricted] of ids)
    for (const locale of library.site.locales)
      if (articleFor(library, id, locale)) pages.set(`/${locale}/${id}/index.html`, restricted)
  return pages
}

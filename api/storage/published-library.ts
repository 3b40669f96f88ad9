import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { folders } from '#api/settings/folders.ts'
import type { CheckedLibrary } from '#content/library/index.ts'
import type { IndexData } from '#content/library/search-index.ts'
import { filesBelow } from './content-files.ts'

/** What was read of a content folder when it was published: a server that starts takes it, and reads no article again. */
export interface PublishedLibrary extends Pick<CheckedLibrary, 'library' | 'places'> {
  /** The index of the open library in a locale; undefined where none was made. */
  indexFor(locale: string): IndexData | undefined
}

/** Where it lies for a build: with its drafts and restricted articles outside the folder that a static host gives out. */
export function publishedOf(site: string, build: string): string {
  return join(dirname(site), 'published', build)
}

/** Leaves it there, for the owner alone. @param stamp of the content folder before it was read */
export function writePublished(
  folder: string,
  stamp: string,
  { library, places }: Pick<CheckedLibrary, 'library' | 'places'>,
  indexes: ReadonlyMap<string, IndexData>,
): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [locale, index] of indexes)
    writeFileSync(indexFile(folder, locale), serialize(index), { mode: 0o600 })
  writeFileSync(libraryFile(folder), serialize({ stamp, library, places }), { mode: 0o600 })
}

/** What publishing left; undefined where it left nothing, or the content or the program have changed since. */
export function readPublished(folder: string, content: string): PublishedLibrary | undefined {
  const made = read<{ stamp: string } & Pick<CheckedLibrary, 'library' | 'places'>>(libraryFile(folder))
  if (!made || made.stamp !== stampOf(content)) return undefined
  const { library, places } = made
  return { library, places, indexFor: (locale) => read(indexFile(folder, locale)) }
}

const libraryFile = (folder: string): string => join(folder, 'library')
const indexFile = (folder: string, locale: string): string => join(folder, `search-${locale}`)

function read<T>(file: string): T | undefined {
  try {
    return deserialize(readFileSync(file)) as T
  } catch {
    // Not there, cut short, or of another V8: what it was made of is.
    return undefined
  }
}

const root = join(import.meta.dirname, '..', '..', 'content')

/** What makes a library of a content folder. */
const sources = ['model', 'library', 'language', 'strings']

/** What may lie in a content folder and is none: tickets, and the data of the installation. */
export function notContent(content: string): string[] {
  return [join(content, 'tickets'), folders().data]
}

/**
 * One word for a content folder and for the program that reads it: about 0.1 ms a file. Of files that are no text only
 * name and size count, as nothing else of them is in a library.
 */
export function stampOf(content: string): string {
  const hash = createHash('sha256').update(process.versions.v8)
  const all = [content, ...sources.map((source) => join(root, source))].filter((one) => existsSync(one))
  for (const folder of all)
    for (const path of filesBelow(folder, notContent(content))) {
      const file = join(folder, path)
      const text = /\.(?:mdx?|ya?ml|ts|tsv|json)$/.test(path)
      hash.update(`\0${path}\0`).update(text ? readFileSync(file) : String(statSync(file).size))
    }
  return hash.digest('hex')
}

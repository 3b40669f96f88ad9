import { posix } from 'node:path'
import { addressFrom } from '#content/library/file-names.ts'
import { ourFields } from '#content/library/foreign-fields.ts'
import { parseYaml } from '#content/library/yaml-file.ts'
import type { ForeignArticle, ForeignCentre, ForeignFields, ForeignShelf } from '../foreign.ts'
import type { Layout, RawFields } from './layout.ts'
import { asText, readMarkdown, type SourceFolder } from './source-folder.ts'

/** Numbers before a name that only sort it: "01-install", "2. Pay". */
const sortingNumber = /^(\d{1,4})[-_. )]+(?=\D)/

/** Reads a folder of Markdown in the layout of its generator. */
export function readCentre(folder: SourceFolder, layout: Layout): ForeignCentre {
  const shelves = new Map<string, ForeignShelf>(layout.shelves.map((shelf) => [shelf.id, shelf]))
  const articles: ForeignArticle[] = []
  const known = new Map<string, ForeignArticle>()
  const leftOut = new Set<string>(layout.outside)
  // Shelves come in the order of the table of contents, not in that of the files.
  for (const { sections } of layout.navigation?.values() ?? []) chainOf(sections ?? [], shelves, true)
  for (const place of layout.folders) {
    const prefix = place.path === '' ? '' : `${place.path}/`
    for (const file of folder.files) {
      if (!file.startsWith(prefix) || !/\.(?:mdx?|markdown)$/i.test(file)) continue
      const below = file.slice(prefix.length)
      if (/(?:^|\/)\./.test(below)) continue
      const { yaml, fields, body, offset } = readMarkdown(folder.text(file) ?? '')
      const split = layout.localeOf?.(below) ?? { path: below }
      if (layout.skip?.(split.path, fields, body)) {
        leftOut.add(file)
        continue
      }
      const article = articleOf({
        ...{ layout, file, yaml, fields, body, offset, shelves },
        path: split.path,
        place: place.path,
        locale: split.locale ?? place.locale ?? layout.locales[0] ?? 'en',
      })
      // Two files of one address, mostly an older one that was forgotten: the first has it.
      const key = `${article.id}\n${article.locale}`
      if (known.has(key)) leftOut.add(file)
      else {
        known.set(key, article)
        articles.push(article)
      }
    }
  }
  const imported = new Set(articles.map(({ source }) => source))
  return {
    ...{ kind: layout.kind, articles, shelves: [...shelves.values()], mostAsked: [], root: folder.root },
    ...(layout.name !== undefined && { name: layout.name }),
    locales: layout.locales,
    files: folder.files.filter((file) => !/\.(?:mdx?|markdown|ya?ml|toml|lock)$/i.test(file)),
    publicFolders: layout.publicFolders,
    origins: layout.origins,
    leftOut: [...leftOut].filter((file) => !imported.has(file)).sort(),
    notes: layout.notes,
  }
}

interface Found {
  readonly layout: Layout
  /** Below the source. */
  readonly file: string
  /** Below the folder of articles, the same in every language. */
  readonly path: string
  readonly place: string
  readonly locale: string
  readonly yaml: string
  readonly fields: RawFields
  readonly body: string
  readonly offset: number
  readonly shelves: Map<string, ForeignShelf>
}

function articleOf(found: Found): ForeignArticle {
  const { layout, file, path, fields, body, offset } = found
  const { dir, name } = posix.parse(path)
  const folders = dir === '' ? [] : dir.split('/')
  const bare = name.replace(sortingNumber, '')
  // A page about its folder: its address is the folder's, and its name says nothing.
  const isIndex = /^(?:index|_index|readme)$/i.test(bare) || (folders.length > 0 && bare === folders.at(-1))
  const slug = asText(fields['slug'])?.split('/').filter(Boolean).at(-1)
  const entry = layout.navigation?.get(path)
  const ours = ourFields(parseYaml(file, found.yaml, 2), bare).fields
  const { aliases = [], ...fieldsOfOurs } = ours as ForeignFields & { aliases?: unknown[]; title?: unknown }
  const title =
    asText(fieldsOfOurs.title) ??
    headingOf(body) ??
    entry?.label ??
    titleFrom(isIndex ? (folders.at(-1) ?? bare) : bare)
  const address =
    layout.addressOf?.(path, fields, found.place) ??
    usualAddress(folders, isIndex ? undefined : (slug ?? bare))
  const number = sortingNumber.exec(name)?.[1]
  const order =
    fieldsOfOurs.order ?? entry?.order ?? (number ? Number(number) : undefined) ?? (isIndex ? -1 : undefined)
  const shelfIds = shelvesOf(found, folders)
  return {
    id: path.replace(/\.\w+$/, ''),
    source: file,
    locale: found.locale,
    shelves: shelfIds,
    slug: slug ?? (isIndex ? indexSlug(shelfIds, folders) : bare),
    title: title.replace(/<[^>]*>|:[\w-]+:|[*`]/g, '').trim() || titleFrom(bare),
    fields: { ...withoutTitle(fieldsOfOurs), ...(order !== undefined && { order: Number(order) }) },
    body,
    format: file.endsWith('.mdx') ? 'mdx' : 'md',
    offset,
    addresses: [
      ...new Set(
        [address, ...aliases.map(String)].map((one) =>
          posix.join('/', layout.base, layout.prefixes?.get(found.locale) ?? '', one),
        ),
      ),
    ],
  }
}

function shelvesOf({ layout, fields, path, shelves }: Found, folders: readonly string[]): string[] {
  const named = layout.navigation?.get(path)?.sections
  return named
    ? chainOf(named, shelves, true)
    : chainOf(layout.shelvesOf?.(fields) ?? folders, shelves, false)
}

/** Ids of the shelves by these names, the outermost first; those not yet known are added. @param ordered whether they come in the order in which they are first named */
function chainOf(parts: readonly string[], shelves: Map<string, ForeignShelf>, ordered: boolean): string[] {
  const chain: string[] = []
  for (const part of parts) {
    const id = shelfId(parts.slice(0, chain.length + 1))
    if (!shelves.has(id)) {
      const label = part.replace(sortingNumber, '')
      const number = ordered ? shelves.size : sortingNumber.exec(part)?.[1]
      shelves.set(id, {
        id,
        label: ordered ? label : titleFrom(label),
        ...(number !== undefined && { order: Number(number) }),
      })
    }
    chain.push(id)
  }
  return chain
}

/** The id of a shelf by its name and those of the shelves it stands on, the outermost first. */
export const shelfId = (parts: readonly string[]): string =>
  parts.map((part) => part.replace(sortingNumber, '')).join('/')

/** A page about its shelf is its overview; about a folder that is no shelf, it has the folder's name. */
function indexSlug(shelves: readonly string[], folders: readonly string[]): string {
  const folder = folders.at(-1)
  const shelf = shelves.at(-1)?.split('/').at(-1)
  return folder === undefined || (shelf !== undefined && addressFrom(shelf) === addressFrom(folder))
    ? 'overview'
    : folder
}

const usualAddress = (folders: readonly string[], name: string | undefined): string =>
  `/${[...folders.map((one) => one.replace(sortingNumber, '')), ...(name ? [name] : [])].map((one) => `${one}/`).join('')}`

/** The first heading, where it is one of level 1; what is imported stands before it. */
const headingOf = (body: string): string | undefined =>
  /^(?:\s|(?:import|export)\s.*\n|<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\})*#[ \t]+(.+?)[ \t]*(?:\{[^}\n]*\})?[ \t]*#*[ \t]*(?:\n|$)/.exec(
    body,
  )?.[1]

/** "pay-by_card" → "Pay by card" */
export function titleFrom(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function withoutTitle({ title: _, ...fields }: ForeignFields & { title?: unknown }): ForeignFields {
  return fields
}

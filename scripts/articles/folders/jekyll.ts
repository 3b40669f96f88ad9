import type { ForeignShelf } from '../foreign.ts'
import type { Layout, RawFields } from './layout.ts'
import { titleFrom } from './read-folder.ts'
import { asFields, asText, readMarkdown, readYaml, type SourceFolder } from './source-folder.ts'

/** Files of a repository that are about it and not part of its site. */
const aboutRepository =
  /(?:^|\/)(?:readme|contributing|license|changelog|code_of_conduct|security|404)\.\w+$/i
const shelfFolder = /^_?(?:categories|sections|topics)$/

/** Jekyll: collections of `_config.yml`, and pages with front-matter. */
export function jekyll(folder: SourceFolder): Layout | undefined {
  const text = folder.text('_config.yml') ?? folder.text('_config.yaml')
  if (text === undefined) return undefined
  const config = asFields(readYaml(text))
  const declared = asFields(config['collections'])
  const collections = Array.isArray(config['collections'])
    ? config['collections'].map(String)
    : Object.keys(declared)
  const below = asText(config['collections_dir'])
  const path = (name: string) => (below ? `${below}/_${name}` : `_${name}`)
  const shelfCollections = collections.filter((name) => shelfFolder.test(name))
  const articleFolders = [...collections.filter((name) => !shelfFolder.test(name)), 'posts'].map((name) => ({
    name,
    path: path(name),
  }))
  const baseUrl = asText(config['baseurl']) ?? ''
  const values = new Map<string, string>([
    ['site.baseurl', ''],
    ['site.url', ''],
  ])
  for (const [key, value] of Object.entries(config)) {
    const shown = asText(value)
    if (shown !== undefined && !values.has(`site.${key}`)) values.set(`site.${key}`, shown)
  }
  const name = asText(config['title']) ?? asText(config['name'])
  return {
    generator: 'jekyll',
    kind: 'Jekyll',
    ...(name !== undefined && { name }),
    locales: [asText(config['lang']) ?? asText(config['locale']) ?? 'en'],
    folders: [...articleFolders.map((one) => ({ path: one.path })), { path: '' }],
    skip: (file, fields, body) =>
      /(?:^|\/)_/.test(file) ||
      aboutRepository.test(file) ||
      Object.keys(fields).length === 0 ||
      body.trim() === '' ||
      fields['layout'] === 'category',
    shelvesOf: shelvesOfFields,
    addressOf: (file, fields, place) => addressOf(file, fields, place, declared, articleFolders),
    shelves: shelfCollections.flatMap((one) => readShelves(folder, path(one))),
    base: baseUrl.replace(/^https?:\/\/[^/]+/, ''),
    publicFolders: ['', 'assets'],
    origins: [asText(config['url']), asText(config['main_baseurl'])]
      .flatMap((one) => one ?? [])
      .flatMap((one) => [one, one + baseUrl]),
    values,
    includes: '_includes',
    notes: [],
  }
}

function shelvesOfFields(fields: RawFields): readonly string[] | undefined {
  const parents = [asText(fields['grand_parent']), asText(fields['parent'])].flatMap((one) => one ?? [])
  if (parents.length > 0) return parents
  const given = fields['categories'] ?? fields['category']
  const listed = Array.isArray(given) ? given.map(String) : (asText(given)?.split(/\s+/) ?? [])
  return listed.length > 0 ? listed.slice(0, 1) : undefined
}

/** A collection whose files are shelves: `_categories/cards.md` with a title and an order. */
function readShelves(folder: SourceFolder, path: string): ForeignShelf[] {
  return folder.files
    .filter((file) => file.startsWith(`${path}/`) && /\.(?:md|html)$/.test(file))
    .map((file) => {
      const { fields } = readMarkdown(folder.text(file) ?? '')
      const id = file.slice(path.length + 1).replace(/\.\w+$/, '')
      const order = Number(fields['order'] ?? fields['weight'] ?? fields['position'])
      return {
        id,
        label: asText(fields['title']) ?? titleFrom(id),
        ...(asText(fields['description']) && { description: asText(fields['description'])! }),
        ...(Number.isFinite(order) && { order }),
      }
    })
}

function addressOf(
  file: string,
  fields: RawFields,
  place: string,
  declared: Readonly<Record<string, unknown>>,
  folders: readonly { name: string; path: string }[],
): string | undefined {
  const own = asText(fields['permalink'])
  if (own && !/[:{]/.test(own)) return own
  const collection = folders.find(({ path }) => path === place)?.name
  const pattern = own ?? asText(asFields(declared[collection ?? ''])['permalink'])
  if (!pattern || !collection) return undefined
  const path = file.replace(/\.\w+$/, '')
  const name = path.slice(path.lastIndexOf('/') + 1)
  return pattern
    .replace(/:collection/g, collection)
    .replace(/:path/g, path)
    .replace(/:(?:name|title|slug)/g, name)
    .replace(/:categories/g, shelvesOfFields(fields)?.join('/') ?? '')
    .replace(/:\w+/g, '')
}

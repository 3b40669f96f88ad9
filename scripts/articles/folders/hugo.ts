import { parse as parseToml } from 'smol-toml'
import type { ForeignShelf } from '../foreign.ts'
import type { Layout } from './layout.ts'
import { asFields, asText, readMarkdown, readYaml, type SourceFolder } from './source-folder.ts'

const names = ['hugo', 'config']
  .flatMap((name) => [name, `config/_default/${name}`])
  .flatMap((name) => ['toml', 'yaml', 'yml', 'json'].map((ending) => `${name}.${ending}`))

/** Hugo: `content/`, languages by folder or by ending, shelves by `_index.md`. */
export function hugo(folder: SourceFolder): Layout | undefined {
  const file = names.find((name) => folder.has(name))
  if (file === undefined || !folder.files.some((one) => one.startsWith('content/'))) return undefined
  const config = read(folder, file)
  const languages = asFields(config['languages'] ?? read(folder, file.replace(/\w+(?=\.\w+$)/, 'languages')))
  const first =
    asText(config['defaultContentLanguage']) ??
    Object.keys(languages)[0] ??
    asText(config['languageCode'])?.slice(0, 2) ??
    'en'
  const locales = [first, ...Object.keys(languages).filter((one) => one !== first)]
  const folders = locales.map((locale) => ({
    locale,
    path: asText(asFields(languages[locale])['contentDir']),
  }))
  const apart = folders.filter(({ path }) => path !== undefined && path !== 'content')
  const localeOf = (path: string) => {
    const [start = '', ...rest] = path.split('/')
    if (rest.length > 0 && locales.includes(start) && locales.length > 1)
      return { locale: start, path: rest.join('/') }
    const ending = /\.([a-z]{2,3}(?:-[a-zA-Z]{2,4})?)\.(?:mdx?|markdown)$/.exec(path)?.[1]
    return ending && locales.includes(ending)
      ? { locale: ending, path: path.replace(`.${ending}.`, '.') }
      : { path }
  }
  const origin = asText(config['baseURL'] ?? config['baseUrl'])?.replace(/\/$/, '')
  const name = asText(config['title'])
  return {
    generator: 'hugo',
    kind: 'Hugo',
    ...(name !== undefined && { name }),
    locales,
    folders:
      apart.length > 0
        ? apart.map(({ locale, path }) => ({ path: path!.replace(/\/$/, ''), locale }))
        : [{ path: 'content' }],
    localeOf,
    // A list of what lies below it says nothing by itself.
    skip: (path, _, body) => /(?:^|\/)_index\.\w+$/.test(path) && wordsBesidesLists(body) < 40,
    addressOf: (path, fields) => {
      const own = asText(fields['url'])
      if (own) return own
      const folders = path.split('/').slice(0, -1)
      const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
      const last = asText(fields['slug']) ?? (/^_?index$/.test(file) ? '' : file)
      return `/${[...folders, last].filter(Boolean).join('/')}/`.toLowerCase().replace('//', '/')
    },
    shelves: readShelves(folder, localeOf, first),
    base: '',
    publicFolders: ['static', 'assets', 'content'],
    origins: origin ? [origin] : [],
    values: new Map(),
    notes: [],
  }
}

function read(folder: SourceFolder, file: string): Record<string, unknown> {
  const text = folder.text(file)
  if (text === undefined) return {}
  try {
    return asFields(file.endsWith('.toml') ? parseToml(text) : readYaml(text))
  } catch {
    return {}
  }
}

function readShelves(
  folder: SourceFolder,
  localeOf: (path: string) => { locale?: string; path: string },
  first: string,
): ForeignShelf[] {
  const found = new Map<string, { label: Record<string, string>; order?: number }>()
  for (const file of folder.files) {
    if (!/^content\/.+\/_index(?:\.[\w-]+)?\.md$/.test(file)) continue
    const { locale = first, path } = localeOf(file.slice('content/'.length))
    const id = path.split('/').slice(0, -1).join('/')
    const { fields } = readMarkdown(folder.text(file) ?? '')
    const title = asText(fields['linkTitle']) ?? asText(fields['title'])
    if (!title || id === '') continue
    const order = Number(fields['weight'])
    const { label, ...rest } = found.get(id) ?? { label: {} }
    found.set(id, { ...rest, label: { ...label, [locale]: title }, ...(Number.isFinite(order) && { order }) })
  }
  return [...found].map(([id, { label, order }]) => {
    const labels = Object.values(label)
    return { id, label: labels.length === 1 ? labels[0]! : label, ...(order !== undefined && { order }) }
  })
}

const wordsBesidesLists = (body: string): number =>
  body
    .replace(/\{\{[<%][\s\S]*?[%>]\}\}/g, '')
    .replace(/^\s*[-*]\s+\[.*$/gm, '')
    .split(/\s+/)
    .filter(Boolean).length

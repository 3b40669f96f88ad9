import type { Layout, NavigationEntry } from './layout.ts'
import { asFields, asText, readYaml, type SourceFolder } from './source-folder.ts'

/** MkDocs: `docs/`, and the table of contents `nav` of `mkdocs.yml`. */
export function mkdocs(folder: SourceFolder): Layout | undefined {
  const text = folder.text('mkdocs.yml') ?? folder.text('mkdocs.yaml')
  if (text === undefined) return undefined
  const config = asFields(readYaml(text))
  const docs = (asText(config['docs_dir']) ?? 'docs').replace(/^\.\/|\/$/g, '')
  const theme = asFields(config['theme'])
  const first = asText(theme['language']) ?? asText(theme['locale']) ?? 'en'
  const plugins = Array.isArray(config['plugins']) ? config['plugins'] : [config['plugins']]
  const i18n = asFields(plugins.map((plugin) => asFields(plugin)['i18n']).find(Boolean))
  const locales = Array.isArray(i18n['languages'])
    ? i18n['languages'].flatMap((one) => asText(asFields(one)['locale']) ?? [])
    : []
  const all = [first, ...locales.filter((locale) => locale !== first)]
  const byFolder = i18n['docs_structure'] === 'folder'
  const origin = asText(config['site_url'])?.replace(/\/$/, '')
  const name = asText(config['site_name'])
  const navigation = new Map<string, NavigationEntry>()
  collect(config['nav'], [], navigation)
  return {
    generator: 'mkdocs',
    kind: 'MkDocs',
    ...(name !== undefined && { name }),
    locales: all,
    folders: [{ path: docs }],
    localeOf: (path) => {
      const [start = '', ...rest] = path.split('/')
      if (byFolder && rest.length > 0 && all.includes(start)) return { locale: start, path: rest.join('/') }
      const ending = /\.([a-z]{2}(?:-[A-Za-z]{2})?)\.md$/.exec(path)?.[1]
      return ending && all.includes(ending)
        ? { locale: ending, path: path.replace(`.${ending}.md`, '.md') }
        : { path }
    },
    skip: (path, _, body) => /(?:^|\/)(?:overrides|includes|snippets)\//.test(path) || body.trim() === '',
    ...(navigation.size > 0 && { navigation }),
    shelves: [],
    base: '',
    publicFolders: [docs],
    origins: origin ? [origin] : [],
    values: new Map(),
    includes: '',
    notes: [],
  }
}

/** `nav`: paths, `{label: path}`, `{section: [...]}`. */
function collect(nav: unknown, sections: readonly string[], found: Map<string, NavigationEntry>): void {
  if (!Array.isArray(nav)) return
  for (const entry of nav) {
    if (typeof entry === 'string') add(entry, undefined)
    else
      for (const [label, value] of Object.entries(asFields(entry)))
        if (typeof value === 'string') add(value, label)
        else collect(value, [...sections, label], found)
  }

  function add(path: string, label: string | undefined): void {
    if (/\.md$/.test(path) && !found.has(path))
      found.set(path, { sections, order: found.size, ...(label !== undefined && { label }) })
  }
}

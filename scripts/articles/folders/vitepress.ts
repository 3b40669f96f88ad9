import { posix } from 'node:path'
import type { ForeignShelf } from '../foreign.ts'
import type { Layout, NavigationEntry } from './layout.ts'
import { shelfId, titleFrom } from './read-folder.ts'
import { asFields, asText, type SourceFolder } from './source-folder.ts'
import { readConfig } from './static-config.ts'

/** A language of the site, and the folder it lies in: '' for the one at the root. */
interface Language {
  readonly lang: string
  readonly folder: string
}

/** A page in a sidebar. */
interface SidebarPage {
  /** As it is linked, with its language: `/zh/guide/start`. */
  readonly link: string
  readonly label: string
  readonly sections: readonly Section[]
}

/** A sidebar or a group in one, by what it is called; a sidebar is known by its folder, whose other pages stand there too. */
interface Section {
  readonly id: string
  readonly label: string
}

/**
 * VitePress: Markdown below `srcDir`, the first language at its root and each other in a folder, shelves by the
 * sidebars. The configuration is code and is not run; its literals are read.
 */
export function vitepress(folder: SourceFolder): Layout | undefined {
  const file = configAt(folder, '.vitepress/config')
  if (file === undefined) return undefined
  const config = asFields(readConfig(folder, file))
  const source = posix.join(asText(config['srcDir']) ?? '', '.').replace(/^\.$|\/$/g, '')
  const rewrite = rewriting(asFields(config['rewrites']))
  const articles = folder.files
    .filter((one) => one.endsWith('.md') && one.startsWith(source === '' ? '' : `${source}/`))
    .map((one) => rewrite(source === '' ? one : one.slice(source.length + 1)))
  const declared = asFields(config['locales'])
  const languages = languagesOf(declared, asText(config['lang']), articles)
  const [first] = languages
  const inFolder = languages.filter((one) => one.folder !== '')
  const split = (path: string) => {
    const [start, ...rest] = path.replace(/^\//, '').split('/')
    const other = inFolder.find((one) => one.folder === start)
    return other
      ? { locale: other.lang, path: rest.join('/') }
      : { locale: first.lang, path: path.replace(/^\//, '') }
  }
  // A configuration beside the articles of a language adds to the one of the site.
  const beside = [
    '',
    ...Object.keys(declared),
    ...Object.keys(asFields(config['rewrites'])).map((one) => one.split('/')[0]!),
  ]
    .map((one) => configAt(folder, posix.join(source, one === 'root' ? '' : one, 'config')))
    .flatMap((one) => (one === undefined ? [] : [asFields(readConfig(folder, one))]))
  const pages = [config, ...Object.values(declared).map(asFields), ...beside].flatMap(pagesOf)
  const { navigation, shelves } = tableOf(pages, { first: first.lang, split })
  const excluded = (Array.isArray(config['srcExclude']) ? config['srcExclude'] : []).flatMap(
    (one) => asText(one) ?? [],
  )
  const title = asText(config['title'])
  const origin = asText(asFields(config['sitemap'])['hostname'])?.replace(/\/$/, '')
  return {
    generator: 'vitepress',
    kind: 'VitePress',
    ...(title !== undefined && { name: title }),
    locales: languages.map(({ lang }) => lang),
    folders: [{ path: source }],
    localeOf: (path) => split(rewrite(path)),
    // Home pages are drawn from their front-matter, and pages of "[name].md" from data.
    skip: (path, fields) =>
      fields['layout'] === 'home' ||
      'hero' in fields ||
      /\[[^\]]*\]/.test(path) ||
      excluded.some((glob) => posix.matchesGlob(path, glob)),
    ...(navigation.size > 0 && { navigation }),
    prefixes: new Map(inFolder.map((one) => [one.lang, one.folder])),
    shelves,
    base: asText(config['base']) ?? '',
    publicFolders: [posix.join(source, 'public'), source],
    origins: origin ? [origin] : [],
    values: new Map(),
    includes: source,
    notes:
      navigation.size === 0 && /\bsidebar\b/.test(folder.text(file) ?? '')
        ? ['The sidebar is worked out by code, so each folder is a shelf.']
        : [],
  }
}

const endings = ['ts', 'mts', 'js', 'mjs', 'cts', 'cjs']

function configAt(folder: SourceFolder, stem: string): string | undefined {
  return endings.flatMap((ending) => [`${stem}.${ending}`, `${stem}/index.${ending}`]).find(folder.has)
}

/** `{ 'en/:rest*': ':rest*' }`: where a page is, by where its file lies. */
function rewriting(rewrites: Readonly<Record<string, unknown>>): (path: string) => string {
  const rules = Object.entries(rewrites).flatMap(([from, to]) => {
    const target = asText(to)
    if (target === undefined) return []
    const pattern = from
      .replace(/[.+?^${}|[\]\\]/g, '\\$&')
      .replace(
        /:(\w+)(?:\(\.\*\)|(\*))?/g,
        (all, name: string) => `(?<${name}>${all.endsWith('*') || all.endsWith(')') ? '.*' : '[^/]+'})`,
      )
    return [{ pattern: new RegExp(`^${pattern}$`), target }]
  })
  return (path) => {
    for (const { pattern, target } of rules) {
      const groups = pattern.exec(path)?.groups
      if (groups) return target.replace(/:(\w+)\*?/g, (_, name: string) => groups[name] ?? '')
    }
    return path
  }
}

/** The languages that have articles here, the first one first; a site may list others that lie elsewhere. */
function languagesOf(
  declared: Readonly<Record<string, unknown>>,
  lang: string | undefined,
  articles: readonly string[],
): [Language, ...Language[]] {
  const all = Object.entries(declared).map(([key, value]) => {
    const folder = key === 'root' ? '' : key.replace(/^\/|\/$/g, '')
    return { lang: asText(asFields(value)['lang']) ?? (folder || lang || 'en'), folder }
  })
  const others = all.filter(
    ({ folder }) => folder !== '' && articles.some((path) => path.startsWith(`${folder}/`)),
  )
  const root = all.find(({ folder }) => folder === '')
  // Without a language at the root, what lies there is of the first one.
  const [first, ...rest] = root ? [root, ...others] : others
  return first ? [first, ...rest] : [{ lang: lang ?? 'en', folder: '' }]
}

/** The pages of the sidebars in a configuration, in their order. */
function pagesOf(config: Readonly<Record<string, unknown>>): SidebarPage[] {
  const { sidebar, nav } = asFields(config['themeConfig'])
  if (Array.isArray(sidebar)) return inItems(sidebar, '', [])
  const several = Object.entries(asFields(sidebar))
  return several.flatMap(([path, value]) => {
    const { items, base } = asFields(value)
    const folder = path.split('/').filter(Boolean).at(-1)
    // One of several sidebars is a shelf; its groups are the sections on it.
    const own = Array.isArray(value) ? value : Array.isArray(items) ? items : []
    const named = () => own.map((one) => asText(asFields(one)['text'])).find((text) => isSame(text, folder))
    const shelf =
      several.length > 1 && folder
        ? [{ id: folder, label: navLabel(nav, path) ?? named() ?? titleFrom(folder) }]
        : []
    return inItems(own, asText(base) ?? '', shelf)
  })
}

function inItems(items: unknown, base: string, sections: readonly Section[]): SidebarPage[] {
  if (!Array.isArray(items)) return []
  return items.flatMap((one) => {
    const item = asFields(one)
    const label = (asText(item['text']) ?? '').replace(/<[^>]*>/g, '').trim()
    const own = asText(item['base']) ?? base
    const isGroup = Array.isArray(item['items'])
    // A group that has the name of what it stands in adds nothing to it.
    const inside =
      isGroup && label && !isSame(label, sections.at(-1)?.label)
        ? [...sections, { id: label, label }]
        : sections
    const link = asText(item['link'])
    const isHere = link !== undefined && !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(link)
    return [
      ...(isHere ? [{ link: posix.normalize(`/${own}${link}`), label, sections: inside }] : []),
      ...inItems(item['items'], own, inside),
    ]
  })
}

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase()

/** What the navigation above calls the pages at a path. */
function navLabel(nav: unknown, path: string): string | undefined {
  if (!Array.isArray(nav)) return undefined
  return nav
    .map(asFields)
    .flatMap(({ text, link }) => (asText(link)?.startsWith(path) ? (asText(text) ?? []) : []))[0]
}

interface Splitting {
  readonly first: string
  split(path: string): { locale: string; path: string }
}

/** The pages of the first language by their path, and the names of their shelves in every language. */
function tableOf(
  pages: readonly SidebarPage[],
  { first, split }: Splitting,
): { navigation: Map<string, NavigationEntry>; shelves: ForeignShelf[] } {
  const navigation = new Map<string, NavigationEntry>()
  const labels = new Map<string, Record<string, string>>()
  const found = pages.map((page) => ({
    ...page,
    ...split(page.link.replace(/[?#].*$/, '').replace(/\.(?:html|md)$/, '')),
  }))
  const filesOf = (path: string) =>
    path === '' || path.endsWith('/') ? [`${path}index.md`] : [`${path}.md`, `${path}/index.md`]
  for (const { locale, path, label, sections } of found)
    if (locale === first)
      for (const file of filesOf(path))
        if (!navigation.has(file))
          navigation.set(file, { label, sections: sections.map(({ id }) => id), order: navigation.size })
  for (const { locale, path, sections } of found) {
    const same =
      filesOf(path)
        .map((file) => navigation.get(file)?.sections)
        .find(Boolean) ?? []
    // Where the sidebars of two languages are built alike, they name the same shelves.
    if (same.length !== sections.length) continue
    sections.forEach(({ label }, at) => {
      const id = shelfId(same.slice(0, at + 1))
      labels.set(id, { ...labels.get(id), [locale]: labels.get(id)?.[locale] ?? label })
    })
  }
  return {
    navigation,
    shelves: [...labels].map(([id, named], order) => {
      const [only, ...more] = Object.values(named)
      return { id, label: more.length > 0 ? named : only!, order }
    }),
  }
}

import { posix } from 'node:path'
import { localeSchema } from '#content/model/locale.ts'
import type { Layout, NavigationEntry } from './layout.ts'
import { asFields, asText, readYaml, type SourceFolder } from './source-folder.ts'

/**
 * GitBook: the pages of `SUMMARY.md`, in its order and under its headings. With a `LANGS.md`, each language is a folder;
 * the first one's summary orders all of them.
 */
export function gitbook(folder: SourceFolder): Layout | undefined {
  const config = asFields(readYaml(folder.text('.gitbook.yaml') ?? ''))
  const root = posix.normalize(asText(config['root']) ?? '.').replace(/^\.\/?$|\/$/g, '')
  const languages = languagesOf(folder.text('LANGS.md') ?? '')
  const [first] = languages
  const summary = posix.join(
    first?.path ?? root,
    asText(asFields(config['structure'])['summary']) ?? 'SUMMARY.md',
  )
  const text = folder.text(summary)
  if (text === undefined) return undefined
  const navigation = new Map<string, NavigationEntry>()
  let part: string | undefined
  const above: { depth: number; label: string; path: string }[] = []
  for (const line of text.split('\n')) {
    const heading = /^#{2,3}[ \t]+(.+?)[ \t]*$/.exec(line)?.[1]
    if (heading) {
      part = heading.replace(/<[^>]*>/g, '').trim()
      above.length = 0
    }
    const [, indent = '', label, href] =
      /^([ \t]*)[-*+][ \t]+\[(.*?)\]\(<?([^)>]+?)>?(?:[ \t]+"[^"]*")?\)/.exec(line) ?? []
    if (!label || !href || /^https?:/.test(href)) continue
    while (above.length > 0 && above.at(-1)!.depth >= indent.length) above.pop()
    const path = posix.normalize(href.replace(/#.*$/, ''))
    const sections = [...(part ? [part] : []), ...above.map((one) => one.label)]
    if (/\.md$/.test(path) && !navigation.has(path))
      navigation.set(path, { label: label.replaceAll('\\', ''), sections, order: navigation.size })
    above.push({ depth: indent.length, label: label.replaceAll('\\', ''), path })
  }
  // A page with pages below it is about them: it stands on their shelf.
  for (const [path, entry] of navigation) {
    const own = [...(entry.sections ?? []), entry.label ?? '']
    const isParent = [...navigation.values()].some(
      ({ sections = [] }) =>
        own.every((label, at) => sections[at] === label) && sections.length >= own.length,
    )
    if (isParent) navigation.set(path, { ...entry, sections: own })
  }
  return {
    generator: 'gitbook',
    kind: 'GitBook',
    locales: first ? languages.map(({ locale }) => locale) : ['en'],
    folders: first ? languages : [{ path: root }],
    ...(first && { addressOf: (path, _, place) => `/${place}/${path.replace(/(?:README)?\.md$/, '')}` }),
    skip: (path) => !navigation.has(path),
    navigation,
    shelves: [],
    base: '',
    publicFolders: [root, posix.join(root, '.gitbook')],
    origins: [],
    values: new Map(),
    notes: [],
  }
}

/** `* [Türkçe](tr/)` */
function languagesOf(list: string): { path: string; locale: string }[] {
  return [...list.matchAll(/^[ \t]*[-*+][ \t]+\[.*?\]\((?:\.\/)?([^)/]+)\/?\)/gm)].flatMap(
    ([, path = '']) => {
      const locale = path.replace('_', '-')
      return localeSchema.safeParse(locale).success ? [{ path, locale }] : []
    },
  )
}

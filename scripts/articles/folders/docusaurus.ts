import { posix } from 'node:path'
import type { ForeignShelf } from '../foreign.ts'
import type { Layout } from './layout.ts'
import { asFields, asText, readYaml, type SourceFolder } from './source-folder.ts'

/** Docusaurus: `docs/`, its translations in `i18n/`, shelves by `_category_.json`. Its configuration is code and is only looked into. */
export function docusaurus(folder: SourceFolder): Layout | undefined {
  const config = ['js', 'ts', 'mjs', 'cjs']
    .map((ending) => folder.text(`docusaurus.config.${ending}`))
    .find(Boolean)
  if (config === undefined) return undefined
  const said = (key: string) => new RegExp(`\\b${key}\\s*:\\s*(['"\`])([^'"\`]*)\\1`).exec(config)?.[2]
  const first = said('defaultLocale') ?? 'en'
  const docs = posix
    .normalize(/docs\s*:\s*\{[^{}]*?\bpath\s*:\s*['"]([^'"]+)['"]/.exec(config)?.[1] ?? 'docs')
    .replace(/\/$/, '')
  const translations = [
    ...new Set(
      folder.files.flatMap(
        (file) => /^i18n\/([^/]+)\/docusaurus-plugin-content-docs\/current\//.exec(file)?.[1] ?? [],
      ),
    ),
  ].filter((locale) => locale !== first)
  const inConfig = /locales\s*:\s*\[([^\]]*)\]/.exec(config)?.[1]
  const listed =
    inConfig === undefined
      ? translations
      : translations.filter((locale) => new RegExp(`['"]${locale}['"]`).test(inConfig))
  const route = said('routeBasePath') ?? (docs === 'docs' ? (said('routeBasePath') ?? 'docs') : docs)
  const origin = said('url')
  const base = said('baseUrl') ?? '/'
  const title = said('title')
  const unlisted = translations.filter((locale) => !listed.includes(locale))
  const versions = folder.files.some((file) => file.startsWith('versioned_docs/'))
  return {
    generator: 'docusaurus',
    kind: 'Docusaurus',
    ...(title !== undefined && { name: title }),
    locales: [first, ...listed],
    folders: [
      { path: docs, locale: first },
      ...listed.map((locale) => ({ path: `i18n/${locale}/docusaurus-plugin-content-docs/current`, locale })),
    ],
    skip: (path) => /(?:^|\/)_/.test(path),
    addressOf: (_, fields) => {
      const slug = asText(fields['slug'])
      if (slug?.startsWith('/')) return slug
      return undefined
    },
    shelves: readShelves(folder, docs, first, listed),
    base: route === '/' ? '' : posix.join('/', route),
    publicFolders: ['static', ''],
    origins: origin ? [origin, origin + posix.join('/', base)] : [],
    values: new Map(),
    notes: [
      ...(unlisted.length > 0
        ? [`The site does not show these translations, so they were left out: ${unlisted.join(', ')}.`]
        : []),
      ...(versions
        ? ['Earlier versions (versioned_docs/) were left out; only the current one came over.']
        : []),
    ],
  }
}

function readShelves(
  folder: SourceFolder,
  docs: string,
  first: string,
  locales: readonly string[],
): ForeignShelf[] {
  const translated = new Map<string, Record<string, string>>()
  for (const locale of locales) {
    const messages = asFields(
      readYaml(folder.text(`i18n/${locale}/docusaurus-plugin-content-docs/current.json`) ?? ''),
    )
    for (const [key, value] of Object.entries(messages)) {
      const label = /^sidebar\.[^.]+\.category\.(.+)$/.exec(key)?.[1]
      const message = asText(asFields(value)['message'])
      if (label && message && message !== label)
        translated.set(label, { ...translated.get(label), [locale]: message })
    }
  }
  return folder.files.flatMap((file) => {
    const [, path] = new RegExp(`^${docs}/(.+)/_category_\\.(?:json|ya?ml)$`).exec(file) ?? []
    if (!path) return []
    const fields = asFields(readYaml(folder.text(file) ?? ''))
    const label = asText(fields['label'])
    if (!label) return []
    const order = Number(fields['position'])
    const others = translated.get(label)
    return [
      {
        id: path
          .split('/')
          .map((part) => part.replace(/^\d{1,4}[-_. ]+(?=\D)/, ''))
          .join('/'),
        label: others ? { [first]: label, ...others } : label,
        ...(Number.isFinite(order) && { order }),
      },
    ]
  })
}

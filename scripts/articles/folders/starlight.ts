import type { Layout } from './layout.ts'
import { asText, type SourceFolder } from './source-folder.ts'

const docs = 'src/content/docs'

/** Starlight: `src/content/docs/`, the first language at its root or each in a folder. Its configuration is code and is only looked into. */
export function starlight(folder: SourceFolder): Layout | undefined {
  const config = ['mjs', 'ts', 'js', 'mts']
    .map((ending) => folder.text(`astro.config.${ending}`))
    .find(Boolean)
  if (config === undefined || !folder.files.some((file) => file.startsWith(`${docs}/`))) return undefined
  const block = /locales\s*[:=]\s*\{([\s\S]*?)\n\s{0,8}\}[,;\s)]/.exec(config)?.[1] ?? ''
  const declared = [...block.matchAll(/['"]?([\w-]+)['"]?\s*:\s*\{([^}]*)\}/g)].map(
    ([, key = '', inner = '']) => ({
      key,
      lang: /\blang\s*:\s*['"]([\w-]+)['"]/.exec(inner)?.[1] ?? key,
    }),
  )
  const root = declared.find(({ key }) => key === 'root')?.lang
  const others = declared.filter(({ key }) => key !== 'root')
  const usual = /defaultLocale\s*:\s*['"]([\w-]+)['"]/.exec(config)?.[1]
  const first = root ?? others.find(({ key }) => key === usual)?.lang ?? 'en'
  const origin = /\bsite\s*[:=]\s*(?:[^'"\n]*\|\|\s*)?['"](https?:[^'"]+?)\/?['"]/.exec(config)?.[1]
  const base = /\bbase\s*:\s*['"]([^'"]+)['"]/.exec(config)?.[1] ?? ''
  const title = /starlight\(\{[\s\S]*?\btitle\s*:\s*['"]([^'"]+)['"]/.exec(config)?.[1]
  const folderOf = new Map(others.map(({ key, lang }) => [lang, key]))
  return {
    generator: 'starlight',
    kind: 'Starlight',
    ...(title !== undefined && { name: title }),
    locales: [first, ...others.map(({ lang }) => lang).filter((lang) => lang !== first)],
    folders: [{ path: docs }],
    localeOf: (path) => {
      const [start = '', ...rest] = path.split('/')
      const other = rest.length > 0 ? others.find(({ key }) => key === start) : undefined
      return other ? { locale: other.lang, path: rest.join('/') } : { locale: first, path }
    },
    // Home pages are drawn by components that are the site's own.
    skip: (path, fields) =>
      /(?:^|\/)_/.test(path) || /^404\.mdx?$/.test(path) || fields['template'] === 'splash',
    addressOf: (_, fields) => {
      const slug = asText(fields['slug'])
      return slug ? `/${slug}/` : undefined
    },
    shelves: [],
    base,
    prefixes: folderOf,
    publicFolders: ['public', ''],
    origins: origin ? [origin, ...[...folderOf.values()].map((key) => `${origin}/${key}`)] : [],
    values: new Map(),
    notes: [],
  }
}

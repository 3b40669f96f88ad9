import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { below } from '#content/model/base-path.ts'
import { htmlBelow } from '#core/html-below.ts'

/** Where a site lies. */
export interface Place {
  /** `https://acme.example`, as the build wrote it into its pages. */
  readonly origin: string
  /** `/help`, or '' at the root of the host. */
  readonly base: string
}

/**
 * Puts a finished build below a base: every address in its pages, styles, modules, feeds, maps and headers. Astro builds
 * as for the root of a host, so that no page, article or plain file needs to know of a base. Nothing changes without one.
 *
 * @param root absolute path of the build, before it is indexed and compressed
 */
export async function putBelow(root: string, place: Place): Promise<void> {
  if (place.base === '') return
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(root.length).replaceAll('\\', '/')
    if (!isOurs(path)) continue
    const text = await readFile(file, 'utf8')
    const placed = fileBelow(path, text, place)
    if (placed !== text) await writeFile(file, placed)
  }
}

/** Text that the build wrote: Pagefind finds its files by where they lie, and downloads are the company's own. */
const isOurs = (path: string): boolean =>
  !/^\/(?:pagefind|files)\//.test(path) && /\.(?:html|css|js|json|xml|txt|md|svg)$|^\/_headers$/.test(path)

/**
 * One file of the build, below a base.
 *
 * @param path in the build, with a slash first
 * @throws {Error} when Vite loads modules in a way that is not known here
 */
export function fileBelow(path: string, text: string, { origin, base }: Place): string {
  if (base === '') return text
  const placed = (_: string, before: string, address: string) => before + below(base, address)
  if (path.startsWith('/_astro/') && path.endsWith('.js')) return moduleBelow(base, path, text)
  if (path.endsWith('.js')) return text
  if (path.endsWith('.css')) return text.replace(/(url\(\s*["']?)(\/[^"')]*)/g, placed)
  if (path === '/_headers') return text.replace(/(^|")(\/[^\s"]*)/gm, placed)
  if (path === '/redirects.json') return text.replace(/(")(\/[^"]*)/g, placed)
  if (path === '/speculation-rules.json') return text.replace(/(_matches":\s*")(\/[^"]*)/g, placed)
  const whole = text.replace(new RegExp(`(${escaped(origin)})(\\/[^\\s"'<>()]*)`, 'g'), placed)
  if (path.endsWith('.html')) return htmlBelow(base, whole)
  return path.endsWith('.md') ? whole.replace(/(\]\(<?|^\[[^\]]+\]:\s*)(\/[^\s)>]*)/gm, placed) : whole
}

/** Vite writes addresses of its own files into modules; all others pass through a constant of the build. */
function moduleBelow(base: string, path: string, text: string): string {
  const loads = text.includes('modulepreload')
  const prefix = /(function\s*\w*\(\w+\)\s*\{\s*return\s*)(["'`])\/\2(?=\s*\+\s*\w+\s*;?\s*\})/
  if (loads && !prefix.test(text))
    throw new Error(`${path}: Vite loads modules from an address that has no base.`)
  const prefixed = loads ? text.replace(prefix, `$1$2${base}/$2`) : text
  return prefixed.replace(
    /(["'`])(\/_astro\/)/g,
    (_, quote: string, address: string) => quote + base + address,
  )
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

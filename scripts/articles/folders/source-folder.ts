import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { parseDocument, stringify } from 'yaml'
import { splitFrontMatter } from '#content/library/front-matter.ts'

/** The folder that is imported; every path is below it, with "/". */
export interface SourceFolder {
  readonly root: string
  readonly files: readonly string[]
  has(path: string): boolean
  /** Undefined when it is not there. */
  text(path: string): string | undefined
}

/** Folders that hold what a build or a package manager made. */
const made = /^(?:node_modules|_site|\.git|\.github|vendor|dist|build|\.docusaurus|\.astro|_gen)$/

export function openFolder(root: string): SourceFolder {
  const files: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!made.test(entry.name)) walk(path)
      } else if (entry.isFile()) files.push(relative(root, path).split(sep).join('/'))
    }
  }
  walk(root)
  const known = new Set(files)
  return {
    root,
    files,
    has: (path) => known.has(path),
    // Only what lies in the folder: an article of it may name any path.
    text: (path) => (known.has(path) ? readFileSync(join(root, path), 'utf8') : undefined),
  }
}

/** Front-matter in YAML, or in TOML between lines of three plus signs, and the body below it. */
export function readMarkdown(source: string): {
  yaml: string
  fields: Record<string, unknown>
  body: string
  offset: number
} {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const toml = /^\+\+\+[ \t]*\n([\s\S]*?)\n\+\+\+[ \t]*(?:\n|$)/.exec(text)
  if (toml) {
    const fields = plain(parsedToml(toml[1]!)) as Record<string, unknown>
    return {
      yaml: stringify(fields),
      fields,
      body: text.slice(toml[0].length),
      offset: toml[0].split('\n').length - 1,
    }
  }
  const split = splitFrontMatter(text)
  if (!split) return { yaml: '', fields: {}, body: text, offset: 0 }
  return { yaml: split.yaml, fields: asFields(readYaml(split.yaml)), body: split.body, offset: split.offset }
}

/** YAML of a configuration file, with tags we do not know taken for their text. */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' })
  try {
    return document.toJS() ?? undefined
  } catch {
    return undefined
  }
}

export const asFields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number'
      ? String(value)
      : undefined

function parsedToml(text: string): unknown {
  try {
    return parseToml(text)
  } catch {
    return {}
  }
}

/** Days of TOML are objects of their own. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
  return value
}

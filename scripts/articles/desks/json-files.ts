import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { OperatorError } from '#content/model/operator-error.ts'

export type Json = Readonly<Record<string, unknown>>

/** A record of an export, and the key or file it stood under: "articles", "sections". */
export interface JsonRecord {
  readonly under: string
  readonly value: Json
}

/** The JSON of a source, and the folder in which its attachments may lie. */
export interface JsonFiles {
  readonly records: readonly JsonRecord[]
  readonly root: string
  /** Everything that is no JSON, below {@link root}. */
  readonly files: readonly string[]
  /** The first file that is not valid JSON. A repository's configuration may be one, such as a tsconfig with comments. */
  readonly broken?: OperatorError
}

/** Reads `.json` and `.ndjson` at a path; undefined where there is none. */
export function readJsonFiles(path: string): JsonFiles | undefined {
  const isFolder = statSync(path).isDirectory()
  const root = isFolder ? path : dirname(path)
  const names = isFolder
    ? readdirSync(path)
        .filter((name) => isJson(name))
        .sort()
    : isJson(path)
      ? [basename(path)]
      : []
  if (names.length === 0) return undefined
  let broken: OperatorError | undefined
  const records = names.flatMap((name) => {
    const value = parsed(join(root, name))
    if (value instanceof OperatorError) broken ??= value
    return recordsOf(name.replace(/\.\w+$/, ''), value)
  })
  // A file alone says nothing about its neighbours, but attachments are kept beside it.
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isJson(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/(?:^|\/)(?:node_modules|\.git)\//.test(file))
  return { records, root, files: files.sort(), ...(broken && { broken }) }
}

const isJson = (name: string): boolean => /\.(?:json|ndjson|jsonl)$/i.test(name)

/** Lists by their keys, however deep a page of the API wraps them; a list alone by the name of its file. */
function recordsOf(under: string, value: unknown): JsonRecord[] {
  if (Array.isArray(value))
    return value.flatMap((one) =>
      Array.isArray(one) || isWrapper(one)
        ? recordsOf(under, one)
        : isRecord(one)
          ? [{ under, value: one }]
          : [],
    )
  if (!isRecord(value) || value instanceof OperatorError) return []
  if (!isWrapper(value)) return [{ under, value }]
  return Object.entries(value).flatMap(([key, inner]) =>
    Array.isArray(inner) || isWrapper(inner)
      ? recordsOf(key === 'data' || key === 'results' ? under : key, inner)
      : isRecord(inner) && lists.has(`${key}s`)
        ? [{ under: `${key}s`, value: inner }]
        : [],
  )
}

const lists = new Set([
  'articles',
  'sections',
  'categories',
  'translations',
  'collections',
  'folders',
  'article_attachments',
  'user_segments',
  'data',
  'results',
])

/** A page of an API and not a record of it: it has lists and no id of its own. */
const isWrapper = (value: unknown): boolean =>
  isRecord(value) &&
  value['id'] === undefined &&
  Object.entries(value).some(([key, inner]) =>
    lists.has(key) ? typeof inner === 'object' : lists.has(`${key}s`) && isRecord(inner),
  )

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value of a file; an {@link OperatorError} that names it where it has none. */
function parsed(file: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line))
    } catch {
      // Neither one value nor one a line: the first complaint says more.
    }
    return new OperatorError(
      `"${file}" is not valid JSON: ${(error as Error).message}. Export it again; nothing was read.`,
    )
  }
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number'
      ? String(value)
      : undefined

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {})

/** A day of ISO 8601 or of a Unix time in seconds. */
export function dayOf(value: unknown): string | undefined {
  const date = typeof value === 'number' ? new Date(value * 1000) : new Date(String(value ?? ''))
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10)
}

/** The path of an address, without its host. */
export function pathOf(url: unknown): string | undefined {
  const text = textOf(url)
  if (text === undefined) return undefined
  return URL.canParse(text) ? new URL(text).pathname : text.startsWith('/') ? text : undefined
}

export function originOf(url: unknown): string | undefined {
  const text = textOf(url)
  return text !== undefined && URL.canParse(text) ? new URL(text).origin : undefined
}

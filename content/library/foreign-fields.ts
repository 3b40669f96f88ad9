import { distance } from 'fastest-levenshtein'
import { articleSchema } from '../model/article.ts'
import { type Issue, nearest } from './issue.ts'
import type { YamlFile } from './yaml-file.ts'

type Fields = Record<string, unknown>

/** Names that other generators give to our fields; the first that a file has wins, our own before all. */
const namesElsewhere: Readonly<Record<string, readonly string[]>> = {
  keywords: ['tags', 'labels'],
  aliases: ['redirect_from', 'permalink', 'slug'],
  publish_at: ['publishDate', 'publish_date'],
  expires_at: ['expiryDate', 'expiry_date', 'unpublish_date'],
  updated: ['lastUpdated', 'last_updated', 'last_modified_at', 'lastmod', 'updated_at'],
  order: ['weight', 'position', 'sidebar_position', 'nav_order'],
}

/** Lists that collect every name instead of taking the first. */
const collects = ['keywords', 'aliases']

const known = Object.keys(articleSchema.shape)

/** A wrong letter or two in one of our names is a mistake; anything further away is another generator's field. */
const slips = 2

/**
 * Front-matter as people have it, in our names: other generators' names are mapped, what nothing uses is reported as a
 * warning, and a slip of the pen in one of our own names stays an issue for the schema to refuse.
 */
export function ourFields(yaml: YamlFile, slug: string): { fields: Fields; warnings: Issue[] } {
  const fields: Fields = {}
  const warnings: Issue[] = []
  const given = isFields(yaml.value) ? yaml.value : {}
  const ownFirst = Object.entries(given).sort(
    ([a], [b]) => Number(known.includes(b)) - Number(known.includes(a)),
  )
  for (const [key, value] of ownFirst) {
    // An empty `restricted` must be refused: without the field everybody may read the article.
    if ((value === null || value === '') && key !== 'restricted') continue
    const at = { file: yaml.file, line: yaml.lineOf([key]) }
    const ours = known.includes(key) ? key : mapped(key)
    if (ours) take(ours, key === ours ? value : fromElsewhere(ours, value, slug))
    else if (key === 'hidden' || key === 'unlisted') {
      if (value === true) fields['access'] = 'unlisted'
    } else if (key === 'published') {
      if (value === false) fields['draft'] = true
    } else if (key === 'sidebar' && isFields(value)) {
      take('order', typeof value['order'] === 'number' ? value['order'] : undefined)
      if (value['hidden'] === true) fields['access'] = 'unlisted'
    } else if (isSlip(key)) fields[key] = value
    else
      warnings.push({
        ...at,
        message: `The field "${key}" is not used.`,
        kind: `The field "${key}" is not used.`,
        level: 'warning',
      })
  }
  for (const [field, value] of Object.entries(fields)) fields[field] = asWritten(field, value)
  return { fields, warnings }

  function take(field: string, value: unknown): void {
    if (value === undefined) return
    if (collects.includes(field)) fields[field] = [...asList(fields[field]), ...asList(value)]
    else if (!(field in fields)) fields[field] = value
  }
}

function mapped(key: string): string | undefined {
  return Object.keys(namesElsewhere).find((field) => namesElsewhere[field]?.includes(key))
}

/** What another generator's value is in our terms; nothing when it says nothing to us. */
function fromElsewhere(field: string, value: unknown, slug: string): unknown {
  if (field === 'updated') {
    const day = value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 10)
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined
  }
  if (field === 'publish_at' || field === 'expires_at')
    return value instanceof Date ? value.toISOString() : String(value)
  if (field === 'order') return Number.isFinite(Number(value)) ? Number(value) : undefined
  if (field === 'aliases')
    return (
      asList(value)
        .map(String)
        // "/:categories/:title/" is a pattern, a whole address is another site's, and a bare slug is mostly this one's.
        .filter((alias) => !/[:{]/.test(alias) && alias.includes('/') && alias !== '/' && alias !== slug)
    )
  return asList(value).filter((one) => typeof one !== 'object')
}

/** Lists may be written as one text, and numbers where a text is expected. */
function asWritten(field: string, value: unknown): unknown {
  if (collects.includes(field))
    return asList(value).map((one) => (typeof one === 'number' ? String(one) : one))
  return (field === 'title' || field === 'description') && typeof value !== 'object' ? String(value) : value
}

function asList(value: unknown): unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  return typeof value === 'string'
    ? value
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [value]
}

function isSlip(key: string): boolean {
  const near = nearest(key, known)
  return near !== undefined && key.length > slips + 1 && distance(key.toLowerCase(), near) <= slips
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

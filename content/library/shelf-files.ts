import { join } from 'node:path'
import { z } from 'zod'
import type { Article } from '../model/article.ts'
import { type Category, categorySchema, type Section } from '../model/category.ts'
import type { Issue } from './issue.ts'
import { readText } from './read-text.ts'
import { holdAgainst, parseYaml } from './yaml-file.ts'

/** Ours, and what Docusaurus calls it. */
const names = ['_category.yaml', '_category.yml', '_category_.yaml', '_category_.yml', '_category_.json']

const schema = z.object({
  label: z.string().min(1).optional(),
  description: z.string().optional(),
  order: z.number().optional(),
  /** As Docusaurus calls the order. */
  position: z.number().optional(),
})

/** What the folders of one shelf, or section, say of it: a name and a description a locale, and its place. */
export interface ShelfWords {
  readonly label: Record<string, string>
  readonly description: Record<string, string>
  order?: number
}

/** By `<category>` or `<category>/<section>`. */
export type ShelfFiles = ReadonlyMap<string, ShelfWords>

/** Reads `_category.yaml` or its like in the folder of a shelf in one locale, and adds what it says. */
export async function readShelfFile(
  folder: string,
  path: string,
  { locale, shelf }: { locale: string; shelf: string },
  found: Map<string, ShelfWords>,
  issues: Issue[],
): Promise<void> {
  for (const name of names) {
    const file = `${path}/${name}`
    const read = await readText(join(folder, file), file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (read === undefined) continue
    const yaml = parseYaml(file, read.text)
    const held = holdAgainst(schema, yaml, yaml.value ?? {})
    issues.push(...read.issues, ...yaml.issues, ...held.issues)
    if (!held.value) return
    const { label, description, order = held.value.position } = held.value
    const words = found.get(shelf) ?? { label: {}, description: {} }
    if (label) words.label[locale] = label
    if (description) words.description[locale] = description
    if (order !== undefined) words.order ??= order
    found.set(shelf, words)
    return
  }
}

/**
 * Every shelf that has an article: declared ones in their order, then the others as their folders say, by order and
 * name; in each its sections in the same way.
 */
export function shelvesOf(
  declared: readonly Category[],
  articles: readonly Pick<Article, 'category' | 'slug'>[],
  files: ShelfFiles,
): Category[] {
  const known = new Set(declared.map(({ id }) => id))
  const others = [...new Set(articles.map(({ category }) => category))].filter((id) => !known.has(id)).sort()
  const all = [
    ...declared,
    ...inOrder(others, files).map((id) => categorySchema.parse({ id, ...saidOf(id, files.get(id)) })),
  ]
  return all.map((category) => {
    const sections = sectionsOf(category, articles, files)
    return sections.length > 0 ? { ...category, sections } : category
  })
}

function sectionsOf(
  category: Category,
  articles: readonly Pick<Article, 'category' | 'slug'>[],
  files: ShelfFiles,
): Section[] {
  const declared = category.sections ?? []
  const known = new Set(declared.map(({ id }) => id))
  const found = articles.flatMap(({ category: of, slug }) =>
    of === category.id && slug.includes('/') ? [slug.slice(0, slug.indexOf('/'))] : [],
  )
  const others = [...new Set(found)].filter((id) => !known.has(id)).sort()
  const paths = inOrder(
    others.map((id) => `${category.id}/${id}`),
    files,
  )
  return [
    ...declared,
    ...paths.map((path) => {
      const id = path.slice(category.id.length + 1)
      return { id, ...saidOf(id, files.get(path)) }
    }),
  ]
}

function inOrder(ids: readonly string[], files: ShelfFiles): string[] {
  const place = (id: string) => files.get(id)?.order ?? Number.MAX_SAFE_INTEGER
  return [...ids].sort((a, b) => place(a) - place(b))
}

function saidOf(id: string, words: ShelfWords | undefined) {
  const { label = {}, description = {} } = words ?? {}
  return {
    label: Object.keys(label).length > 0 ? label : titleFrom(id),
    ...(Object.keys(description).length > 0 && { description }),
  }
}

/** "pay-by-card" → "Pay by card". */
export const titleFrom = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ')

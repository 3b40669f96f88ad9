import type { ForeignArticle, ForeignCentre, ForeignShelf } from '../foreign.ts'
import { dayOf, type Json, type JsonFiles, listOf, originOf, recordOf, textOf } from './json-files.ts'

/** `visibility` of a folder, as the API counts it; 1 is everybody. */
const seenBy: Readonly<Record<string, string>> = {
  '2': 'customers who are signed in',
  '3': 'agents',
  '4': 'selected companies',
  '5': 'bots',
  '6': 'selected contact segments',
  '7': 'selected company segments',
}

const publishedStatus = '2'

/** Freshdesk: solution articles, folders and categories, as its API lists them or nested in each other. */
export function freshdesk({ records, root, files }: JsonFiles): ForeignCentre | undefined {
  const all = records.map(({ value }) => value).flatMap(nested)
  const articles = all.filter((value) => value['folder_id'] !== undefined && value['title'] !== undefined)
  if (articles.length === 0) return undefined
  const folders = new Map(
    all
      .filter((value) => value['visibility'] !== undefined && value['name'] !== undefined)
      .map((one) => [String(one['id']), one]),
  )
  const under = new Set(folders.keys())
  const categories = new Map(
    all
      .filter(
        (value) =>
          value['name'] !== undefined && value['folder_id'] === undefined && !under.has(String(value['id'])),
      )
      .map((one) => [String(one['id']), one]),
  )
  const shelves = new Map<string, ForeignShelf>()
  const locales = new Set<string>()

  const shelf = (above: readonly string[], value: Json): string[] => {
    const name = textOf(value['name']) ?? 'Folder'
    const id = [...above.slice(-1), name].join('/')
    const order = Number(value['position'])
    const description = textOf(value['description'])
    if (!shelves.has(id))
      shelves.set(id, {
        id,
        label: name,
        ...(description && { description }),
        ...(Number.isFinite(order) && { order }),
      })
    return [...above, id]
  }
  const shelvesOf = (article: Json): string[] => {
    const folder = folders.get(String(article['folder_id']))
    const parent = folders.get(textOf(folder?.['parent_folder_id']) ?? '')
    const category = categories.get(
      textOf(article['category_id'] ?? folder?.['category_id'] ?? parent?.['category_id']) ?? '',
    )
    return [
      ...(categories.size > 1 && category ? [category] : []),
      ...(parent ? [parent] : []),
      ...(folder ? [folder] : []),
    ].reduce<string[]>(shelf, [])
  }

  const read = articles.map((article): ForeignArticle => {
    const id = String(article['id'])
    const locale = textOf(article['language']) ?? textOf(article['language_code']) ?? 'en'
    locales.add(locale)
    const folder = folders.get(String(article['folder_id'])) ?? {}
    const visibility = textOf(folder['visibility']) ?? '1'
    const seo = recordOf(article['seo_data'])
    const description = textOf(seo['meta_description'])
    const updated = dayOf(article['updated_at'])
    const title = textOf(article['title']) ?? `Article ${id}`
    const keywords = [
      ...listOf(article['tags']).map((tag) => textOf(recordOf(tag)['name']) ?? String(tag)),
      ...(textOf(seo['meta_keywords'])
        ?.split(',')
        .map((one) => one.trim()) ?? []),
    ]
    return {
      id: `freshdesk ${textOf(article['parent_id']) ?? id}`,
      source: `article ${id}`,
      locale,
      shelves: shelvesOf(article),
      slug: title,
      title,
      fields: {
        ...(description && { description }),
        keywords: keywords.filter(Boolean),
        ...(textOf(article['status']) !== publishedStatus && { draft: true }),
        ...(updated && { updated }),
      },
      ...(visibility !== '1' && {
        readers: {
          because: `Freshdesk shows its folder only to ${seenBy[visibility] ?? `visibility ${visibility}`}.`,
          segments: listOf(folder['contact_segment_ids'] ?? folder['company_segment_ids']).map(String),
        },
      }),
      body: textOf(article['description']) ?? '',
      format: 'html',
      offset: 0,
      addresses: [`/support/solutions/articles/${id}`, `/${locale}/support/solutions/articles/${id}`],
      attachments: listOf(article['attachments']).flatMap((one) => {
        const { name, attachment_url: url } = recordOf(one)
        return textOf(name) ? [{ name: textOf(name)!, url: textOf(url) ?? '' }] : []
      }),
    }
  })
  const [first = 'en'] = locales
  return {
    kind: 'Freshdesk',
    locales: [...locales].length > 0 ? [first, ...[...locales].filter((locale) => locale !== first)] : ['en'],
    articles: read,
    shelves: [...shelves.values()],
    mostAsked: [],
    root,
    files,
    fileNames: new Map(),
    publicFolders: [],
    origins: [...new Set(all.flatMap((one) => originOf(one['url']) ?? []))],
    leftOut: [],
    notes: [],
  }
}

/** Categories that hold folders that hold articles, taken apart; what lies within knows what it lies in. */
function nested(value: Json): Json[] {
  const { folders, articles, ...own } = value
  const inner = (list: unknown, key: string) =>
    listOf(list)
      .map(recordOf)
      .flatMap((one) => nested({ [key]: value['id'], ...one }))
  return [own, ...inner(folders, 'category_id'), ...inner(articles, 'folder_id')]
}

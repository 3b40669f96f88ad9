import type { ForeignArticle, ForeignCentre, ForeignShelf } from '../foreign.ts'
import { dayOf, type Json, type JsonFiles, listOf, originOf, pathOf, recordOf, textOf } from './json-files.ts'

/** Intercom: articles and collections as its API lists them, translations within them. */
export function intercom({ records, root, files }: JsonFiles): ForeignCentre | undefined {
  const all = records.map(({ value }) => value)
  const articles = all.filter(
    (value) =>
      value['type'] === 'article' || (value['workspace_id'] !== undefined && value['body'] !== undefined),
  )
  if (articles.length === 0) return undefined
  const collections = new Map(
    all
      .filter((value) => value['type'] === 'collection' || value['type'] === 'section')
      .map((one) => [String(one['id']), one]),
  )
  const locales = new Set<string>()
  const shelves = new Map<string, ForeignShelf>()

  const shelfOf = (id: string | undefined): string[] => {
    const collection = collections.get(id ?? '')
    if (!collection) return []
    const above = shelfOf(textOf(collection['parent_id']))
    const name = textOf(collection['name']) ?? `Collection ${id}`
    const key = [...above.slice(-1), name].join('/')
    if (!shelves.has(key)) {
      const labels = Object.fromEntries([
        [textOf(collection['default_locale']) ?? 'en', name],
        ...versionsOf(collection).flatMap(([locale, one]) =>
          textOf(one['name']) ? [[locale, textOf(one['name'])!]] : [],
        ),
      ])
      const order = Number(collection['order'])
      const description = textOf(collection['description'])
      shelves.set(key, {
        id: key,
        label: Object.keys(labels).length > 1 ? labels : name,
        ...(description && { description }),
        ...(Number.isFinite(order) && { order }),
      })
    }
    return [...above, key]
  }

  const read = articles.flatMap((article): ForeignArticle[] => {
    const id = String(article['id'])
    const first = textOf(article['default_locale']) ?? 'en'
    const versions = new Map<string, Json>([[first, article], ...versionsOf(article)])
    const parent = textOf(article['parent_id']) ?? textOf(listOf(article['parent_ids'])[0])
    const audience = listOf(article['audience_ids'] ?? article['segment_ids']).map(String)
    return [...versions].flatMap(([locale, version]): ForeignArticle[] => {
      const title = textOf(version['title'])
      if (!title && !textOf(version['body'])) return []
      locales.add(locale)
      const path = pathOf(version['url'])
      const description = textOf(version['description'])
      const updated = dayOf(version['updated_at'] ?? article['updated_at'])
      return [
        {
          id: `intercom ${id}`,
          source: `article ${id} (${locale})`,
          locale,
          shelves: shelfOf(parent),
          slug:
            /\/articles\/\d+-(.+)$/.exec(pathOf(article['url']) ?? '')?.[1] ?? textOf(article['title']) ?? id,
          title: title ?? `Article ${id}`,
          fields: {
            ...(description && { description }),
            ...(version['state'] !== 'published' && { draft: true }),
            ...(updated && { updated }),
          },
          ...(audience.length > 0 && {
            readers: {
              because: `Intercom shows it only to the audience ${audience.join(', ')}.`,
              segments: audience,
            },
          }),
          body: textOf(version['body']) ?? '',
          format: 'html',
          offset: 0,
          addresses: [`/${locale}/articles/${id}`, ...(path ? [decodeURI(path)] : [])],
        },
      ]
    })
  })
  const first = textOf(articles[0]!['default_locale']) ?? 'en'
  return {
    kind: 'Intercom',
    locales: [first, ...[...locales].filter((locale) => locale !== first)],
    articles: read,
    shelves: [...shelves.values()],
    mostAsked: [],
    root,
    files,
    fileNames: new Map(),
    publicFolders: [],
    origins: [...new Set(articles.flatMap((one) => originOf(one['url']) ?? []))],
    leftOut: [],
    notes: [],
  }
}

/** `translated_content: { type: …, fr: {…}, "pt-BR": {…} }` */
function versionsOf(value: Json): [string, Json][] {
  return Object.entries(recordOf(value['translated_content'])).flatMap(([locale, one]) =>
    locale !== 'type' && typeof one === 'object' && one !== null ? [[locale, one as Json]] : [],
  )
}

import type { ForeignArticle, ForeignCentre, ForeignShelf } from '../foreign.ts'
import { dayOf, type Json, type JsonFiles, listOf, originOf, pathOf, recordOf, textOf } from './json-files.ts'

/**
 * Zendesk Help Center: articles, sections, categories, translations, attachments and user segments, as its API lists
 * them. Whom `user_segment_id` and `user_segment_ids` name is said of the article: it was not public.
 */
export function zendesk({ records, root, files }: JsonFiles): ForeignCentre | undefined {
  const by = (name: string) => records.filter(({ under }) => under.includes(name)).map(({ value }) => value)
  const articles = records
    .map(({ value }) => value)
    .filter((value) => value['section_id'] !== undefined && value['body'] !== undefined)
  if (articles.length === 0) return undefined
  const sections = new Map(
    records
      .map(({ value }) => value)
      .filter((value) => value['category_id'] !== undefined && value['section_id'] === undefined)
      .map((one) => [String(one['id']), one]),
  )
  const categories = new Map(by('categories').map((one) => [String(one['id']), one]))
  const segments = new Map(by('user_segments').map((one) => [String(one['id']), textOf(one['name'])]))
  const attachments = Map.groupBy(by('attachments'), (one) => String(one['article_id']))
  const translations = Map.groupBy(
    records
      .filter(({ value }) => value['source_id'] !== undefined && value['source_type'] !== undefined)
      .map(({ value }) => value),
    (one) => `${String(one['source_type'])} ${String(one['source_id'])}`,
  )
  const locales = new Set(articles.map((one) => localeOf(one)))
  const onlyShelf = categories.size <= 1

  const shelfId = new Map<string, string>()
  const shelves: ForeignShelf[] = []
  const shelfOf = (id: string): string[] => {
    const section = sections.get(id)
    if (!section) return []
    const parent = textOf(section['parent_section_id'])
    const above =
      parent && sections.has(parent)
        ? shelfOf(parent)
        : onlyShelf
          ? []
          : categoryShelf(textOf(section['category_id']))
    return [...above, shelf(`section ${id}`, section, above.at(-1), 'Section')]
  }
  const categoryShelf = (id: string | undefined): string[] => {
    const category = categories.get(id ?? '')
    return category ? [shelf(`category ${id}`, category, undefined, 'Category')] : []
  }
  const shelf = (key: string, value: Json, above: string | undefined, type: string): string => {
    const known = shelfId.get(key)
    if (known) return known
    const name = textOf(value['name']) ?? key
    const id = above === undefined ? name : `${above}/${name}`
    shelfId.set(key, id)
    const own = [
      ...listOf(value['translations']).map(recordOf),
      ...(translations.get(`${type} ${String(value['id'])}`) ?? []),
    ]
    const labels = Object.fromEntries([
      [localeOf(value), name],
      ...own.flatMap((one) => (textOf(one['title']) ? [[localeOf(one), textOf(one['title'])!]] : [])),
    ])
    const position = Number(value['position'])
    const description = textOf(value['description'])
    shelves.push({
      id,
      label: Object.keys(labels).length > 1 ? labels : name,
      ...(description && { description }),
      ...(Number.isFinite(position) && { order: position }),
    })
    return id
  }

  const read = articles.flatMap((article): ForeignArticle[] => {
    const id = String(article['id'])
    const inAll = [
      ...listOf(article['translations']).map(recordOf),
      ...(translations.get(`Article ${id}`) ?? []),
    ]
    const versions = new Map<string, Json>([
      [localeOf(article), article],
      ...inAll.map((one) => [localeOf(one), one] as const),
    ])
    const onlyFor = [
      ...new Set(
        [article['user_segment_id'], ...listOf(article['user_segment_ids'])].flatMap(
          (one) => textOf(one) ?? [],
        ),
      ),
    ]
    const named = onlyFor.map((one) => (segments.get(one) ? `"${segments.get(one)}" (${one})` : one))
    const slug =
      /\/articles\/\d+-(.+)$/.exec(pathOf(article['html_url']) ?? '')?.[1] ?? textOf(article['title']) ?? id
    const position = Number(article['position'])
    return [...versions].map(([locale, version]) => {
      locales.add(locale)
      const draft = version['draft'] === true
      const updated = dayOf(version['edited_at'] ?? article['edited_at'] ?? version['updated_at'])
      const path = pathOf(version['html_url'])
      return {
        id: `zendesk ${id}`,
        source: `article ${id} (${locale})`,
        locale,
        shelves: shelfOf(String(article['section_id'])),
        slug: decodeURIComponent(slug.replace(/%(?![0-9a-f]{2})/gi, '%25')),
        title: textOf(version['title']) ?? textOf(version['name']) ?? `Article ${id}`,
        fields: {
          keywords: listOf(article['label_names']).map(String),
          ...(draft && { draft }),
          ...(updated && { updated }),
          ...(Number.isFinite(position) && { order: position }),
        },
        ...(onlyFor.length > 0 && {
          readers: {
            because: `Zendesk shows it only to the user segment ${named.join(', ')}.`,
            segments: onlyFor,
          },
        }),
        body: textOf(version['body']) ?? '',
        format: 'html',
        offset: 0,
        addresses: [`/hc/${locale}/articles/${id}`, ...(path ? [decodeURI(path)] : [])],
        attachments: (attachments.get(id) ?? [])
          .filter((one) => one['inline'] !== true)
          .flatMap((one) => {
            const name = textOf(one['file_name'])
            return name ? [{ name, url: textOf(one['content_url']) ?? '' }] : []
          }),
      }
    })
  })
  const first = localeOf(
    articles.find((one) => one['source_locale'])?.['source_locale']
      ? { locale: articles[0]!['source_locale'] }
      : articles[0]!,
  )
  return {
    kind: 'Zendesk',
    locales: [first, ...[...locales].filter((locale) => locale !== first)],
    articles: read,
    shelves,
    mostAsked: articles
      .filter((one) => one['promoted'] === true)
      .map((one) => `zendesk ${String(one['id'])}`),
    root,
    files,
    fileNames: new Map(
      by('attachments').flatMap((one) => {
        const path = pathOf(one['content_url'])
        const name = textOf(one['file_name'])
        return path && name ? [[path, name] as const] : []
      }),
    ),
    publicFolders: [],
    origins: [...new Set(articles.flatMap((one) => originOf(one['html_url']) ?? []))],
    leftOut: [],
    notes: [],
  }
}

const localeOf = (value: Json): string => textOf(value['locale']) ?? textOf(value['source_locale']) ?? 'en'

import { canonicalAddress, pathOfAlias, taken, takenInLocale } from '../model/addresses.ts'
import type { Article } from '../model/article.ts'
import { countedTraits } from '../model/counted-trait.ts'
import type { Library } from '../model/library.ts'
import { localeSchema } from '../model/locale.ts'
import { checkCondition } from './check-conditions.ts'
import { type Issue, unknownName } from './issue.ts'
import { everPublic } from './locate.ts'
import type { ReadArticle, ReadFiles } from './read-folder.ts'
import type { YamlFile } from './yaml-file.ts'

/** Names that point at nothing, twice-used addresses, links that lead nowhere: what only the whole library can tell. */
export function checkNames(library: Library, read: readonly ReadArticle[], files: ReadFiles): Issue[] {
  return [
    ...checkArticles(library, read, namesIn(library, files)),
    ...checkSite(library, files),
    ...checkCategories(library, files),
    ...checkSegments(library, files),
    ...checkChannels(library, files),
  ]
}

const fromSegments = 'Segments are the files in segments/.'
const fromCategories = 'Categories are listed in categories.yaml.'
const fromArticles = 'Articles are named "<category>/<slug>".'
const fromChannels = 'Channels are listed in channels.yaml.'

/** What the names in articles are held against. */
export interface KnownNames {
  readonly segments: readonly string[]
  /** Categories an article may lie in. */
  readonly declared: readonly string[]
  /** Address of each article of the library → its file. */
  readonly addresses: ReadonlyMap<string, string>
}

function namesIn(library: Library, files: ReadFiles): KnownNames {
  const categories = library.categories.map(({ id }) => id)
  return {
    segments: [...files.segments.keys()],
    declared: files.declaredCategories && files.categories.value ? ids(files.categories.value) : categories,
    addresses: new Map(),
  }
}

/** Names in `read` that point at nothing, and addresses used twice. */
export function checkArticles(
  library: Library,
  read: readonly ReadArticle[],
  { segments, declared, addresses: others }: KnownNames,
): Issue[] {
  const issues: Issue[] = []
  const categories = library.categories.map(({ id }) => id)
  const addresses = new Map(others)
  for (const { article } of read) addresses.set(canonicalAddress(article.url), article.file)

  for (const { article, parsed, yaml, offset } of read) {
    const { file } = article
    if (!library.site.locales.includes(article.locale)) {
      const wrong = !localeSchema.safeParse(article.locale).success
      issues.push({
        file,
        line: 1,
        message: wrong
          ? `"${article.locale}" is not a language.`
          : `The site has no locale "${article.locale}", so nobody can open this article.`,
        hint: 'Add it to locales in site.yaml, or move the folder.',
      })
    }
    if (!declared.includes(article.category)) {
      issues.push(unknownName({ file, line: 1 }, 'category', article.category, declared, fromCategories))
    }
    article.segments.forEach((segment, index) => {
      if (!segments.includes(segment)) {
        issues.push(
          unknownName(
            { file, line: yaml.lineOf(['segments', index]) },
            'segment',
            segment,
            segments,
            fromSegments,
          ),
        )
      }
    })
    for (const issue of checkRestricted(library, article, yaml)) issues.push(issue)
    for (const { name, line } of parsed.segments) {
      if (!segments.includes(name)) {
        issues.push(unknownName({ file, line: line + offset }, 'segment', name, segments, fromSegments))
      }
    }
    article.aliases.forEach((alias, index) => {
      const at = { file, line: yaml.lineOf(['aliases', index]) }
      const url = pathOfAlias(alias, article.locale)
      const owner = addresses.get(url) ?? pageAt(url, library.site.locales, categories)
      if (owner) issues.push({ ...at, message: `The alias "${alias}" is already the address of ${owner}.` })
      else addresses.set(url, file)
    })
  }
  return issues
}

/** Who may read it: segments whose rule signed facts can meet, and the same ones in every language. */
function checkRestricted(library: Library, article: Article, yaml: YamlFile): Issue[] {
  const { file, id, restricted } = article
  const line = yaml.lineOf(['restricted'])
  const known = library.segments.map((segment) => segment.id)
  const names = (restricted ?? []).flatMap((name, index): Issue[] => {
    const at = { file, line: yaml.lineOf(['restricted', index]) }
    const segment = library.segments.find((one) => one.id === name)
    if (!segment) return [unknownName(at, 'segment', name, known, fromSegments)]
    if (segment.who) return []
    return [
      {
        ...at,
        message: `The segment "${name}" has no rule, so nobody could open this article: what readers say of themselves unlocks nothing.`,
        hint: `Give segments/${name}.yaml a condition "who".`,
      },
    ]
  })
  const versions = [...library.articles, ...library.drafts].filter((one) => one.id === id)
  const other = versions.find((one) => readers(one) !== readers(article))
  if (!other || !restricted) return names
  return [
    ...names,
    {
      file,
      line,
      message: `"${other.file}" is the same article, and other readers may open it.`,
      hint: 'Write the same "restricted" into every language.',
    },
  ]
}

const readers = ({ restricted }: Article): string => JSON.stringify(restricted?.toSorted() ?? null)

/** The page of ours that has this address; a redirect there would never be followed. */
function pageAt(url: string, locales: readonly string[], categories: readonly string[]): string | undefined {
  const [first = '', second, third] = url.split('/').filter(Boolean)
  if (first === '' || taken.includes(first)) return 'another page'
  if (!locales.includes(first) || third !== undefined) return undefined
  if (second === undefined) return 'the home page'
  if (takenInLocale.includes(second)) return 'another page'
  return categories.includes(second) ? `the category "${second}"` : undefined
}

function checkSite(library: Library, { site: yaml }: ReadFiles): Issue[] {
  const known = new Set(everPublic(library).map(({ id }) => id))
  const restricted = new Set(library.articles.filter((one) => one.restricted).map(({ id }) => id))
  const shelves = new Set(library.categories.map(({ id }) => id))
  const wrong = (path: PropertyKey[], id: string): Issue[] => {
    const at = { file: yaml.file, line: yaml.lineOf(path) }
    if (!known.has(id)) return [unknownName(at, 'article', id, [...known], fromArticles)]
    if (!restricted.has(id)) return []
    const message = `"${id}" is restricted, and everybody sees what site.yaml names.`
    return [{ ...at, message, hint: 'Name an article that everybody may read.' }]
  }
  return [
    ...library.site.urgent.flatMap(({ article }, index) => wrong(['urgent', index, 'article'], article)),
    ...library.site.most_asked.flatMap((article, index) => wrong(['most_asked', index], article)),
    ...library.site.widget.flatMap(({ show }, at) =>
      show.flatMap((id, index) => (shelves.has(id) ? [] : wrong(['widget', at, 'show', index], id))),
    ),
  ]
}

function checkCategories(library: Library, { categories: yaml }: ReadFiles): Issue[] {
  const known = [...library.articles, ...library.drafts]
  const seen = new Set<string>()
  return library.categories.flatMap((category, index) => {
    const twice = seen.has(category.id)
    seen.add(category.id)
    const slugs = known.filter((article) => article.category === category.id).map(({ slug }) => slug)
    return [
      ...(twice
        ? [
            {
              file: yaml.file,
              line: yaml.lineOf([index, 'id']),
              message: `The category "${category.id}" is listed twice.`,
            },
          ]
        : []),
      ...category.articles.flatMap((slug, position) =>
        slugs.includes(slug)
          ? []
          : [
              unknownName(
                { file: yaml.file, line: yaml.lineOf([index, 'articles', position]) },
                `article in ${category.id}`,
                slug,
                slugs,
                'Slugs are file names without ".md" or ".mdx".',
              ),
            ],
      ),
    ]
  })
}

function checkSegments(library: Library, { segments: files }: ReadFiles): Issue[] {
  const categories = library.categories.map(({ id }) => id)
  const articles = [...new Set(everPublic(library).map(({ id }) => id))]
  const channels = library.channels.map(({ id }) => id)
  return library.segments.flatMap((segment) => {
    const yaml = files.get(segment.id)
    if (!yaml) return []
    const wrong = (
      key: 'categories' | 'suggest' | 'channels',
      what: string,
      known: string[],
      source: string,
    ) =>
      segment[key].flatMap((name, index) =>
        known.includes(name)
          ? []
          : [unknownName({ file: yaml.file, line: yaml.lineOf([key, index]) }, what, name, known, source)],
      )
    return [
      ...wrong('categories', 'category', categories, fromCategories),
      ...wrong('suggest', 'article', articles, fromArticles),
      ...wrong('channels', 'channel', channels, fromChannels),
      ...(segment.who ? checkCondition(segment.who, library.traits, yaml, countedTraits(library)) : []),
    ]
  })
}

function checkChannels(library: Library, { channels: yaml, segments: files }: ReadFiles): Issue[] {
  const segments = [...files.keys()]
  return library.channels.flatMap((channel, index) =>
    (channel.entitled ?? []).flatMap((segment, position) =>
      segments.includes(segment)
        ? []
        : [
            unknownName(
              { file: yaml.file, line: yaml.lineOf([index, 'entitled', position]) },
              'segment',
              segment,
              segments,
              fromSegments,
            ),
          ],
    ),
  )
}

const ids = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((item) => (typeof item?.id === 'string' ? [item.id] : [])) : []

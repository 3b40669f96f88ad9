// Over 250 lines: reads a content folder top to bottom, one function a file of it.
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import { type Article, articleSchema } from '#content/model/article.ts'
import { categorySchema } from '#content/model/category.ts'
import { channelSchema } from '#content/model/channel.ts'
import type { GlossaryTerm } from '#content/model/glossary.ts'
import type { Library } from '#content/model/library.ts'
import { asLocale } from '#content/model/locale.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { type Clock, heldBack, instantOf } from '#content/model/publication.ts'
import { type Segment, segmentSchema } from '#content/model/segment.ts'
import { siteSchema } from '#content/model/site.ts'
import { type Trait, traitSchema } from '#content/model/trait.ts'
import type { WordsByPath } from '#content/strings/index.ts'
import { isArticle, slugOf, wrongCategory, wrongFile, wrongLocale } from './file-names.ts'
import { ourFields } from './foreign-fields.ts'
import { misplacedFrontMatter, splitFrontMatter } from './front-matter.ts'
import type { Issue } from './issue.ts'
import { lastChanges } from './last-changes.ts'
import { articleIds } from './locate.ts'
import { type ParsedBody, parseBody } from './mdx.ts'
import { parseStrings } from './own-strings.ts'
import { readGlossary } from './read-glossary.ts'
import { readText } from './read-text.ts'
import { readShelfFile, type ShelfWords, shelvesOf, titleFrom } from './shelf-files.ts'
import { unreviewedIn } from './unreviewed.ts'
import {
  unknownIn,
  unknownVariable,
  type Variables,
  variablesIn,
  writeOut,
  writeOutMarkdown,
} from './variables.ts'
import { holdAgainst, parseYaml, type YamlFile } from './yaml-file.ts'

/** An article with what only the check needs. */
export interface ReadArticle {
  readonly article: Article
  readonly parsed: ParsedBody
  readonly yaml: YamlFile
  /** Lines before the body, to turn its line numbers into the file's. */
  readonly offset: number
}

/** The YAML files as read, for messages that point into them. */
export interface ReadFiles {
  readonly site: YamlFile
  readonly categories: YamlFile
  readonly segments: ReadonlyMap<string, YamlFile>
  readonly channels: YamlFile
  readonly declaredCategories: boolean
}

/** A content folder as read, before its names are held against each other. */
export interface ReadFolder {
  readonly library: Library
  readonly read: readonly ReadArticle[]
  readonly files: ReadFiles
  readonly issues: readonly Issue[]
  /** Files that are no articles and may be linked to: beside the articles, and in public/. */
  readonly others: readonly string[]
}

/**
 * Reads a company's content folder: YAML files (each optional) and `articles/<locale>/<category>/<slug>.md` or `.mdx`, with
 * at most one folder more, a section of the shelf.
 * Returns everything that could be read and the issues met; throws only when the folder itself is not there.
 * @param now decides which articles are due
 * @param parse `parseBody`, or what remembers its results
 */
export async function readFolder(folder: string, now = new Date(), parse = parseBody): Promise<ReadFolder> {
  const there = await stat(folder).catch(() => undefined)
  if (!there?.isDirectory()) throw new MissingContent(folder)
  const issues: Issue[] = []

  const siteFile = await yamlAt(folder, 'site.yaml')
  const site = accept(siteSchema, siteFile, siteFile.value ?? {}, issues) ?? siteSchema.parse({})
  const categoriesFile = await yamlAt(folder, 'categories.yaml')
  const declared = list(categorySchema, categoriesFile, issues)
  const traits = list(traitSchema, await yamlAt(folder, 'traits.yaml'), issues)
  const channelsFile = await yamlAt(folder, 'channels.yaml')
  const channels = list(channelSchema, channelsFile, issues)

  const segmentFiles = new Map<string, YamlFile>()
  const segments: Segment[] = []
  for (const name of await names(join(folder, 'segments'), '.yaml')) {
    const yaml = await yamlAt(folder, `segments/${name}`)
    const id = name.slice(0, -'.yaml'.length)
    segmentFiles.set(id, yaml)
    const segment = accept(segmentSchema, yaml, yaml.value ?? {}, issues)
    if (segment) segments.push({ ...segment, id })
  }
  segments.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))

  const strings: Record<string, WordsByPath> = {}
  for (const name of await names(join(folder, 'strings'), '.yaml')) {
    const yaml = await yamlAt(folder, `strings/${name}`)
    const locale = asLocale(name.slice(0, -'.yaml'.length))
    const { words, issues: wrong } = parseStrings(locale, yaml)
    strings[locale] = words
    issues.push(...wrong)
  }

  const glossary: Record<string, readonly GlossaryTerm[]> = {}
  for (const name of await names(join(folder, 'glossary'), '.yaml')) {
    const {
      locale,
      terms,
      issues: wrong,
    } = readGlossary(await yamlAt(folder, `glossary/${name}`), site.locales)
    glossary[locale] = terms
    issues.push(...wrong)
  }

  const shelves = new Map<string, ShelfWords>()
  const variables = (locale: string) => variablesIn(site.variables, locale, site.locales?.[0])
  const clock = { now, zone: site.timezone }
  const read = await readArticles(folder, shelves, variables, { issues, clock, parse })
  const locales = site.locales ?? localesFound(read)
  const unsorted: Library = {
    site: { ...site, locales },
    categories: shelvesOf(
      declared,
      read.map(({ article }) => article),
      shelves,
    ),
    segments,
    traits,
    channels,
    strings,
    ...(Object.keys(glossary).length > 0 && { glossary }),
    articles: read.filter(({ article }) => !article.held).map(({ article }) => article),
    drafts: read.filter(({ article }) => article.held).map(({ article }) => article),
  }
  const library = { ...unsorted, articles: inShelfOrder(unsorted) }
  const files: ReadFiles = {
    site: siteFile,
    categories: categoriesFile,
    segments: segmentFiles,
    channels: channelsFile,
    declaredCategories: declared.length > 0,
  }
  const beside = (await filesBelow(join(folder, 'articles'))).filter((path) => !isArticle.test(path))
  const shared = await filesBelow(join(folder, 'public'))
  const others = [...beside.map((path) => `articles/${path}`), ...shared.map((path) => `public/${path}`)]
  return { library, read, files, issues, others }
}

/** What an import needs to know of a content folder. */
export interface Terms {
  readonly traits: Trait[]
  readonly locales: readonly string[]
  readonly company: string
}

/** The traits, the languages and the company's name alone, for those who need no articles: none is read. */
export async function readTerms(folder: string): Promise<Terms> {
  const there = await stat(folder).catch(() => undefined)
  if (!there?.isDirectory()) throw new MissingContent(folder)
  const siteFile = await yamlAt(folder, 'site.yaml')
  const { locales, name } = accept(siteSchema, siteFile, siteFile.value ?? {}, []) ?? siteSchema.parse({})
  const traits = list(traitSchema, await yamlAt(folder, 'traits.yaml'), [])
  const found = await names(join(folder, 'articles'))
  return { traits, locales: locales ?? (found.length > 0 ? found.map(asLocale) : ['en']), company: name }
}

/** The content folder is not there. */
export class MissingContent extends OperatorError {
  constructor(folder: string) {
    super(
      `There is no content folder at "${folder}". Set KINDRED_CONTENT to the folder that holds articles/.`,
    )
    this.name = 'MissingContent'
  }
}

async function readArticles(
  folder: string,
  shelves: Map<string, ShelfWords>,
  variables: (locale: string) => Variables,
  { issues, clock, parse }: { issues: Issue[]; clock: Clock; parse: typeof parseBody },
): Promise<ReadArticle[]> {
  const read: ReadArticle[] = []
  const root = join(folder, 'articles')
  const refused = (issue: Issue | undefined): boolean => {
    if (issue) issues.push(issue)
    return issue !== undefined
  }
  const changes = await lastChanges(folder)
  const all = await filesBelow(root)
  for (const path of all) refused(wrongFile(path))
  if (!all.some((path) => isArticle.test(path)))
    issues.push({
      file: 'articles',
      line: 1,
      message: 'There is no article.',
      hint: 'Put Markdown files into articles/<locale>/<category>/, for example articles/en/billing/pay-by-card.md.',
    })
  for (const locale of await names(root)) {
    if (refused(wrongLocale(locale))) continue
    for (const category of await names(join(root, locale))) {
      if (refused(wrongCategory(locale, category))) continue
      const shelf = { locale: asLocale(locale), shelf: category }
      await readShelfFile(folder, `articles/${locale}/${category}`, shelf, shelves, issues)
      const seen = new Map<string, string>()
      const sections = new Set<string>()
      for (const path of all.filter((one) => one.startsWith(`${locale}/${category}/`))) {
        if (!isArticle.test(path) || wrongFile(path)) continue
        const file = `articles/${path}`
        const name = path.slice(`${locale}/${category}/`.length)
        const slug = slugOf(name)
        const [section = '', inside] = slug.split('/')
        if (inside !== undefined && !sections.has(section)) {
          sections.add(section)
          const part = { locale: asLocale(locale), shelf: `${category}/${section}` }
          await readShelfFile(folder, `articles/${locale}/${category}/${section}`, part, shelves, issues)
        }
        const twin = seen.get(slug)
        seen.set(slug, name)
        if (twin) {
          refused({
            file,
            line: 1,
            message: `"${twin}" beside it has the same address.`,
            hint: 'Keep one of the two, or rename one.',
          })
          continue
        }
        const place = { file, locale, category, slug }
        const context = { variables: variables(asLocale(locale)), issues, clock, parse }
        const one = await readArticle(folder, place, changes.get(file), context)
        if (one) read.push(one)
      }
    }
  }
  return read
}

/** Where an article lies: its file below the content folder, and what its path says. */
interface ArticlePath {
  readonly file: string
  readonly locale: string
  readonly category: string
  readonly slug: string
}

async function readArticle(
  folder: string,
  path: ArticlePath,
  changedInGit: string | undefined,
  context: Parameters<typeof articleIn>[3],
): Promise<ReadArticle | undefined> {
  const at = join(folder, path.file)
  const { text, issues } = await readText(at, path.file)
  context.issues.push(...issues)
  const saved = async () => (await stat(at)).mtime.toISOString().slice(0, 10)
  const days = { git: changedInGit, file: changedInGit ?? (await saved()) }
  return articleIn(text, path, days, context)
}

/**
 * An article as its file's text says it, saved or not, with its variables written out. Issues are added to `issues`;
 * undefined when it has no front-matter, or one that is no article's.
 * @param days of its last change, `YYYY-MM-DD`: as git knows it, and as its file does
 */
export function articleIn(
  source: string,
  path: ArticlePath,
  days: { git: string | undefined; file: string },
  {
    variables,
    issues,
    clock,
    parse = parseBody,
  }: { variables: Variables; issues: Issue[]; clock: Clock; parse?: typeof parseBody },
): ReadArticle | undefined {
  const { file } = path
  const split = splitFrontMatter(source)
  const yaml = parseYaml(file, split?.yaml ?? '', 2)
  const { body, offset } = split ?? {
    body: source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'),
    offset: 0,
  }
  const misplaced = split ? undefined : misplacedFrontMatter(source)
  if (misplaced) issues.push({ file, line: 1, ...misplaced })
  const { fields: given, warnings } = ourFields(yaml, path.slug.slice(path.slug.lastIndexOf('/') + 1))
  for (const field of ['title', 'description', 'keywords'])
    if (field in given) given[field] = writtenOut(given[field], yaml, field, { variables, issues })
  const title = typeof given['title'] === 'string' ? given['title'] : undefined
  const parsed = parse(body, file.endsWith('.mdx') ? 'mdx' : 'md', title, variables)
  for (const { warning, ...problem } of parsed.problems)
    issues.push({ file, ...problem, line: problem.line + offset, ...(warning && { level: 'warning' }) })
  issues.push(...warnings, ...yaml.cuts)
  // Other generators need no title; ours has always asked for one in .mdx.
  const named =
    file.endsWith('.md') && !given['title']
      ? titleFrom(path.slug.slice(path.slug.lastIndexOf('/') + 1))
      : undefined
  if (named && !parsed.title)
    issues.push({
      file,
      line: 1,
      message: `The article has no title, so it is called "${named}".`,
      hint: 'Write "title: …" between two lines of three dashes, or begin with a heading, "# Title".',
      kind: 'The article has no title, so it is called by its file name.',
      level: 'warning',
    })
  if (!split && !named && parsed.title === undefined) {
    if (misplaced) return undefined
    issues.push({
      file,
      line: 1,
      message: 'The front-matter is missing.',
      hint: 'Begin the file with a line of three dashes, then "title: …", then a line of three dashes; or with a heading, "# Title".',
    })
    return undefined
  }
  for (const line of split?.misleading ?? [])
    issues.push({
      file,
      line,
      message: 'A line in the front-matter begins with three dashes or plus signs.',
      hint: 'Put the text in quotes, on the line of its field.',
    })
  // Astro knows no such line ends, and would show the front-matter as text.
  if (/\r(?!\n)/.test(source))
    issues.push({
      file,
      line: 1,
      message: 'Lines end with a carriage return alone.',
      hint: 'Save the file with Unix line ends.',
    })
  const fields = accept(articleSchema, yaml, { title: parsed.title ?? named, ...given }, issues)
  if (!fields) return undefined
  const { publish_at, expires_at } = fields
  const instant = (text: string) => instantOf(text, clock.zone) ?? 0
  if (publish_at && expires_at && instant(expires_at) <= instant(publish_at))
    issues.push({
      file,
      line: yaml.lineOf(['expires_at']),
      message: `The article expires (${expires_at}) before it is published (${publish_at}).`,
      hint: 'Write an "expires_at" that is later than "publish_at".',
    })
  issues.push(...unreviewedIn(file, source, fields.draft))
  const held = heldBack(fields, clock)
  const changed = fields.updated ?? days.git ?? days.file
  const { category, slug } = path
  const locale = asLocale(path.locale)
  const article: Article = {
    ...fields,
    ...(held && { held }),
    id: `${category}/${slug}`,
    category,
    slug,
    locale,
    url: `/${locale}/${category}/${slug}/`,
    file,
    updated: changed,
    ...(fields.updated ? { updatedBy: 'person' } : days.git ? { updatedBy: 'git' } : {}),
    passages: parsed.passages,
    body: writeOutMarkdown(body, variables),
  }
  return { article, parsed, yaml, offset }
}

/** The words of a field of the front-matter. */
function writtenOut(
  value: unknown,
  yaml: YamlFile,
  field: string,
  { variables, issues }: { variables: Variables; issues: Issue[] },
): unknown {
  if (Array.isArray(value)) return value.map((one) => writtenOut(one, yaml, field, { variables, issues }))
  if (typeof value !== 'string') return value
  for (const name of unknownIn(value, variables))
    issues.push({ file: yaml.file, line: yaml.lineOf([field]), ...unknownVariable(name, variables) })
  return writeOut(value, variables)
}

async function yamlAt(folder: string, file: string): Promise<YamlFile> {
  const { text, issues } = await readText(join(folder, file), file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { text: '', issues: [] }
    throw error
  })
  const yaml = parseYaml(file, text)
  return { ...yaml, issues: [...issues, ...yaml.issues] }
}

function accept<T extends z.ZodType>(
  schema: T,
  yaml: YamlFile,
  value: unknown,
  issues: Issue[],
): z.infer<T> | undefined {
  issues.push(...yaml.issues)
  if (yaml.issues.length > 0) return undefined
  const held = holdAgainst(schema, yaml, value)
  issues.push(...held.issues)
  return held.value
}

/** A YAML file that is a list: each item on its own, so that one wrong item does not take the others with it. */
function list<T extends z.ZodType>(schema: T, yaml: YamlFile, issues: Issue[]): z.infer<T>[] {
  issues.push(...yaml.issues)
  if (yaml.value === undefined) return []
  if (!Array.isArray(yaml.value)) {
    issues.push({
      file: yaml.file,
      line: 1,
      message: 'This file must be a list.',
      hint: 'Begin each entry with "- id: …".',
    })
    return []
  }
  return yaml.value.flatMap((item, index) => {
    const held = holdAgainst(schema, yaml, item, [index])
    issues.push(...held.issues)
    return held.value === undefined ? [] : [held.value]
  })
}

/** Paths of all files, `en/cards/freeze.mdx`; what begins with a dot or "_" is the writers' own. */
async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/(?:^|\/)[._]/.test(path))
    .sort()
}

/** Sorted names in a folder: the folders, or with an ending the files; none when the folder is not there. */
async function names(folder: string, ending?: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('_'))
    .filter((entry) => (ending ? entry.isFile() && entry.name.endsWith(ending) : entry.isDirectory()))
    .map((entry) => entry.name)
    .sort()
}

const localesFound = (read: readonly ReadArticle[]): string[] => {
  const found = [...new Set(read.map(({ article }) => article.locale))].sort()
  return found.length > 0 ? found : ['en']
}

/** Per locale, as the shelves stand. */
function inShelfOrder(library: Library): Article[] {
  const place = new Map(articleIds(library).map((id, position) => [id, position]))
  const rank = (article: Article) => library.site.locales.indexOf(article.locale)
  return [...library.articles].sort(
    (a, b) => rank(a) - rank(b) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0),
  )
}

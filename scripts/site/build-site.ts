// Over 250 lines: one build in the order of its steps, with the parts that each kind of page must have.
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow } from '#api/storage/content-files.ts'
import { tryLock } from '#api/storage/lock.ts'
import { publishedOf, stampOf, writePublished } from '#api/storage/published-library.ts'
import { restrictedOf, writeIndex, writeRestrictedIndex } from '#api/storage/site-index.ts'
import { publicPlaces } from '#content/library/check-links.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { type Issue, printIssues } from '#content/library/issue.ts'
import { openLibrary, publicLibrary } from '#content/library/open-library.ts'
import { buildIndex } from '#content/library/search-index.ts'
import { wrongBase } from '#content/model/base-path.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { rehearse } from '#core/rehearse.ts'
import { putBelow } from './below-base.ts'
import { carriedOver, carryOver, pageKeys, partsToDraw, readPageKeys, writePageKeys } from './carry-over.ts'
import { encodeArticles } from './encode-articles.ts'
import { fingerprint, notArticles, programPrint } from './fingerprint.ts'
import { finishSite } from './finish-site.ts'
import { parserKnowing, readBodies, writeBodies } from './parsed-bodies.ts'
import { keepRestricted } from './restricted-pages.ts'
import { type AstroRun, runAstro } from './run-astro.ts'
import { writeSearchIndex } from './search-index.ts'
import { drawSocialCards } from './social-cards.ts'
import { stageContent } from './stage-content.ts'

const root = join(import.meta.dirname, '..', '..')

/** Where a build is made, in the checkout: the data folder may lie on another file system. */
const staging = join(root, '.kindred', 'build')

/** Builds kept: the one that is served and the one before it, which a running server may still be reading. */
const kept = 2

export interface BuildOptions {
  /** The company's content folder. */
  readonly content: string
  /** Folder of builds: `<site>/<build>/…` and `<site>/current`. */
  readonly site: string
  /** Public address of the site, for canonical links and the sitemap; with a path, the site lies below it. */
  readonly origin: string
  /** What stands before `/api/…` in the pages: the API's own address, or the path of ours where both have one origin. */
  readonly api: string
  readonly onLine?: (line: string) => void
}

/** The content has issues; nothing was built. */
export class ContentIssues extends OperatorError {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    const count = `${issues.length} ${issues.length === 1 ? 'issue' : 'issues'}`
    super(`${printIssues(issues)}\n\n${count} in the content. Nothing was built.`)
    this.name = 'ContentIssues'
    this.issues = issues
  }
}

/** The build itself failed, or its pages lack parts that the API needs; the site that was served goes on. */
export class BuildFailed extends OperatorError {
  constructor(message: string) {
    super(message)
    this.name = 'BuildFailed'
  }
}

/**
 * Builds the site into a folder of its own and points `current` at it in one step; a build of the same inputs is
 * used again. Returns its name, and whether it was new.
 */
export async function buildSite(options: BuildOptions): Promise<{ build: string; fresh: boolean }> {
  const { content, site, api } = options
  const { origin, pathname } = new URL(options.origin)
  const base = pathname.replace(/\/$/, '')
  const stamp = stampOf(content)
  const current = join(site, 'current')
  const before = existsSync(current) ? readFileSync(current, 'utf8').trim() : undefined
  const program = programPrint()
  const { parse, parsed } = parserKnowing(before ? readBodies(publishedOf(site, before)) : new Map(), program)
  const { library, places, addresses, issues, warnings } = await readLibrary(content, undefined, parse)
  if (issues.length > 0) throw new ContentIssues(issues)
  if (warnings.length > 0)
    options.onLine?.(`The content has ${warnings.length} warnings; npm run check:content names them.`)
  const wrong = wrongBase(base, library.site.locales)
  if (wrong) throw new OperatorError(`The help centre cannot lie below "${base}": give ${wrong}.`)
  mkdirSync(site, { recursive: true })
  // The day an article is due changes what is built of the same files.
  const held = library.drafts.map((article) => `${article.held} ${article.file}`)
  const around = [program, options.origin + api]
  const build = fingerprint(content, [...around, ...held])
  const target = join(site, build)
  const published = publishedOf(site, build)
  const encode = () => encodeArticles(library, published, (line) => options.onLine?.(line))
  if (existsSync(join(target, '.complete'))) {
    await encode()
    point(site, build)
    return { build, fresh: false }
  }
  const release = await takeBuildLock(options.onLine)
  try {
    const { length } = library.articles
    options.onLine?.(`Building ${length} ${length === 1 ? 'article' : 'articles'} …`)
    rmSync(staging, { recursive: true, force: true })
    const out = join(staging, build)
    const shown = { library: publicLibrary(library), places: publicPlaces(places) }
    const keys = pageKeys({ ...shown, addresses }, fingerprint(content, around, notArticles))
    const over = before
      ? carriedOver(keys, { root: join(site, before), keys: readPageKeys(publishedOf(site, before)) })
      : { pages: [], files: [] }
    const astro = (run: Omit<AstroRun, 'content' | 'origin' | 'base' | 'api'>, without: Without) =>
      onContentWithout(content, without, (staged) => runAstro({ ...run, content: staged, origin, base, api }))
    const unpublished = [...library.articles.filter(({ restricted }) => restricted), ...library.drafts]
    const hidden = [...unpublished.map(({ file }) => file), ...places.keptBack]
    const parts = partsToDraw(keys, over.files)
    for (const part of parts) {
      const to = part === parts[0] ? out : `${out}-part`
      const others = parts.flatMap((one) => (one === part ? [] : one.files))
      await astro({ checked: shown, out: to }, { hidden, drawn: [...over.files, ...others] })
      if (to === out) continue
      carryOver(part.pages, to, out)
      rmSync(to, { recursive: true, force: true })
    }
    const served = before && join(site, before)
    await drawSocialCards(out, {
      site: library.site,
      content,
      origin,
      before: served,
      onLine: options.onLine,
    })
    await putBelow(out, { origin, base })
    if (served) carryOver(over.pages, served, out)
    const restricted = restrictedOf(site, build)
    if (library.articles.some((article) => article.restricted)) {
      const built = `${out}-restricted`
      const checked = { library: { ...library, drafts: [] }, places }
      await astro(
        { checked, restricted: true, out: built },
        {
          hidden: library.drafts.map(({ file }) => file),
          drawn: library.articles.flatMap(({ restricted, file }) => (restricted ? [] : [file])),
        },
      )
      await putBelow(built, { origin, base })
      const index = await keepRestricted(library, { built, open: out })
      move(built, restricted)
      await writeRestrictedIndex(restricted, index)
    }
    options.onLine?.('Making the search index …')
    await writeSearchIndex(out)
    const missing = missingParts(out)
    if (missing.length > 0)
      throw new BuildFailed(`The built pages lack parts that the API needs:\n  ${missing.join('\n  ')}`)
    const page = (path: string) => {
      const file = join(out, path, 'index.html')
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined
    }
    const open = openLibrary(library)
    const indexes = new Map(open.site.locales.map((locale) => [locale, buildIndex(open, locale)]))
    const finder = createFinder(open, (locale) => indexes.get(locale))
    const failed = rehearse({ library: open, finder, page, now: new Date() })
    if (failed.length > 0)
      throw new BuildFailed(`The new site could not be served to a reader:\n  ${failed.join('\n  ')}`)
    const index = await finishSite(out, served)
    move(out, target)
    await writeIndex(target, index)
    writePublished(published, stamp, { library, places }, indexes)
    writePageKeys(published, keys)
    writeBodies(published, parsed)
    await encode()
    writeFileSync(join(target, '.complete'), '')
    point(site, build)
    forgetOldBuilds(site, build)
    return { build, fresh: true }
  } finally {
    rmSync(staging, { recursive: true, force: true })
    release()
  }
}

/** Files below the content folder that a run of Astro does not get. */
interface Without {
  /** What its build may not see. */
  readonly hidden: readonly string[]
  /** Articles whose pages it need not draw. */
  readonly drawn: readonly string[]
}

/** Runs Astro on a copy of the content without these files, and names the content's own files when it fails. */
async function onContentWithout(
  content: string,
  { hidden, drawn }: Without,
  run: (staged: string) => Promise<void>,
): Promise<void> {
  // Astro keeps a cache for each name, which must not hold what another build may see.
  const own = createHash('sha256')
    .update([content, ...hidden].join('\0'))
    .digest('hex')
    .slice(0, 12)
  const staged = join(staging, `content-${own}`)
  rmSync(staged, { recursive: true, force: true })
  stageContent(content, staged, new Set([...hidden, ...drawn]))
  await run(staged).catch((error: Error) => {
    const said = error.message.replaceAll(staged, content)
    throw new BuildFailed(`The site could not be built. Astro said:\n${said}`)
  })
}

function point(site: string, build: string): void {
  const next = join(site, 'current.next')
  writeFileSync(next, build)
  renameSync(next, join(site, 'current'))
}

function forgetOldBuilds(site: string, build: string): void {
  const builds = readdirSync(site, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== build)
    .map(({ name }) => ({ name, at: statSync(join(site, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { name } of builds.slice(kept - 1))
    for (const path of [join(site, name), restrictedOf(site, name), publishedOf(site, name)])
      for (const end of ['', '.pages.json']) rmSync(`${path}${end}`, { recursive: true, force: true })
}

/** Two Astro builds at once in one checkout corrupt each other, whatever folders they write to. */
export async function takeBuildLock(onLine: BuildOptions['onLine']): Promise<() => void> {
  const file = join(root, 'node_modules', '.kindred-build.lock')
  for (let waited = 0; ; waited++) {
    const release = tryLock(file)
    if (release) return release
    if (waited === 0) onLine?.('Another build is running in this checkout; waiting for it …')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** In one step where both are on one file system; Astro itself cannot build across two. */
function move(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  mkdirSync(dirname(to), { recursive: true })
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    cpSync(from, to, { recursive: true })
    rmSync(from, { recursive: true, force: true })
  }
}

/** Parts without which the API could not assemble a page, by kind of page. */
const needed: readonly { page: RegExp; parts: readonly string[] }[] = [
  {
    page: /^[^/]+\/index\.html$/,
    parts: ['part:why', 'part:first', 'part:shelves', 't-why', 't-first', 't-first-item'],
  },
  { page: /^[^/]+\/sign-in\/index\.html$/, parts: ['part:sign-in', 't-sign-in-confirm', 't-sign-in-in'] },
  {
    page: /^[^/]+\/(?:contact|widget)\/index\.html$/,
    parts: ['part:contact-form', 't-contact-sent', 't-contact-kept'],
  },
  { page: /^[^/]+\/search\/index\.html$/, parts: ['part:results', 't-result', 't-results', 't-none'] },
  {
    page: /^[^/]+\/(?!search|about-you|contact|sign-in|widget|404)[^/]+\/index\.html$/,
    parts: ['part:articles', 't-lifted', 't-why-still'],
  },
  { page: /^[^/]+\/(?!for\/)[^/]+\/[^/]+(?:\/[^/]+)?\/index\.html$/, parts: ['part:voted', 't-thanks'] },
]

function missingParts(out: string): string[] {
  return filesBelow(out)
    .filter((page) => page.endsWith('.html') && !/^(staff|identify|pagefind)\//.test(page))
    .flatMap((page) => {
      const html = readFileSync(join(out, page), 'utf8')
      const parts = needed.find((kind) => kind.page.test(page))?.parts ?? []
      return parts
        .filter((part) => !html.includes(part.startsWith('t-') ? `id="${part}"` : `<!--${part}-->`))
        .map((part) => `${page}: ${part}`)
    })
}

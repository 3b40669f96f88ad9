import { extname } from 'node:path'
import type { Context } from 'hono'
import { findForVisitor } from '#api/find-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { readable } from '#api/web/input.ts'
import { problemResponse } from '#api/web/problems.ts'
import type { Sessions } from '#api/web/session.ts'
import { preferredLocale, readVisit, type Visit } from '#api/web/visit.ts'
import { assemble } from '#core/assemble.ts'
import { viewFor } from '#core/ordering.ts'
import type { SearchView, View } from '#core/visitor.ts'
import { brotli, compressed, type Page, pageOf, type SitePages } from './built-site.ts'

/** Assembled pages kept for the next visitor of the same order; at 40 kB a page some 15 MB. */
const mostVariants = 400

/** Staff pages for people who are not signed in yet. */
const openStaffPages = ['/staff/sign-in/', '/staff/join/', '/staff/reset/']

/** Answers every GET that is not the API's. */
export function servePages(context: AppContext, sessions: Pick<Sessions, 'read'>) {
  return async (c: Context): Promise<Response> => {
    const site = context.site()
    const { pathname, search } = new URL(c.req.url)
    if (!site.build)
      return problemResponse('not-ready', {
        detail: 'The site has not been built yet.',
        hint: 'Run: npm run build',
      })
    if (pathname === '/') return toLocale(c, context, search)

    if (pathname === '/staff' || pathname.startsWith('/staff/')) {
      c.header('Cache-Control', 'private, no-store')
      if (!openStaffPages.includes(pathname)) {
        const person = await sessions.read(c.req.header('cookie'))
        if (!person) return c.redirect(`/staff/sign-in/?return=${encodeURIComponent(pathname + search)}`, 302)
        if (person.cookie) c.header('Set-Cookie', person.cookie, { append: true })
      }
    }

    const page = site.files.get(pathname)
    if (page) return page.parts ? tailored(c, context, page, 200) : send(c, page, 200, cacheOf(pathname))
    const elsewhere = site.redirects.get(pathname) ?? site.redirects.get(`${pathname}/`)
    if (elsewhere) return c.redirect(elsewhere + search, 301)
    if (site.files.has(`${pathname}/`)) return c.redirect(`${pathname}/${search}`, 301)
    const locale = localeOf(pathname, context)
    const missing = site.files.get(`/${locale}/404.html`) ?? site.files.get(`/${locale}/404/`)
    if (!missing) return problemResponse('not-found')
    return missing.parts ? tailored(c, context, missing, 404) : send(c, missing, 404, 'no-cache')
  }
}

/** @param search what was asked for beside the page, such as `?for=traveller`; it goes along */
function toLocale(c: Context, { library }: AppContext, search: string): Response {
  c.header('Vary', 'Accept-Language')
  c.header('Cache-Control', 'no-cache')
  const locale = preferredLocale(c.req.header('accept-language'), library().site.locales)
  return c.redirect(`/${locale}/${search}`, 302)
}

/** The page in this visitor's order. Only its own key ever finds a variant, and the key holds all that shows. */
async function tailored(c: Context, context: AppContext, page: Page, status: 200 | 404): Promise<Response> {
  const url = new URL(c.req.url)
  const locale = localeOf(url.pathname, context)
  const visit = await readVisit(c, context)
  const library = context.library()
  const { holdout } = context.environment
  const view: View = {
    ...viewFor({ library, visitor: visit.visitor, locale, now: context.now(), holdout }),
    ...asked(url, context),
    ...(url.pathname === `/${locale}/search/` && { search: await found(url, context, visit, locale) }),
  }
  const personal = view.ordering.matches.length > 0 || view.choice !== undefined || view.search !== undefined
  c.header('Vary', 'Cookie', { append: true })
  return send(
    c,
    variant(context.site(), url.pathname, page, view, personal),
    status,
    personal ? 'private, no-cache' : 'public, max-age=0, must-revalidate',
  )
}

function asked({ searchParams }: URL, { library }: AppContext): Pick<View, 'as' | 'voted'> {
  const as = searchParams.get('as')
  const known = as === 'everyone' || library().segments.some((segment) => segment.id === as)
  return { ...(as && known && { as }), ...(searchParams.get('voted') === '1' && { voted: true }) }
}

async function found(url: URL, context: AppContext, visit: Visit, locale: string): Promise<SearchView> {
  const query = readable(url.searchParams.get('q') ?? '')
    .trim()
    .slice(0, 500)
    .toWellFormed()
  if (!query) return { query, total: 0, items: [] }
  const { key, total, results } = await findForVisitor(context, visit, { query, locale, limit: 20 })
  const { categories, site } = context.library()
  return {
    query,
    ...(key !== null && { key }),
    total,
    items: results.map(({ title, url, category, excerpt, because }) => {
      const label = categories.find((one) => one.id === category)?.label ?? category
      const shelf =
        typeof label === 'string' ? label : (label[locale] ?? label[site.locales[0] ?? 'en'] ?? category)
      return { title, url, category: shelf, excerpt, because: because ?? '' }
    }),
  }
}

function variant({ variants }: SitePages, path: string, page: Page, view: View, personal: boolean): Page {
  const key = `${path}\n${JSON.stringify(view)}`
  let made = variants.get(key)
  if (made) variants.delete(key)
  else {
    const html = assemble(page.parts!, view).replace(/<html\b/, '<html data-ordered')
    made = pageOf('/variant.html', Buffer.from(html), page.type)
    // One person's page is read a few times at most: quick compression instead of the best.
    if (personal) made.brotli = brotli(made.body, 5)
    // Results carry the key of their search, so nobody gets the same page again.
    if (view.search?.key) return made
    const [oldest] = variants.keys()
    if (variants.size >= mostVariants && oldest !== undefined) variants.delete(oldest)
  }
  variants.set(key, made)
  return made
}

function send(c: Context, page: Page, status: 200 | 404, cache: string): Response {
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', cache)
  c.header('ETag', page.etag)
  c.header('Vary', 'Accept-Encoding', { append: true })
  if (status === 200 && matches(c.req.header('if-none-match'), page.etag)) return c.body(null, 304)
  c.header('Content-Type', page.type)
  const smaller = page.compresses && takesBrotli(c.req.header('accept-encoding'))
  if (smaller) c.header('Content-Encoding', 'br')
  return c.body(bytes(smaller ? compressed(page) : page.body), status)
}

/** `br`, unless with the weight nought, which refuses it. */
function takesBrotli(accepted = ''): boolean {
  return /(^|,)\s*br\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/i.test(accepted)
}

function bytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return buffer as Uint8Array<ArrayBuffer>
}

function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false
  const bare = etag.replace(/^W\//, '')
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === bare)
}

/** Names under these hold a hash of their content, so they never change. */
function cacheOf(path: string): string {
  if (path.startsWith('/_astro/')) return 'public, max-age=31536000, immutable'
  return extname(path) && !path.endsWith('.html')
    ? 'public, max-age=300, must-revalidate'
    : 'public, max-age=0, must-revalidate'
}

function localeOf(pathname: string, { library }: AppContext): string {
  const { locales } = library().site
  const first = pathname.split('/')[1] ?? ''
  return locales.includes(first) ? first : (locales[0] ?? 'en')
}

// Over 250 lines: every way in which one GET for a page is answered, in the order in which they are tried.
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Context } from 'hono'
import { aboutVisitor } from '#api/about-visitor.ts'
import { linkedArticles, linkParameter } from '#api/linked-article.ts'
import { signedAudiences } from '#api/readable-library.ts'
import { etagOf } from '#api/storage/site-index.ts'
import { viewForVisitor } from '#api/view-for-visitor.ts'
import type { AppContext } from '#api/web/context.ts'
import { problemResponse } from '#api/web/problems.ts'
import { completeResponse, framedBy } from '#api/web/security.ts'
import type { Sessions } from '#api/web/session.ts'
import { isPrefetch, linkCookie, preferredLocale, readVisit, type Visit } from '#api/web/visit.ts'
import { urlFor } from '#content/library/locate.ts'
import { canonicalAddress } from '#content/model/addresses.ts'
import { below } from '#content/model/base-path.ts'
import { tidyAddress } from '#content/model/tidy-address.ts'
import { assemble, votedIn } from '#core/assemble.ts'
import { htmlBelow } from '#core/html-below.ts'
import type { ContactView, View, Visitor } from '#core/visitor.ts'
import { noteArrival } from './arrivals.ts'
import { type SiteFile, type SitePages, withoutExpired } from './built-site.ts'
import { contactForm } from './contact-form.ts'
import { type Encoding, encodingFor, pack, packBest, type Sendable } from './encodings.ts'
import { perhaps, searchResults } from './search-results.ts'
import { signInForm } from './sign-in-form.ts'

/** Staff pages for people who are not signed in yet. */
const deskInFrame = '/staff/desk/embed/'
const openStaffPages = ['/staff/sign-in/', '/staff/join/', '/staff/reset/', deskInFrame]

/** Answers every GET that is not the API's. */
export function servePages(context: AppContext, sessions: Pick<Sessions, 'read'>) {
  return async (c: Context): Promise<Response> => {
    const site = context.site()
    const { base } = context.environment
    const { pathname, search, searchParams } = new URL(c.req.url)
    if (!site.build)
      return problemResponse('not-ready', {
        detail: 'The site has not been built yet.',
        hint: 'Run: npm run build',
      })
    if (pathname === '/') return toLocale(c, context, search)

    let personal: Record<string, string> | undefined
    if (pathname === '/staff' || pathname.startsWith('/staff/')) {
      personal = { 'Cache-Control': 'private, no-store' }
      const { deskOrigins } = context.environment
      // It signs in inside its frame, where the cookie of the other pages is not sent.
      if (pathname === deskInFrame && deskOrigins.length > 0) Object.assign(personal, framedBy(deskOrigins))
      if (!openStaffPages.includes(pathname)) {
        const person = await sessions.read(c.req.header('cookie'))
        if (!person) {
          c.header('Cache-Control', 'private, no-store')
          return c.redirect(`/staff/sign-in/?return=${encodeURIComponent(pathname + search)}`, 302)
        }
        if (person.cookie) personal['Set-Cookie'] = person.cookie
      }
    }

    const page = site.files.get(pathname)
    const framed = /^\/[^/]+\/widget\/$/.test(pathname) && framedBy(context.environment.widgetOrigins)
    // Pages of other sites load these.
    if (pathname === '/widget.js' || pathname.startsWith('/social/'))
      personal = { 'Cross-Origin-Resource-Policy': 'cross-origin' }
    if (page?.parts && framed) return tailored(c, context, { page, pathname, status: 200, personal: framed })
    if (page?.parts) {
      noteArrival(c, context, searchParams)
      return tailored(c, context, { page, pathname, status: 200 })
    }
    if (page) return plain(c, site, { page, pathname, status: 200, ...(personal && { personal }) })
    const restricted = await restrictedFor(c, context, pathname)
    if (restricted) return restricted
    const whole = site.redirects.get(canonicalAddress(below(base, pathname + search)))
    if (whole) return c.redirect(whole, 301)
    const elsewhere = site.redirects.get(canonicalAddress(below(base, pathname)))
    if (elsewhere) return c.redirect(elsewhere + search, 301)
    if (site.files.has(`${pathname}/`)) return c.redirect(`${pathname}/${search}`, 301)
    const ours = spelledOurWay(site, pathname, base)
    if (ours) return c.redirect(ours + search, 301)
    const locale = localeOf(pathname, context)
    const missing = site.files.get(`/${locale}/404.html`) ?? site.files.get(`/${locale}/404/`)
    if (!missing) return problemResponse('not-found')
    const answered = { page: missing, pathname: `/${locale}/404/`, status: 404 } as const
    return missing.parts ? tailored(c, context, answered) : plain(c, site, answered)
  }
}

/** A page or file of restricted articles, for a reader who may have it; to all others it is as if it were not there. */
async function restrictedFor(
  c: Context,
  context: AppContext,
  pathname: string,
): Promise<Response | undefined> {
  const site = context.site()
  const page = site.restricted.get(pathname)
  if (!page) return undefined
  const visit = await readVisit(c, context)
  const audiences = signedAudiences(context, visit.visitor)
  const theirs = page.readers.some((segment) => audiences.has(segment))
  if (!theirs && !(await openedByLink(c, context, visit, pathname))) return undefined
  const asked: Asked = { page, pathname, status: 200, personal: { 'Cache-Control': 'private, no-store' } }
  return page.parts ? tailored(c, context, asked) : plain(c, site, asked)
}

/** Whether a link for this reader alone leads to the page, or the file is one of a page that such a link opens to them. */
async function openedByLink(
  c: Context,
  context: AppContext,
  visit: Visit,
  pathname: string,
): Promise<boolean> {
  const [, , ...id] = pathname.split('/')
  if (pathname.endsWith('/')) {
    const token = c.req.query(linkParameter)
    return token !== undefined && (await linkedArticles(context, visit, token)).has(id.slice(0, -1).join('/'))
  }
  const site = context.site()
  for (const article of await linkedArticles(context, visit))
    for (const { locale: spoken } of context.everything().articles.filter((one) => one.id === article)) {
      const page = site.restricted.get(urlFor(article, spoken))
      const named = page && (await sourceOf(site, { page, pathname: urlFor(article, spoken) }))
      if (named?.includes(encodeURI(pathname))) return true
    }
  return false
}

/** @param search what was asked for beside the page, such as `?for=traveller`; it goes along */
function toLocale(c: Context, { library }: AppContext, search: string): Response {
  c.header('Vary', 'Accept-Language')
  c.header('Cache-Control', 'no-cache')
  const locale = preferredLocale(c.req.header('accept-language'), library().site.locales)
  return c.redirect(`/${locale}/${search}`, 302)
}

/** A page of the built site for this visitor, with what a form's answer puts into it. */
export function sendPage(
  c: Context,
  context: AppContext,
  { path, status, contact }: { path: string; status: 422; contact: Omit<ContactView, 'unanswered'> },
): Promise<Response> | Response {
  const page = context.site().files.get(path)
  return page
    ? tailored(c, context, { page, pathname: path, status }, contact)
    : problemResponse('invalid-request')
}

/**
 * For what readers nobody knows get: browsers ask again each time, shared caches for a minute not at all, and for five
 * more they answer while they ask. So a publish, and an opening hour, show within a minute or at the second request.
 */
const forEverybody = 'public, max-age=0, s-maxage=60, stale-while-revalidate=300'

/** The articles that a browser may fetch before they are asked for; the build has the file. */
export const mayPrefetch = '"/speculation-rules.json"'

/** A page to send, and where it was asked for. */
interface Asked {
  readonly page: SiteFile
  /** As in {@link SitePages.files}. */
  readonly pathname: string
  readonly status: 200 | 404 | 422
  /** Headers for this person alone, which win over the page's. */
  readonly personal?: Readonly<Record<string, string>>
}

/** The page in this visitor's order. Only its own key ever finds a variant, and the key holds all that shows. */
async function tailored(
  c: Context,
  context: AppContext,
  asked: Asked,
  written?: Omit<ContactView, 'unanswered'>,
): Promise<Response> {
  const url = new URL(c.req.url)
  const locale = localeOf(asked.pathname, context)
  const visit = await readVisit(c, context)
  const kept = viewForVisitor(context, visitorAt(asked.pathname, visit.visitor), locale)
  const more = {
    ...(hasVoted(asked.pathname, visit.visitor) && { voted: 'thanks' as const }),
    ...told(url, context),
    ...(asked.pathname === `/${locale}/search/` && {
      search: await searchResults(url, context, visit, locale, isPrefetch(c)),
    }),
    ...([`/${locale}/contact/`, `/${locale}/widget/`].includes(asked.pathname) && {
      contact: { ...contactForm(url, context), ...written },
    }),
    ...(asked.pathname === `/${locale}/about-you/` && { about: await aboutVisitor(context, visit, locale) }),
    ...(asked.pathname === `/${locale}/sign-in/` && { signIn: signInForm(url, context, visit) }),
    ...(asked.status === 404 && { search: await perhaps(url.pathname, context, visit, locale) }),
  }
  const lasting = asked.status === 200 ? keepLink(url, context, visit) : undefined
  const view: View = { ...kept.view, ...more }
  const personal =
    view.ordering.matches.length > 0 ||
    view.choice !== undefined ||
    view.voted !== undefined ||
    view.search !== undefined ||
    view.contact !== undefined ||
    view.signIn !== undefined ||
    view.about !== undefined
  const site = context.site()
  const encoding = asked.page.compresses ? encodingFor(c.req.header('accept-encoding')) : 'identity'
  const onward = c.req.header('sec-fetch-site') === 'same-origin'
  const key = `${asked.pathname}\n${kept.json}\n${JSON.stringify(more)}\n${onward}\n${encoding}`
  let sendable = site.sent.get(key)
  if (!sendable) {
    const whole = assemble(await sourceOf(site, asked), view).replace(/<html\b/, '<html data-ordered')
    const html = htmlBelow(context.environment.base, onward ? styledByCache(whole) : whole)
    sendable = made(Buffer.from(html), asked.page.type, {
      encoding,
      vary: 'Cookie, Accept-Encoding',
      cache: personal ? 'private, no-cache' : asked.status === 200 ? forEverybody : 'no-cache',
    })
    // Results and forms carry a key of their own, so nobody gets the same page again; what we know of a visitor is not kept.
    if (!view.search?.key && !view.contact && !view.signIn && !view.about) site.sent.set(key, sendable)
    if (!personal) improve(site, key, Buffer.from(html), encoding)
  }
  const personalHeaders = {
    ...(c.req.header('save-data') !== 'on' && { 'Speculation-Rules': mayPrefetch }),
    ...(lasting && { 'Cache-Control': 'private, no-cache', 'Set-Cookie': lasting }),
    ...(view.about && { 'Cache-Control': 'private, no-store' }),
    ...asked.personal,
  }
  return respond(c, site, sendable, { ...asked, personal: personalHeaders })
}

/**
 * The page for a reader who comes from another of ours and so has the stylesheet: it stands where the style of the first
 * screen stood. Either page is right for anybody, so caches need not tell them apart.
 */
function styledByCache(html: string): string {
  return html.replace(
    /<style>.*?<\/style>(.*?)(<link rel="stylesheet" href="[^"]*\/_astro\/kindred\.[^"]+">)/s,
    '$2$1',
  )
}

/** At the front door of a segment everybody is received as one of it. */
function visitorAt(pathname: string, visitor: Visitor): Visitor {
  const [, segment] = /^\/[^/]+\/for\/([^/]+)\/$/.exec(pathname) ?? []
  return segment ? { facts: { link: { for: segment } } } : visitor
}

/** Who has answered "Was this helpful?" is thanked, and not asked again. */
function hasVoted(pathname: string, { read = [] }: Visitor): boolean {
  const [, article = ''] = /^\/[^/]+\/(.+)\/$/.exec(pathname) ?? []
  return read.includes(article)
}

/** A link that says for whom it is counts as long as the reader stays; nothing is kept of those who ask for that. */
function keepLink({ searchParams }: URL, { library }: AppContext, { optedOut }: Visit): string | undefined {
  const segment = searchParams.get('for')
  const known = library().segments.some(({ id }) => id === segment)
  return segment && known && !optedOut ? linkCookie(segment) : undefined
}

/** A page or file that is the same for everybody. */
async function plain(c: Context, site: SitePages, asked: Asked): Promise<Response> {
  const { page, pathname, status } = asked
  const encoding = page.compresses ? encodingFor(c.req.header('accept-encoding')) : 'identity'
  const key = `${pathname}\n${encoding}`
  let sendable = site.sent.get(key)
  if (!sendable) {
    const cache = status === 404 ? 'no-cache' : cacheOf(pathname)
    const manner = { encoding, vary: 'Accept-Encoding', cache, etag: page.etag }
    const named = site.gone.size > 0 && /\.(xml|txt)$/.test(pathname)
    const packed = named ? undefined : await published(page, encoding)
    sendable = named
      ? made(Buffer.from(await sourceOf(site, asked)), page.type, { encoding, vary: manner.vary, cache })
      : packed
        ? sendableOf(packed, page.type, manner)
        : made(await readFile(page.file), page.type, manner)
    site.sent.set(key, sendable)
  }
  return respond(c, site, sendable, asked)
}

async function sourceOf(
  site: SitePages,
  { page, pathname }: Pick<Asked, 'page' | 'pathname'>,
): Promise<string> {
  const known = site.sources.get(pathname)
  if (known !== undefined) return known
  const [, locale = ''] = pathname.split('/')
  const html = withoutExpired(await readFile(page.file, 'utf8'), site, locale)
  site.sources.set(pathname, html)
  return html
}

interface Manner {
  readonly encoding: Encoding
  readonly vary: string
  readonly cache: string
  /** Of the plain body; made from it when absent. */
  readonly etag?: string
}

/** What publishing left beside the file: it was compressed there as well as it can be. */
function published({ file }: SiteFile, encoding: Encoding): Promise<Buffer | undefined> {
  if (encoding === 'identity') return Promise.resolve(undefined)
  return readFile(encoding === 'br' ? `${file}.br` : `${file}.gz`).catch(() => undefined)
}

function made(body: Buffer, type: string, manner: Manner): Sendable {
  return sendableOf(pack(body, manner.encoding), type, { etag: etagOf(body), ...manner })
}

function sendableOf(
  packed: Buffer,
  type: string,
  { encoding, vary, cache, etag = etagOf(packed) }: Manner,
): Sendable {
  const headers = {
    'Cache-Control': cache,
    'Content-Length': String(packed.length),
    'Content-Type': type,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ETag: etag,
    Vary: vary,
  }
  return { body: packed, headers }
}

/** What many will read is compressed again at leisure, and takes the place of the quick one. */
function improve(site: SitePages, key: string, body: Buffer, encoding: Encoding): void {
  if (encoding === 'identity') return
  packBest(body, encoding).then(
    (best) => {
      const quick = site.sent.peek(key)
      if (!quick || best.length >= quick.body.length) return
      site.sent.set(key, {
        body: best,
        headers: { ...quick.headers, 'Content-Length': String(best.length) },
      })
    },
    () => {},
  )
}

function respond(
  c: Context,
  { policy }: SitePages,
  { body, headers }: Sendable,
  { status, personal, pathname }: Asked,
): Response {
  const named = policy !== undefined && !pathname.startsWith('/staff')
  const all =
    personal || named
      ? { ...headers, ...(named && { 'Content-Security-Policy': policy }), ...personal }
      : headers
  if (status === 200 && matches(c.req.header('if-none-match'), headers['ETag']!)) {
    const { 'Content-Length': _, 'Content-Encoding': __, 'Content-Type': ___, ...kept } = all
    return completeResponse(null, 304, kept)
  }
  return completeResponse(body as Uint8Array<ArrayBuffer>, status, all)
}

function told({ searchParams }: URL, { library }: AppContext): Pick<View, 'as' | 'voted'> {
  const voted = votedIn(searchParams)
  const as = searchParams.get('as')
  const known = as === 'everyone' || library().segments.some((segment) => segment.id === as)
  return { ...(as && known && { as }), ...(voted && { voted }) }
}

/** Where an address that people have leads, when only its spelling is not ours. */
function spelledOurWay({ files, redirects }: SitePages, pathname: string, base: string): string | undefined {
  if (pathname === '/favicon.ico' && files.has('/favicon.svg')) return '/favicon.svg'
  const tidy = tidyAddress(pathname)
  if (tidy === undefined) return undefined
  const there =
    [tidy, `${tidy}/`].find((one) => files.has(one)) ?? redirects.get(canonicalAddress(below(base, tidy)))
  const address = there && encodeURI(there)
  return address === pathname ? undefined : address
}

function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false
  const bare = etag.replace(/^W\//, '')
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === bare)
}

/** Names under `/_astro/` and `/social/` hold a hash of their content, so they never change; an icon may be a day behind its company. */
function cacheOf(path: string): string {
  if (/^\/(_astro|social)\//.test(path)) return 'public, max-age=31536000, immutable'
  if (path === '/favicon.svg' || path === '/speculation-rules.json')
    return 'public, max-age=86400, stale-while-revalidate=604800'
  return extname(path) && !path.endsWith('.html') ? 'public, max-age=300, must-revalidate' : forEverybody
}

function localeOf(pathname: string, { library }: AppContext): string {
  const { locales } = library().site
  const first = pathname.split('/')[1] ?? ''
  return locales.includes(first) ? first : (locales[0] ?? 'en')
}

import type { Context } from 'hono'
import { behaviourOf } from '#api/storage/behaviour.ts'
import { faultIn } from '#api/storage/faults.ts'
import {
  accountTraits,
  findVisitor,
  newVisitorToken,
  remembered,
  type VisitorRow,
  visitorId,
} from '#api/storage/visitors.ts'
import type { Traits } from '#content/model/trait.ts'
import type { Facts, Visitor } from '#core/visitor.ts'
import type { AppContext } from './context.ts'
import { askedByPages } from './pages-elsewhere.ts'
import { placeOf } from './place.ts'
import { Problem } from './problems.ts'

/** `__Host-`: only this origin, only over HTTPS or loopback, for the whole site. */
export const visitorCookie = '__Host-visitor'

/**
 * The same for pages on another host: sent there although their site is another, and kept apart for each such site
 * (CHIPS), so that it follows nobody. Writes must come from exactly those pages, so that no other site can use it.
 */
const apartCookie = '__Host-visitor-apart'

/** One request, as far as it says who asks: the only reading of cookies, headers and query for that. */
export interface Visit {
  readonly visitor: Visitor
  /** What is stored of the visitor, if anything. */
  readonly row: VisitorRow | undefined
  /** The cookie's value, when we know it. */
  readonly token: string | undefined
  /**
   * Where the request comes from, for counting: see {@link placeOf}. Absent for this machine's own address: that is a
   * proxy we do not know of, whose one address is everybody's, or whoever tries things out.
   */
  readonly place: string | undefined
  readonly optedOut: boolean
}

export async function readVisit(c: Context, context: AppContext): Promise<Visit> {
  const { app, library, now, environment, faults } = context
  /** While the database is away everybody is a stranger: pages and search go on, in the usual order. */
  const known = (token: string) =>
    findVisitor(app, token, now().getTime()).catch((error: unknown) => {
      const fault = faultIn(error)
      if (!fault) throw error
      faults.tell(fault)
      return undefined
    })
  const header = (name: string) => c.req.header(name)
  const optedOut = hasOptedOut(c)
  const token = framedToken(header('authorization')) ?? tokenIn(header('cookie'))
  const row = token ? await known(token) : undefined
  const linked = c.req.query('for') ?? linkedIn(header('cookie'))
  const request = requestTraits(header, library().site.locales)
  const account = row?.customer ? await accountTraits(app, row.customer) : undefined
  const behaviour =
    row && !optedOut
      ? await behaviourOf(app, library(), { visitor: row.id, now: now().getTime() })
      : undefined
  const facts: Facts = {
    ...row?.facts,
    ...(account && { account }),
    ...(behaviour && { behaviour }),
    ...(linked && linked.length <= 64 && { link: { for: linked } }),
    ...(request && { request }),
  }
  const visitor: Visitor = {
    facts,
    optedOut,
    ...(row && { id: row.id, read: row.read }),
    ...(row?.chosen && { choice: row.choice }),
  }
  const from = placeOf(c, environment.trustedProxies)
  const place = from === '' || /^(127\.|0:0:0:0$)/.test(from) ? undefined : from
  return { visitor, row, token: row ? token : undefined, place, optedOut }
}

/** Global Privacy Control or Do Not Track. */
export function hasOptedOut(c: Context): boolean {
  return c.req.header('sec-gpc') === '1' || c.req.header('dnt') === '1'
}

/** Whether a browser fetches the page on suspicion and nobody has asked for it yet; Safari says `Purpose`. */
export function isPrefetch(c: Context): boolean {
  return /^prefetch\b/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '')
}

/** The visitor's token and id, new ones for somebody new; {@link keepCookie} hands the token out. */
export function nameVisitor({ token }: Visit): { token: string; id: string } {
  const own = token ?? newVisitorToken()
  return { token: own, id: visitorId(own) }
}

export function keepCookie(c: Context, token: string): void {
  if (isFramed(c)) return
  const seconds = Math.floor(remembered / 1000)
  const apart = askedByPages(c)
  setCookie(c, apart ? apartCookie : visitorCookie, token, seconds)
  // One of the two names somebody, or signing out of one would leave them signed in by the other.
  if (apart || hasCookie(c, apartCookie)) setCookie(c, apart ? visitorCookie : apartCookie, '', 0)
}

export function dropCookie(c: Context): void {
  if (isFramed(c)) return
  setCookie(c, visitorCookie, '', 0)
  if (hasCookie(c, apartCookie)) setCookie(c, apartCookie, '', 0)
  forgetLink(c)
}

/** Holds no id, only a segment's: it orders pages until the browser is closed, and unlocks nothing. */
const linkName = '__Host-for'

/** Keeps the segment of a link as long as the reader stays. */
export function linkCookie(segment: string): string {
  return `${linkName}=${encodeURIComponent(segment)}; Path=/; Secure; HttpOnly; SameSite=Lax`
}

export function forgetLink(c: Context): void {
  c.header('Set-Cookie', `${linkCookie('')}; Max-Age=0`, { append: true })
}

function linkedIn(header: string | undefined): string | undefined {
  const value = new RegExp(`(?:^|;\\s*)${linkName}=([\\w%.-]{1,100})(?:;|$)`).exec(header ?? '')?.[1]
  try {
    return value && decodeURIComponent(value)
  } catch {
    return undefined
  }
}

/** The locale asked for, else the site's first; one the site does not speak is a 404. */
export function readLocale(asked: string | undefined, { library }: Pick<AppContext, 'library'>): string {
  const { locales } = library().site
  if (asked === undefined) return locales[0] ?? 'en'
  if (locales.includes(asked)) return asked
  throw new Problem('unknown-locale', {
    detail: `The locale "${asked.slice(0, 40)}" is not one of: ${locales.join(', ')}.`,
  })
}

/** The site's locale that the browser likes best. */
export function preferredLocale(acceptLanguage: string | undefined, locales: readonly string[]): string {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .toLowerCase()
    .split(',')
    .map((part, at) => {
      const [tag = '', ...params] = part.trim().split(';')
      const q = params.map((param) => param.trim()).find((param) => param.startsWith('q='))
      return { tag: tag.trim(), q: q ? Number(q.slice(2)) || 0 : 1, at }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || a.at - b.at)
  for (const { tag } of wanted) {
    const found =
      locales.find((locale) => locale === tag) ?? locales.find((locale) => locale === tag.split('-')[0])
    if (found) return found
  }
  return locales[0] ?? 'en'
}

/** A path on this site to go back to; anything that leads elsewhere becomes `fallback`. */
export function safeReturn(asked: string | undefined, origin: string, fallback: string): string {
  if (!asked || asked.length > 2000) return fallback
  // Browsers drop tabs and line breaks and read a backslash as a slash: "/\evil.example", "/\t/evil.example".
  const decoded = repeatedlyDecoded(asked)
  if (decoded === undefined || /[\\\p{Cc}]/u.test(decoded)) return fallback
  if (!decoded.startsWith('/') || decoded.startsWith('//')) return fallback
  try {
    const url = new URL(asked, origin)
    if (url.origin !== new URL(origin).origin || url.pathname.startsWith('//')) return fallback
    return url.pathname + url.search + url.hash
  } catch {
    return fallback
  }
}

function repeatedlyDecoded(text: string): string | undefined {
  try {
    for (let times = 0; times < 5; times++) {
      const next = decodeURIComponent(text)
      if (next === text) return text
      text = next
    }
  } catch {
    return undefined
  }
  return undefined
}

function setCookie(
  c: Context,
  name: typeof visitorCookie | typeof apartCookie,
  value: string,
  maxAge: number,
): void {
  const reach = name === apartCookie ? 'SameSite=None; Partitioned' : 'SameSite=Lax'
  const cookie = `${name}=${value}; Path=/; Max-Age=${maxAge}; Secure; HttpOnly; ${reach}`
  c.header('Set-Cookie', cookie, { append: true })
}

function hasCookie(c: Context, name: string): boolean {
  return valuesOf(c.req.header('cookie'), name).length > 0
}

function valuesOf(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

/** Two cookies of one name are an attack or a fault: then we know nobody. That of pages elsewhere counts without another. */
function tokenIn(header: string | undefined): string | undefined {
  const own = valuesOf(header, visitorCookie)
  const found = own.length > 0 ? own : valuesOf(header, apartCookie)
  const [token] = found
  return found.length === 1 && token && /^[\w-]{43}$/.test(token) ? token : undefined
}

/** Whoever sends their token in a header has no cookie; one that comes along is of somebody else's pages, and stays. */
function isFramed(c: Context): boolean {
  return framedToken(c.req.header('authorization')) !== undefined
}

/** In a frame of another site browsers withhold our cookie, so the widget keeps the visitor's token and sends it itself. */
function framedToken(header: string | undefined): string | undefined {
  return /^Visitor ([\w-]{43})$/.exec(header ?? '')?.[1]
}

/** Headers in which the usual CDNs name the country. */
const countryHeaders = ['cf-ipcountry', 'cloudfront-viewer-country', 'x-vercel-ip-country', 'x-country-code']

function requestTraits(
  header: (name: string) => string | undefined,
  locales: readonly string[],
): Traits | undefined {
  const country = countryHeaders
    .map(header)
    .find((value) => value && /^[A-Z]{2}$/.test(value) && value !== 'XX')
  const accept = header('accept-language')
  const language = accept ? preferredLocale(accept, locales) : undefined
  if (!country && !language) return undefined
  return { ...(country && { country }), ...(language && { language }) }
}

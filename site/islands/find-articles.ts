import { type Answer, searchViewOf } from '#core/search-view.ts'
import type { SearchView } from '#core/visitor.ts'
import { safeExcerpt } from './marks.ts'
import { searchPagefind } from './pagefind-search.ts'

interface Question {
  readonly query: string
  /** Only this shelf; not where the API is away. */
  readonly shelf?: string
  /** From 1. */
  readonly page?: number
  readonly locale: string
  readonly limit: number
  /** Still being typed: found, but not recorded. */
  readonly typing?: boolean
  readonly signal?: AbortSignal
}

/** A slower API gives way to the index beside the site, in milliseconds: about as long as that takes on a phone. */
const patience = 1500

/** The API did not answer on this page once: it is not asked again for every letter. */
let away = false

/** Of a visitor whose cookie the browser withholds: see {@link knownAs}. */
let visitor: string | undefined

/** In a frame of another site: from now on requests are this visitor's, which only this page's memory knows. */
export function knownAs(token: string | undefined): void {
  visitor = token
}

/** What a request of this page says of who is reading, beside its cookies. */
export function visitorHeaders(): Record<string, string> {
  return visitor === undefined ? {} : { Authorization: `Visitor ${visitor}` }
}

/** Articles for a question: the API's, and when it cannot be reached those of the index beside the site. */
export async function findArticles(question: Question): Promise<SearchView> {
  // The API refuses NUL, and nobody sees control characters in what they paste.
  const query = question.query
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 500)
    .toWellFormed()
  if (!query) return { query, total: 0, items: [] }
  const answer = away ? undefined : await askApi({ ...question, query })
  if (answer) return answer
  const { limit, page = 1, locale } = question
  const found = await searchPagefind({ query, limit, page, locale, segments: segmentsHere() })
  return { ...found, items: found.items.map(safe) }
}

async function askApi({
  query,
  locale,
  limit,
  shelf = '',
  page = 1,
  typing,
  signal,
}: Question): Promise<SearchView | undefined> {
  const asked = new URLSearchParams({
    q: query,
    locale,
    limit: String(limit),
    offset: String((page - 1) * limit),
    ...(shelf && { category: shelf }),
    ...(typing && { typing: '1' }),
  })
  // One controller for both ends: AbortSignal.any is too young for many phones.
  const late = new AbortController()
  const stop = (): void => late.abort()
  const timer = setTimeout(stop, patience)
  signal?.addEventListener('abort', stop)
  try {
    const response = await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/search?${asked}`, {
      headers: visitorHeaders(),
      signal: late.signal,
      credentials: 'include',
    })
    if (!response.ok) throw new Error(`The search answered ${response.status}.`)
    const view = searchViewOf({ query, shelf, page }, (await response.json()) as Answer, shelfLabels())
    return { ...view, items: view.items.map(safe) }
  } catch (error) {
    if (signal?.aborted) throw error
    away = true
    return undefined
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/** Nothing from the network becomes markup or leads elsewhere. */
function safe(item: SearchView['items'][number]): SearchView['items'][number] {
  const url = new URL(item.url, location.origin)
  return {
    ...item,
    url: url.origin === location.origin ? url.pathname + url.hash : `${import.meta.env.KINDRED_BASE}/`,
    excerpt: safeExcerpt(item.excerpt),
    marked: safeExcerpt(item.marked),
  }
}

function shelfLabels(): Record<string, string> {
  return JSON.parse(document.querySelector<HTMLElement>('[data-shelves]')?.dataset['shelves'] ?? '{}')
}

/** What the page itself says of its reader: the choice in the menu, or the link that led here. */
function segmentsHere(): string[] {
  const chosen = document.querySelector<HTMLInputElement>('input[name=segment]:checked')?.value
  const linked = new URLSearchParams(location.search).get('for')
  return [chosen, linked].filter((segment) => segment != null && segment !== '') as string[]
}

import type { SearchView } from '#core/visitor.ts'
import { safeExcerpt } from './marks.ts'
import { searchPagefind } from './pagefind-search.ts'

interface Question {
  readonly query: string
  readonly locale: string
  readonly limit: number
  /** Still being typed: found, but not recorded. */
  readonly typing?: boolean
  readonly signal?: AbortSignal
}

/** The API's answer, as far as a page shows it. */
interface ApiAnswer {
  readonly key: string | null
  readonly total: number
  readonly results: readonly {
    readonly title: string
    readonly url: string
    readonly excerpt: string
    readonly category: string
    readonly because: string | null
  }[]
}

/** The API did not answer on this page once: it is not asked again for every letter. */
let away = false

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
  const found = await searchPagefind(query, question.limit, segmentsHere())
  return { ...found, items: found.items.map(safe) }
}

async function askApi({ query, locale, limit, typing, signal }: Question): Promise<SearchView | undefined> {
  const asked = new URLSearchParams({
    q: query,
    locale,
    limit: String(limit),
    ...(typing && { typing: '1' }),
  })
  try {
    const response = await fetch(`/api/search?${asked}`, { ...(signal && { signal }) })
    if (!response.ok) throw new Error(`The search answered ${response.status}.`)
    const { key, total, results } = (await response.json()) as ApiAnswer
    const shelves = shelfLabels()
    const items = results.map(({ category, because, ...result }) =>
      safe({ ...result, category: shelves[category] ?? '', because: because ?? '' }),
    )
    return { query, ...(key && { key }), total, items }
  } catch (error) {
    if (signal?.aborted) throw error
    away = true
    return undefined
  }
}

/** Nothing from the network becomes markup or leads elsewhere. */
function safe(item: SearchView['items'][number]): SearchView['items'][number] {
  const url = new URL(item.url, location.origin)
  return {
    ...item,
    url: url.origin === location.origin ? url.pathname + url.hash : '/',
    excerpt: safeExcerpt(item.excerpt),
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

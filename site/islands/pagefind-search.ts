import { escapeText } from '#core/assemble.ts'
import type { SearchView } from '#core/visitor.ts'
import { fewerWords, queryWords } from './query-words.ts'
import { type Hit, joinWords, liftOwn } from './rank-hits.ts'

interface PageHit extends Hit {
  data(): Promise<{ url: string; excerpt: string; meta: Record<string, string> }>
}
interface Filter {
  readonly filters: { readonly segment: { readonly any: readonly string[] } }
}
interface Pagefind {
  options(options: object): Promise<void>
  search(query: string | null, filter?: Filter): Promise<{ results: PageHit[] }>
}

let loading: Promise<Pagefind> | undefined

/** The search of a site whose API is away: Pagefind, forgiving, with the visitor's segments first. */
export async function searchPagefind({
  query,
  limit,
  page,
  locale,
  segments,
}: {
  readonly query: string
  readonly limit: number
  /** From 1. */
  readonly page: number
  readonly locale: string
  readonly segments: readonly string[]
}): Promise<SearchView> {
  loading ??= load()
  let pagefind: Pagefind
  try {
    pagefind = await loading
  } catch {
    // No index, as while writing; the shelves and the ways to reach us are still there.
    loading = undefined
    return { query, total: 0, items: [] }
  }
  const words = queryWords(query)
  const filter = { filters: { segment: { any: segments } } }
  const [exact, own] = await Promise.all([
    pagefind.search(words.join(' ')),
    segments.length > 0 ? pagefind.search(null, filter) : { results: [] },
  ])
  const ids = new Set(own.results.map((hit) => hit.id))
  let hits = liftOwn(exact.results, ids)
  if (hits.length < limit * page && words.length > 1) {
    const seen = new Set(hits.map((hit) => hit.id))
    const looser = liftOwn(await searchByWord(pagefind, words), ids)
    hits = [...hits, ...looser.filter((hit) => !seen.has(hit.id))]
  }
  const items = await Promise.all(
    hits.slice(limit * (page - 1), limit * page).map((hit) => read(hit, locale)),
  )
  return { query, page, total: hits.length, items }
}

async function load(): Promise<Pagefind> {
  // A variable, so that the bundler does not look for a file that exists only after the build.
  const address = new URL(`${import.meta.env.KINDRED_BASE}/pagefind/pagefind.js`, location.origin).href
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind
  await pagefind.options({
    excerptLength: 28,
    ranking: { metaWeights: { title: 5, keywords: 5, folded: 1, category: 0 } },
  })
  return pagefind
}

/** Pagefind wants every word on the page; people ask in sentences. So each word is asked alone. */
async function searchByWord(pagefind: Pagefind, words: readonly string[]): Promise<PageHit[]> {
  const [{ results: all }, ...found] = await Promise.all([
    pagefind.search(null),
    ...words.map((word) => pagefind.search(word)),
  ])
  const results = new Map(words.map((word, at) => [word, found[at]?.results ?? []]))
  const pages = new Map([...results].map(([word, hits]) => [word, hits.length]))
  return joinWords(
    fewerWords(pages, all.length).map((word) => results.get(word) ?? []),
    all.length,
  )
}

/** Pagefind's index of a locale holds what is written in it. */
async function read(hit: PageHit, language: string): Promise<SearchView['items'][number]> {
  const { url, excerpt, meta } = await hit.data()
  const title = meta['title'] ?? url
  return {
    title,
    marked: escapeText(title),
    language,
    // Pagefind puts what lies before its own folder there itself.
    url,
    category: meta['category'] ?? '',
    excerpt,
    because: '',
  }
}

import { resultsPerPage } from './search-view.ts'
import type { SearchView } from './visitor.ts'

/** A template filled with values; `raw` names those that are HTML already. '' when the page has no such template. */
export type Fill = (name: string, values?: Record<string, string | number>, raw?: readonly string[]) => string

export interface Filling {
  readonly fill: Fill
  readonly has: (name: string) => boolean
  /** Of a text in a language: '' where it is the page's own. */
  readonly tongue: (language: string, url: string) => string
}

/** The results of a search, or what helps where there are none. */
export function searchResults(search: SearchView, { fill, has, tongue }: Filling): string {
  const { query, total, key = '', meant = '', nearest = [], shelves = [], shelf = '', page = 1 } = search
  const person = search.person ? fill('person') : ''
  const links = (words: readonly string[]) =>
    words.map((word) => fill('word', { word, address: encodeURIComponent(word) })).join('')
  if (total === 0 && shelves.length === 0)
    return fill('none', { query, person, nearest: links(nearest) }, ['person', 'nearest'])

  const items = search.items
    .map((item) => {
      const name = !item.because && has('result-plain') ? 'result-plain' : 'result'
      return fill(name, { ...item, tongue: tongue(item.language, item.url) }, ['excerpt', 'marked'])
    })
    .join('')
  const facets = shelves
    .map(({ id, label, total }) => fill(id === shelf ? 'facet-on' : 'facet', { id, label, total }))
    .join('')
  const last = Math.ceil(total / resultsPerPage)
  const pages =
    last > 1
      ? fill('pages', { shelf, before: page > 1 ? page - 1 : '', after: page < last ? page + 1 : '' })
      : ''
  const values = {
    ...{ query, total, key, meant, items, person, pages, shelf },
    meantAddress: encodeURIComponent(meant),
    facets: shelves.length > 1 || shelf ? facets : '',
    from: (page - 1) * resultsPerPage + 1,
  }
  return fill('results', values, ['items', 'person', 'facets', 'pages'])
}

/** The question goes into the page's title and along with a change of language. */
export function nameSearch(html: string, query: string, escaped: string): string {
  if (!query || !html.includes('<title data-q')) return html
  return html
    .replace(/<title data-q(?:="[^"]*")?>/, () => `<title>${escaped} – `)
    .replace(/(<a href="[^"]*\/search\/)(?=")/g, (link) => `${link}?q=${encodeURIComponent(query)}`)
}

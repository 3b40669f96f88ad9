import { languageName } from '#content/language/formats.ts'
import { namedIn, within } from '#content/model/base-path.ts'
import { enrich } from './article.ts'
import { findArticles, knownAs, visitorHeaders } from './find-articles.ts'
import { opened, shown } from './search-steps.ts'

/**
 * The help centre in a frame of the company's product. The page around it (site/embed/widget.js) hands over one end of a
 * channel, and is heard only if its origin is one of `KINDRED_WIDGET_ORIGINS`. Who is reading is known by a token that
 * stays in this page's memory: browsers withhold the cookies of a frame.
 */

/** How long somebody must pause before we look for articles, in ms. */
const pause = 200

/** Results in a panel this narrow. */
const most = 6

interface Item {
  readonly title: string
  readonly url: string
  readonly language: string
  readonly because?: string
}

const locale = document.documentElement.lang.toLowerCase()
const said = JSON.parse(document.body.dataset['said'] ?? '{}') as Record<string, string>
const one = <T extends HTMLElement = HTMLElement>(selector: string): T => document.querySelector<T>(selector)!
const box = one<HTMLInputElement>('#q')
const list = one('[data-list]')

let port: MessagePort | undefined
/** Where in the product the customer is, and the articles that it names. */
let place = { path: '', articles: [] as readonly string[] }
/** The key of the search whose results are shown. */
let search: string | undefined
let asked = ''
let timer = 0

const first = suggest()
addEventListener('message', async ({ data, origin, source, ports: [given] }) => {
  if (source !== parent || data?.kindred !== 'widget' || !given) return
  const { origins } = await first
  if (!origins.includes(origin)) return
  port = given
  let before: Promise<void> = Promise.resolve()
  // One after the other: what is asked for after an identity is asked for by that customer.
  port.onmessage = ({ data }) => {
    before = before.then(() => obey(data)).catch(() => {})
  }
  tell('ready')
})

type Order =
  | { readonly to: 'identify'; readonly token: string | null }
  | { readonly to: 'open'; readonly path: string; readonly articles: readonly string[]; readonly at: string }
  | { readonly to: 'search'; readonly words: string }

async function obey(order: Order): Promise<void> {
  if (order.to === 'identify') await identify(order.token)
  else if (order.to === 'search') {
    box.value = order.words
    await find(false)
  } else {
    const same = order.path === place.path && order.articles.join() === place.articles.join()
    place = { path: order.path, articles: order.articles }
    if (!same && box.value === '') await suggest()
    if (order.at === 'contact') show('contact')
    else if (order.at) await read(`${import.meta.env.KINDRED_BASE}/${locale}/${order.at}/`)
    else if (!one('[data-view=list]').hidden) box.focus()
  }
}

async function identify(token: string | null): Promise<void> {
  knownAs(undefined)
  if (token !== null) {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ token, framed: true })
    const answer = await fetch(`${import.meta.env.KINDRED_BASE}/api/identity`, {
      method: 'POST',
      headers,
      body,
    })
    if (answer.ok) knownAs(((await answer.json()) as { visitor: string }).visitor)
    else tell('refused', answer.status)
  }
  if (box.value === '') await suggest()
}

/** What is shown before anything is asked; returns who may show this page. */
async function suggest(): Promise<{ origins: readonly string[] }> {
  const query = new URLSearchParams({ locale, path: place.path, articles: place.articles.join() })
  const answer = await fetch(`${import.meta.env.KINDRED_BASE}/api/widget?${query}`, {
    headers: visitorHeaders(),
  })
  const { origins, items } = (await answer.json()) as { origins: string[]; items: Item[] }
  // Somebody was quicker than the answer.
  if (box.value.trim() === '') {
    search = undefined
    listed(said['suggestions'] ?? '', items)
  }
  return { origins }
}

async function find(typing: boolean): Promise<void> {
  clearTimeout(timer)
  const query = box.value.trim()
  show('list')
  if (typing && query === asked) return
  asked = query
  if (query === '') {
    await suggest()
    return
  }
  const found = await findArticles({ query, locale, limit: most, typing })
  if (asked !== query) return
  search = typing ? undefined : found.key
  if (search) shown(search)
  const heading = (found.items.length > 0 ? said['results'] : said['none']) ?? ''
  listed(
    heading.replace('{query}', () => query),
    found.items,
  )
}

function listed(heading: string, items: readonly Item[]): void {
  one('[data-view=list] [data-heading]').textContent = heading
  list.replaceChildren(
    ...items.map((item, at) => {
      const line = document.createElement('li')
      const link = document.createElement('a')
      link.href = item.url
      link.textContent = item.title
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        if (search) opened(item.url, at + 1, search)
        read(item.url)
      })
      line.append(link)
      if (item.language !== locale) {
        link.lang = item.language
        line.append(note('tongue', languageName(item.language, locale)))
      }
      if (item.because) line.append(note('note', item.because))
      return line
    }),
  )
}

function note(kind: string, text: string): HTMLElement {
  const made = document.createElement('p')
  made.className = kind
  made.textContent = text
  return made
}

/** Shows the article of a page of ours; what leads elsewhere opens beside the product. */
async function read(address: string): Promise<void> {
  const url = new URL(address, location.origin)
  const answer = await fetch(url.pathname, { headers: visitorHeaders() }).catch(() => undefined)
  const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : '', 'text/html')
  const article = page.querySelector<HTMLElement>('article.prose')
  const heading = one('[data-view=article] [data-heading]')
  heading.textContent = page.querySelector('h1')?.textContent ?? said['failed'] ?? ''
  heading.lang = article?.lang || locale
  one('[data-article]').replaceChildren(...(article ? [article] : []))
  one<HTMLAnchorElement>('[data-open]').href = url.href
  show('article')
  if (!article) return
  enrich(article)
  for (const link of article.querySelectorAll('a')) if (!isHere(link)) link.target = '_blank'
  const form = document.querySelector<HTMLFormElement>('form[data-contact]')
  const { article: id } = namedIn(import.meta.env.KINDRED_BASE, url.pathname)
  if (form) form.dataset['read'] = `${form.dataset['read'] ?? ''} ${id}`.trim()
  tell('read', id)
}

/** Whether a link is another article's, or another place in this one. */
const isHere = ({ origin, pathname, hash }: HTMLAnchorElement): boolean =>
  origin === location.origin &&
  ((pathname === location.pathname && hash !== '') ||
    /^\/[^/]+\/[^/]+\/[^.]+\/$/.test(within(import.meta.env.KINDRED_BASE, pathname)))

one('[data-article]').addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a')
  if (!link || !isHere(link) || link.pathname === location.pathname) return
  event.preventDefault()
  read(link.href)
})

function show(view: 'list' | 'article' | 'contact'): void {
  const now = one(`[data-view=${view}]`)
  if (now.hidden) {
    for (const each of document.querySelectorAll<HTMLElement>('[data-view]')) each.hidden = each !== now
    one('[data-back]').hidden = view === 'list'
    one('[data-write]').hidden = view === 'contact'
  }
  one('main').scrollTop = 0
  if (view === 'list') box.focus()
  else now.querySelector<HTMLElement>('[data-heading]')?.focus()
}

box.addEventListener('input', () => {
  clearTimeout(timer)
  timer = window.setTimeout(() => find(true), pause)
})
box.form?.addEventListener('submit', (event) => {
  event.preventDefault()
  find(false)
})
one('[data-back]').addEventListener('click', () => show('list'))
one('[data-write]').addEventListener('click', () => show('contact'))
one('[data-close]').addEventListener('click', () => tell('close'))
addEventListener('keydown', ({ key, defaultPrevented }) => {
  if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) tell('close')
})
addEventListener('sent', () => tell('sent'))

/** Tells the product's page what happened. */
function tell(did: 'ready' | 'close' | 'read' | 'refused' | 'sent', what?: string | number): void {
  port?.postMessage({ did, what })
}

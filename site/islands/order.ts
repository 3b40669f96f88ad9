import { within } from '#content/model/base-path.ts'
import { wordsOfAddress } from '#content/model/tidy-address.ts'
import { assemble, votedIn } from '#core/assemble.ts'
import { askedOf, resultsPerPage } from '#core/search-view.ts'
import { type SearchView, strangerView, type View } from '#core/visitor.ts'
import { asBuilt } from './as-built.ts'
import { findArticles } from './find-articles.ts'

/** Between the page and its templates while both are one text. */
const seam = '<!--templates-->'

/**
 * On a static host, does in the browser what our server does before it sends a page. With the API away the
 * page stays as built, except for what its own address asks for (`?q=`, `?as=`).
 *
 * @param mayMove whether the reader has not begun to use the page
 */
export async function orderPage(locale: string, mayMove: () => boolean): Promise<void> {
  carryLink(new URLSearchParams(location.search).get('for'))
  const main = document.querySelector('main')
  if (!main?.innerHTML.includes('<!--part:') && !main?.querySelector('[data-for]')) return
  // A module of its own draws what is kept of the visitor, and listens to the buttons below it.
  if (main.querySelector('#beliefs')) return
  const here = new URLSearchParams(location.search)
  const [view, search] = await Promise.all([askView(locale, here.get('for')), searchHere(locale)])
  const as = here.get('as')
  const personal = view && (view.ordering.matches.length > 0 || view.choice !== undefined)
  const voted = votedIn(here)
  if (!personal && !search && !as && !voted) return
  if (!mayMove() && (!search || main.contains(document.activeElement))) return

  const templates = [...document.querySelectorAll('template[id^="t-"]')].map((one) => one.outerHTML)
  const shown = {
    ...(view ?? strangerView),
    ...(as && { as }),
    ...(voted && { voted }),
    ...(search && { search }),
  }
  const page = asBuilt(main.innerHTML + seam + templates.join(''))
  const html = assemble(page, shown, import.meta.env.KINDRED_BASE)
  // A module of its own listens to the contact form: the same element stays, whatever moves around it.
  const contact = main.querySelector('form[data-contact]')
  main.innerHTML = html.slice(0, html.indexOf(seam))
  if (contact) main.querySelector('form[data-contact]')?.replaceWith(contact)
}

/** A static host keeps nothing, so the site's own links carry what the link that led here said. */
function carryLink(segment: string | null): void {
  if (!segment) return
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href]')
    if (!link || link.origin !== location.origin || link.getAttribute('href')?.startsWith('#')) return
    const address = new URL(link.href)
    if (!address.searchParams.has('for')) address.searchParams.set('for', segment)
    link.href = address.href
  })
  for (const form of document.querySelectorAll<HTMLFormElement>('form[role=search]')) {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: 'for', value: segment })
    form.append(field)
  }
}

async function askView(locale: string, linked: string | null): Promise<View | undefined> {
  const asked = new URLSearchParams({ locale, ...(linked && { for: linked }) })
  try {
    const response = await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/view?${asked}`, {
      credentials: 'include',
    })
    return response.ok ? ((await response.json()) as View) : undefined
  } catch {
    return undefined
  }
}

async function searchHere(locale: string): Promise<SearchView | undefined> {
  if (!document.getElementById('t-results')) return undefined
  // A page that is not there searches for the words of its address.
  const missing = document.querySelector('[data-missing]') !== null
  const { shelf, page, query: asked } = askedOf(new URLSearchParams(location.search))
  const query = missing
    ? wordsOfAddress(within(import.meta.env.KINDRED_BASE, location.pathname), locale)
    : asked
  if (!query.trim()) return undefined
  return findArticles({ query, locale, shelf, page, limit: resultsPerPage, typing: missing })
}

import { namedIn } from '#content/model/base-path.ts'

/**
 * Tells the API what a reader does with the results of a search: sees them, opens one, searches again. So searches
 * that led nowhere can be told from the others. The key on the list of results names the search, never the reader;
 * results of Pagefind have none and are not reported.
 */
let search: string | undefined

/** The list of results is there. */
export function followResults(): void {
  const key = document.querySelector<HTMLElement>('.hits[data-search]')?.dataset['search']
  if (!key || search !== undefined) return
  // A page reloaded, or returned to, is still the same search.
  const before = keyIn(history.state)
  search = before ?? key
  if (before === undefined) {
    history.replaceState({ ...history.state, search }, '')
    whenSeen(() => tell({ step: 'shown' }))
  }
  addEventListener('click', openedBy)
  addEventListener('auxclick', openedBy)
  addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.getAttribute('role') === 'search')
      tell({ step: 'refined' })
  })
}

/**
 * An article was opened from the results, or from the suggestions under the field.
 *
 * @param rank its place in that list, 1 = first
 * @param key of the search, where a page has several one after the other
 */
export function opened(address: string, rank: number, key = search): void {
  const { pathname } = new URL(address, location.origin)
  const { article } = namedIn(import.meta.env.KINDRED_BASE, pathname)
  tell({ step: 'opened', article, rank }, key)
}

/** The results of this search were seen. */
export function shown(key: string): void {
  tell({ step: 'shown' }, key)
}

function openedBy({ target, button }: MouseEvent): void {
  // The right button opens a menu; what is chosen there nobody hears.
  if (button > 1 || !(target instanceof Element)) return
  const link = target.closest<HTMLAnchorElement>('.hits a')
  const hit = link?.closest('li')
  if (link && hit?.parentElement) opened(link.href, [...hit.parentElement.children].indexOf(hit) + 1)
}

/** A page opened in the background is not seen yet. */
function whenSeen(act: () => void): void {
  if (!document.hidden) act()
  else document.addEventListener('visibilitychange', act, { once: true })
}

/** A beacon survives leaving the page. Nothing waits for it: where it is blocked, the page works as before. */
function tell(
  step: { step: 'shown' | 'refined' } | { step: 'opened'; article: string; rank: number },
  key = search,
): void {
  if (key === undefined) return
  const body = new Blob([JSON.stringify({ ...step, search: key })], { type: 'application/json' })
  try {
    navigator.sendBeacon(`${import.meta.env.KINDRED_API_ORIGIN}/api/search/steps`, body)
  } catch {
    // A browser without beacons, or one that forbids them.
  }
}

function keyIn(state: unknown): string | undefined {
  const key = (state as { search?: unknown } | null)?.search
  return typeof key === 'string' ? key : undefined
}

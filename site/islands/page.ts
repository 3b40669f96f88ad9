/**
 * The one module of every public page. It attaches its listeners at once and loads the rest only when
 * somebody types, votes or switches a passage; the page works without it. No module below it imports
 * lazily: a second one that does would put the loader into a file, and a request, of its own.
 */
import { inLocalTime } from './local-times.ts'
import { noteReading, readLately } from './reading-trail.ts'

const root = document.documentElement
const locale = root.lang.toLowerCase()
const isBox = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.id === 'q'

/** Once the reader does something, nothing may move under their hands. */
let touched = false
for (const kind of ['pointerdown', 'keydown', 'input'])
  addEventListener(
    kind,
    () => {
      touched = true
    },
    { capture: true, once: true },
  )

/** Forms that come back to the page. Signing in goes on at the API's own pages; the contact form has a module. */
const sentFromHere = /^https?:.*\/api\/(choice|votes)$/

const suggest = async (box: HTMLInputElement): Promise<void> => {
  const { combobox } = await import('./combobox.ts')
  // Told now and not before: somebody may have typed, or pasted, while the module was on its way.
  combobox(box, locale, box.value !== box.defaultValue)
}
const box = document.querySelector<HTMLInputElement>('#q')
for (const kind of ['focusin', 'input'])
  addEventListener(kind, ({ target }) => {
    if (isBox(target)) suggest(target)
  })

addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  const field = document.querySelector<HTMLInputElement>('#q')
  if (!field || key.toLowerCase() !== 'k' || ctrlKey === metaKey || altKey || shiftKey) return
  event.preventDefault()
  field.focus()
  field.select()
})

addEventListener('submit', async (event) => {
  const { target, submitter } = event
  if (!(target instanceof HTMLFormElement)) return
  if (target.dataset['vote'] !== undefined) {
    event.preventDefault()
    const { vote } = await import('./vote.ts')
    vote(target, submitter)
  } else if (import.meta.env.KINDRED_API_ORIGIN && sentFromHere.test(target.getAttribute('action') ?? '')) {
    event.preventDefault()
    const { sendForm } = await import('./send-form.ts')
    sendForm(target, submitter)
  }
})

addEventListener('click', async (event) => {
  const link =
    event.target instanceof Element && event.target.closest<HTMLAnchorElement>('.for a[href^="?as="]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const { showVersion } = await import('./versions.ts')
  showVersion(link)
})

// A heading's link goes to the address bar as any link does, and to the clipboard as well.
addEventListener('click', ({ target }) => {
  const anchor = target instanceof Element && target.closest<HTMLAnchorElement>('a.anchor')
  if (anchor) navigator.clipboard?.writeText(anchor.href).catch(() => {})
})

/** A menu that is open closes on Escape and on a press outside of it, as people expect of one. */
const openMenu = (): HTMLDetailsElement | null => document.querySelector('details.as[open]')
addEventListener('keydown', ({ key }) => {
  const menu = openMenu()
  if (key !== 'Escape' || !menu) return
  menu.open = false
  menu.querySelector('summary')?.focus()
})
addEventListener('pointerdown', ({ target }) => {
  const menu = openMenu()
  if (menu && !(target instanceof Node && menu.contains(target))) menu.open = false
})

// A slow network: the reader was quicker than this module, so what they did is played again.
if (box && document.activeElement === box) suggest(box)

/** Reports what becomes of search results; a first press on one may come soon, so this does not wait for it. */
const follow = async (): Promise<void> => {
  if (!document.querySelector('.hits[data-search]')) return
  const { followResults } = await import('./search-steps.ts')
  followResults()
}
follow()

/** Listens inside the article, so on a static host it comes after the page was put together. */
const enrichArticle = async (): Promise<void> => {
  const article = document.querySelector<HTMLElement>('article.prose')
  if (!article?.querySelector('.code, img, input[data-tab]')) return
  const { enrich } = await import('./article.ts')
  enrich(article)
}

inLocalTime(locale)

// What was opened in the background, or made ready by the browser, is read when it is seen.
if (document.hidden) document.addEventListener('visibilitychange', noteReading, { once: true })
else noteReading()
// The contact form sends along what was read; were it to import the trail itself, the trail would be a file of its own.
const contact = document.querySelector<HTMLFormElement>('form[data-contact]')
if (contact) contact.dataset['read'] = readLately().join(' ')

// Our server has put the page together already; a static host has not.
if (!root.hasAttribute('data-ordered')) {
  const asked = new URLSearchParams(location.search).get('q') ?? ''
  if (box?.value === '[[q]]') {
    box.value = box.defaultValue = asked
    if (asked) document.title = `${asked} – ${document.title}`
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.langs a'))
      if (asked) link.search = new URLSearchParams({ q: asked }).toString()
  }
  import('./order.ts')
    .then(({ orderPage }) => orderPage(locale, () => !touched))
    .then(follow)
    .then(() => inLocalTime(locale))
    .then(enrichArticle)
} else enrichArticle()

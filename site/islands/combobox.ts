import { languageName } from '#content/language/formats.ts'
import { findArticles } from './find-articles.ts'
import { opened } from './search-steps.ts'

/** How long somebody must pause before we ask, in milliseconds: below the pause between two words. */
const pause = 120

/** Suggestions under the field: enough to choose from, few enough to read while typing. */
const most = 6

/** Shortest text that is worth a suggestion, in characters. */
const shortest = 2

const ready = new WeakSet<HTMLInputElement>()

/**
 * Makes the search field an ARIA combobox with a list of articles under it.
 *
 * @param typed the reader has typed already, before this module was there
 */
export function combobox(box: HTMLInputElement, locale: string, typed: boolean): void {
  const form = box.form
  if (ready.has(box) || !form) return
  ready.add(box)

  const list = document.createElement('ul')
  list.id = 'q-list'
  list.className = 'suggest'
  list.role = 'listbox'
  list.hidden = true
  list.ariaLabel = form.dataset['suggest'] ?? ''
  form.append(list)
  box.role = 'combobox'
  box.ariaAutoComplete = 'list'
  box.ariaExpanded = 'false'
  box.setAttribute('aria-controls', list.id)

  let asking: AbortController | undefined
  let timer = 0
  let active = -1

  const options = (): HTMLElement[] => [...list.children] as HTMLElement[]
  const activate = (at: number): void => {
    active = at
    for (const [place, option] of options().entries()) {
      option.ariaSelected = String(place === at)
      if (place === at) option.scrollIntoView({ block: 'nearest' })
    }
    if (at < 0) box.removeAttribute('aria-activedescendant')
    else box.setAttribute('aria-activedescendant', `q-${at}`)
  }
  const show = (shown: boolean): void => {
    list.hidden = !shown
    box.ariaExpanded = String(shown)
    if (!shown) activate(-1)
  }
  const close = (): void => {
    clearTimeout(timer)
    asking?.abort()
    show(false)
  }
  const ask = async (): Promise<void> => {
    asking?.abort()
    const mine = new AbortController()
    asking = mine
    const query = box.value
    if (query.trim().length < shortest) return show(false)
    try {
      const { items } = await findArticles({ query, locale, limit: most, typing: true, signal: mine.signal })
      if (mine.signal.aborted || document.activeElement !== box) return
      list.replaceChildren(...items.map(optionOf))
      activate(-1)
      show(items.length > 0)
    } catch {
      if (!mine.signal.aborted) show(false)
    }
  }
  const askSoon = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, pause)
  }
  const go = (option: HTMLElement | undefined): void => {
    const url = option?.dataset['url']
    if (!option || !url) return
    opened(url, options().indexOf(option) + 1)
    location.assign(url)
  }

  box.addEventListener('input', askSoon)
  box.addEventListener('blur', close)
  form.addEventListener('submit', close)
  // The field keeps the focus, so a press on the list must not take it.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) =>
    go((target as Element).closest<HTMLElement>('[role=option]') ?? undefined),
  )
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const open = !list.hidden
    const count = list.childElementCount
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) {
        if (count > 0 && box.value.trim().length >= shortest) show(true)
        else askSoon()
        return
      }
      // One step beyond either end is the field itself.
      const step = event.key === 'ArrowDown' ? 1 : -1
      activate(((active + 1 + step + count + 1) % (count + 1)) - 1)
    } else if (event.key === 'Enter' && open && active >= 0) {
      event.preventDefault()
      go(options()[active])
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      close()
    }
  })
  if (typed) askSoon()
}

/** One article under the field. */
interface Suggested {
  readonly title: string
  readonly language: string
  readonly url: string
  readonly category: string
}

function optionOf(item: Suggested, at: number): HTMLElement {
  const option = document.createElement('li')
  option.id = `q-${at}`
  option.role = 'option'
  option.ariaSelected = 'false'
  option.dataset['url'] = item.url
  const title = document.createElement('span')
  title.className = 't'
  title.textContent = item.title
  option.append(title)
  const page = document.documentElement.lang
  if (item.language !== page.toLowerCase()) {
    title.lang = item.language
    title.dir = 'auto'
    option.append(' ', small('tongue', languageName(item.language, page)))
  }
  if (item.category) option.append(option.childElementCount > 1 ? ', ' : ' ', small('note', item.category))
  return option
}

function small(kind: string, text: string): HTMLElement {
  const made = document.createElement('span')
  made.className = kind
  made.textContent = text
  return made
}

import { assemble } from '#core/assemble.ts'
import { type AboutView, strangerView } from '#core/visitor.ts'

const place = document.querySelector<HTMLElement>('#beliefs')
const words = place?.dataset ?? {}
const locale = document.documentElement.lang.toLowerCase()
const status = document.querySelector<HTMLElement>('#beliefs-status')
const download = document.querySelector<HTMLAnchorElement>('#beliefs-download')
const erase = document.querySelector<HTMLButtonElement>('#beliefs-erase')

if (place && status && download && erase) {
  erase.addEventListener('click', async () => {
    const done = await eraseAll()
    status.textContent = words[done ? 'erased' : 'notErased'] ?? ''
    if (!done) return
    place.replaceChildren()
    for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=segment]'))
      radio.checked = false
    erase.hidden = download.hidden = true
    status.focus()
  })
  status.textContent = words['asking'] ?? ''
  const about = await ask()
  if (about) {
    status.textContent = ''
    show(about, place)
    download.href = URL.createObjectURL(
      new Blob([JSON.stringify(about, null, 2)], { type: 'application/json' }),
    )
    download.hidden = false
    erase.hidden = !about.known
    check(about)
  } else status.textContent = words['away'] ?? ''
}

async function ask(): Promise<AboutView | undefined> {
  try {
    const response = await fetch(
      `${import.meta.env.KINDRED_API_ORIGIN}/api/about-you?locale=${encodeURIComponent(locale)}`,
      { credentials: 'include' },
    )
    return response.ok ? ((await response.json()) as AboutView) : undefined
  } catch {
    return undefined
  }
}

async function eraseAll(): Promise<boolean> {
  try {
    return (
      await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/about-you`, {
        method: 'DELETE',
        credentials: 'include',
      })
    ).ok
  } catch {
    return false
  }
}

/** The radio of the choice that stands. */
function check({ chosen, choice }: AboutView): void {
  if (!chosen) return
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=segment]'))
    radio.checked = radio.value === (choice ?? '')
}

/** As our server draws it, from the same templates. */
function show(about: AboutView, into: HTMLElement): void {
  const templates = [...document.querySelectorAll('template[id^="t-about-"]')].map((one) => one.outerHTML)
  const part = '<!--part:about--><!--/part:about-->'
  const drawn = assemble(part + templates.join(''), { ...strangerView, about }, import.meta.env.KINDRED_BASE)
  into.innerHTML = drawn.slice(0, drawn.indexOf('<template'))
}

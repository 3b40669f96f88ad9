import { type Challenge, type Payload, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { languageName } from '#content/language/formats.ts'
import { namedIn } from '#content/model/base-path.ts'
import { findArticles, visitorHeaders } from './find-articles.ts'

/** How long somebody must pause before we look for articles, in ms: a message is written in sentences. */
const pause = 500

/** Shortest message that says enough to suggest anything, in characters. */
const shortest = 12

/** Suggestions: what can be taken in at a glance beside what one is writing. */
const most = 3

const locale = document.documentElement.lang.toLowerCase()
const form = document.querySelector<HTMLFormElement>('form[data-contact]')
const place = form?.querySelector<HTMLElement>('[data-near]')
const field = form?.querySelector<HTMLTextAreaElement>('textarea')
if (form && place && field) begin(form, place, field)

function begin(form: HTMLFormElement, near: HTMLElement, text: HTMLTextAreaElement): void {
  takeOutPlaceholders(form)
  const attempt = String(new FormData(form).get('attempt'))
  let proof: Promise<Payload | undefined> | undefined
  let timer = 0
  let asked = ''

  const suggest = async (): Promise<void> => {
    const query = text.value.trim()
    if (query === asked || query.length < shortest) return
    asked = query
    const { items } = await findArticles({ query, locale, limit: most, typing: true }).catch(() => ({
      items: [],
    }))
    if (asked !== query) return
    const shown = [...near.querySelectorAll('a')].map((link) => link.getAttribute('href')).join()
    if (items.map(({ url }) => url).join() === shown) return
    near.replaceChildren(...suggestions(items, attempt, form))
    if (items.length > 0) tell({ step: 'suggested', attempt, locale })
  }
  const written = (): void => {
    // Solved while the message is written, so that nobody waits for it.
    proof ??= prove()
    clearTimeout(timer)
    timer = window.setTimeout(suggest, pause)
  }
  text.addEventListener('input', written)
  // Somebody may have written before this module was there.
  if (text.value !== '') written()
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (form.ariaBusy === 'true') return
    form.ariaBusy = 'true'
    const button = form.querySelector('button[type=submit]')
    const label = button?.textContent ?? ''
    if (button) button.textContent = form.dataset['sending'] ?? label
    proof ??= prove()
    const status = await send(form, await proof)
    // A proof counts once.
    proof = undefined
    form.ariaBusy = null
    if (button) button.textContent = label
    if (status === 200 || status === 201)
      return thank(form, form.elements.namedItem('email') ? 'sent' : 'kept')
    explain(form, status === 429 ? 'wait' : status === 422 ? 'fields' : 'failed')
  })
}

/** On a static host nobody has put the page together. */
function takeOutPlaceholders(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'))
    if (/^\[\[contact-\w+\]\]$/.test(field.value)) field.value = field.defaultValue = ''
  const attempt = form.elements.namedItem('attempt') as HTMLInputElement
  const random = crypto.getRandomValues(new Uint8Array(16))
  attempt.value ||= btoa(String.fromCharCode(...random)).replace(
    /[+/=]/g,
    (sign) => ({ '+': '-', '/': '_' })[sign] ?? '',
  )
}

function suggestions(
  items: readonly { title: string; url: string; language: string }[],
  attempt: string,
  form: HTMLFormElement,
): HTMLElement[] {
  if (items.length === 0) return []
  const { suggested = '', newTab = '', answered = '' } = form.dataset
  const list = element('ul')
  for (const { title, url, language } of items) {
    const { article } = namedIn(import.meta.env.KINDRED_BASE, url)
    const line = element('li')
    const link = element('a') as HTMLAnchorElement
    const name = element('span', title)
    link.href = url
    // What is written stays in this tab.
    link.target = '_blank'
    const tab = element('span', ` ${newTab}`)
    tab.className = 'vh'
    link.append(name, tab)
    line.append(link)
    if (language !== locale) {
      name.lang = language
      name.dir = 'auto'
      const tongue = element('span', languageName(language, locale))
      tongue.className = 'tongue'
      line.append(tongue)
    }
    link.addEventListener('click', () => {
      tell({ step: 'opened', attempt, article })
      if (line.querySelector('button')) return
      const enough = element('button', answered) as HTMLButtonElement
      enough.type = 'button'
      enough.className = 'btn quiet'
      enough.addEventListener('click', () => {
        tell({ step: 'answered', attempt, article })
        thank(form, 'answered')
      })
      line.append(enough)
    })
    list.append(line)
  }
  return [element('p', suggested), list]
}

async function prove(): Promise<Payload | undefined> {
  try {
    const challenge = (await (
      await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/contact/challenge`)
    ).json()) as Challenge
    const solution = await solveChallenge({ challenge, deriveKey, timeout: 30_000 })
    return solution ? { challenge, solution } : undefined
  } catch {
    // Without a proof fewer messages are taken; this one may still be.
    return undefined
  }
}

/** The status of the answer, 0 for none. */
async function send(form: HTMLFormElement, proof: Payload | undefined): Promise<number> {
  const fields = new FormData(form)
  const field = (name: string) => String(fields.get(name) ?? '')
  const from = field('from')
  const read = [
    ...new Set([...(form.dataset['read']?.split(' ').filter(Boolean) ?? []), ...(from ? [from] : [])]),
  ].slice(-10)
  const body = {
    ...{
      attempt: field('attempt'),
      locale: field('locale'),
      text: field('text'),
      website: field('website'),
      read,
    },
    ...(field('email') && { email: field('email') }),
    ...(proof && { proof }),
  }
  try {
    const headers = { 'Content-Type': 'application/json', ...visitorHeaders() }
    const request: RequestInit = {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'include',
    }
    return (await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/contact`, request)).status
  } catch {
    return 0
  }
}

function tell(step: object): void {
  const headers = { 'Content-Type': 'application/json', ...visitorHeaders() }
  const body = JSON.stringify(step)
  const request: RequestInit = { method: 'POST', headers, body, keepalive: true, credentials: 'include' }
  fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/contact/steps`, request).catch(() => {})
}

function explain(form: HTMLFormElement, why: 'wait' | 'fields' | 'failed'): void {
  const box = element('p', form.dataset[why])
  box.className = 'call warn'
  form.querySelector('[data-wrong]')?.replaceChildren(box)
}

function thank(form: HTMLFormElement, what: 'sent' | 'kept' | 'answered'): void {
  const words = document.querySelector<HTMLTemplateElement>(`#t-contact-${what}`)
  const status = element('div')
  status.role = 'status'
  status.tabIndex = -1
  form.parentElement?.querySelector('.lede')?.remove()
  if (what !== 'answered') dispatchEvent(new Event('sent'))
  form.replaceWith(status)
  status.focus()
  // A status speaks only about what changes after it is there.
  requestAnimationFrame(() => {
    if (words) status.append(words.content.cloneNode(true))
  })
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

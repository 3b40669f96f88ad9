import { wordsOf } from './call.ts'
import { byId, el } from './dom.ts'

/**
 * Sends a form by script: one press at a time, what was typed is kept, and an error stands in words
 * beside the button and is read out.
 */
export function onSend(form: HTMLFormElement, send: (fields: FormData) => Promise<void>): void {
  let sending = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (sending) return
    sending = true
    say(form, '')
    send(new FormData(form))
      .catch((error: unknown) => say(form, wordsOf(error)))
      .finally(() => {
        sending = false
      })
  })
}

/** Puts a message under the form's fields; '' takes it away. */
export function say(form: HTMLElement, message: string, tone: 'bad' | 'ok' = 'bad'): void {
  let line = form.querySelector<HTMLElement>('.said')
  if (!line) {
    line = el('p', { class: 'said', role: tone === 'bad' ? 'alert' : 'status' })
    const button = form.querySelector('.acts') ?? form.querySelector('button')
    if (button) button.before(line)
    else form.append(line)
  }
  line.className = `said ${tone}`
  line.textContent = message
  line.hidden = message === ''
}

/**
 * The one-time secret in the address, now and whenever another link is opened in the same tab: behind `#`, so that it
 * reaches no server's log, and only that part of the address changes.
 */
export function onToken(use: (token: string) => void): void {
  const read = () => use(new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  addEventListener('hashchange', read)
  read()
}

/** Shows a page's content once it is ready, or why it cannot be. */
export function show(id: string): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-state]'))
    part.hidden = part.dataset['state'] !== id
  const shown = document.querySelector<HTMLElement>(`[data-state="${id}"]`)
  if (shown) shown.hidden = false
}

export function fail(error: unknown): void {
  byId('error-says').textContent = wordsOf(error)
  show('error')
}

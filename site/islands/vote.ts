/**
 * Sends "Was this helpful?" without leaving the page and thanks in the same place. The first "No" or "Partly" is sent
 * at once and opens one field; what is written there follows as the same vote with a comment.
 */
export async function vote(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const fields = new FormData(form)
  const pressed = button instanceof HTMLButtonElement ? button.value : ''
  const asks = form.querySelector<HTMLElement>('[data-comment]')
  // The button below the field sends the answer that opened it.
  const answer = asks?.contains(button) ? (form.dataset['answer'] ?? 'no') : pressed
  const helpful = answer === 'partly' ? answer : answer === 'yes'
  const comment = String(fields.get('comment') ?? '').trim()
  const first = asks?.hidden === true
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  form.querySelector('[role=alert]')?.remove()
  const sent = await send({
    article: String(fields.get('article') ?? ''),
    locale: String(fields.get('locale') ?? ''),
    helpful,
    ...(helpful !== true && comment && { comment }),
  })
  form.ariaBusy = null
  if (!sent) return explain(form)
  if (helpful !== true && asks && first) {
    form.dataset['answer'] = answer
    asks.hidden = false
    asks.querySelector<HTMLElement>('textarea')?.focus()
    return
  }
  thank(form)
}

async function send(body: object): Promise<boolean> {
  try {
    const headers = { 'Content-Type': 'application/json' }
    const sent = JSON.stringify(body)
    const request: RequestInit = {
      method: 'POST',
      headers,
      body: sent,
      keepalive: true,
      credentials: 'include',
    }
    return (await fetch(`${import.meta.env.KINDRED_API_ORIGIN}/api/votes`, request)).ok
  } catch {
    return false
  }
}

function explain(form: HTMLFormElement): void {
  const failed = document.createElement('p')
  failed.role = 'alert'
  failed.textContent = form.dataset['failed'] ?? ''
  form.append(failed)
}

function thank(form: HTMLFormElement): void {
  const thanks = document.querySelector<HTMLTemplateElement>('#t-thanks')
  if (!thanks) return
  const status = document.createElement('div')
  status.role = 'status'
  status.tabIndex = -1
  form.replaceWith(status)
  // The button that had the focus is gone; the place it stood in takes it.
  status.focus({ preventScroll: true })
  // A status speaks only about what changes after it is there.
  requestAnimationFrame(() => status.append(thanks.content.cloneNode(true)))
}

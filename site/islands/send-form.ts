/**
 * Sends a form to an API on another origin and goes where its answer leads. Sent by the browser itself, the form would
 * open that origin, whose cookies are not those that pages here ask with.
 */
export async function sendForm(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const fields = new FormData(form, button)
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]))
  const headers = { Accept: 'application/json' }
  const request: RequestInit = { method: 'POST', headers, body, credentials: 'include' }
  const answer = await fetch(form.getAttribute('action') ?? '', request).catch(() => undefined)
  // What is wrong the API says itself, as it does to a browser without script.
  if (!answer?.ok) return form.submit()
  const { location: to } = (await answer.json()) as { location: string }
  const target = new URL(to, location.href)
  if (target.origin !== location.origin) return
  // The same address with another place in it would not ask again.
  if (target.pathname + target.search === location.pathname + location.search) location.reload()
  else location.assign(target)
}

/**
 * Shows a list by its filters and keeps them in the address, so that every view can be linked and the way back leads to
 * it. Of answers that overtake each other the one asked for last is drawn.
 * @returns when the list of the address as the page was opened is drawn
 */
export async function listByAddress<Answer>(
  form: HTMLFormElement,
  names: readonly string[],
  {
    ask,
    draw,
  }: {
    ask: (query: URLSearchParams) => Promise<Answer>
    draw: (answer: Answer, query: URLSearchParams) => void
  },
): Promise<void> {
  let asked = 0
  const load = async (query: URLSearchParams) => {
    const own = ++asked
    const answer = await ask(query)
    if (own === asked) draw(answer, query)
  }
  const fill = (query: URLSearchParams) => {
    for (const name of names) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        const value = query.get(name)
        if (value !== null) field.value = value
      }
    }
  }
  const choose = () => {
    const query = new URLSearchParams()
    for (const name of names) {
      const field = form.elements.namedItem(name)
      const value = String(new FormData(form).get(name) ?? '')
      const usual = field instanceof HTMLSelectElement ? (field.options[0]?.value ?? '') : ''
      if (value !== usual) query.set(name, value)
    }
    history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname)
    load(query).catch(() => location.reload())
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    choose()
  })
  form.addEventListener('change', choose)
  const opened = new URLSearchParams(location.search)
  fill(opened)
  await load(opened)
}

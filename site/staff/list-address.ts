/**
 * Keeps a list's filters in the address, so that every view can be linked and the way back leads to it. Gives the query
 * of the address as the page was opened, and calls `load` with each later one.
 */
export function filtersInAddress(
  form: HTMLFormElement,
  names: readonly string[],
  load: (query: URLSearchParams) => Promise<void>,
): URLSearchParams {
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
  return opened
}

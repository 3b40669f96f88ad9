/** Shows another version of one tailored passage in place; the link does the same by way of the server. */
export function showVersion(link: HTMLAnchorElement): void {
  const wanted = new URLSearchParams(link.search).get('as') ?? 'everyone'
  const here = link.closest('section')
  if (!here) return
  const run = runOf(here)
  const next =
    run.find((section) => section.dataset['for']?.split(' ').includes(wanted)) ?? run.at(-1) ?? here
  for (const section of run) section.hidden = section !== next
  const heading = next.querySelector<HTMLElement>('h2, h3') ?? next
  heading.tabIndex = -1
  heading.focus()
}

/** The passages that stand for each other: neighbours, from after the last "everyone" to the next. */
function runOf(section: HTMLElement): HTMLElement[] {
  const isFor = (element: Element | null): element is HTMLElement =>
    element instanceof HTMLElement && element.dataset['for'] !== undefined
  const last = (element: HTMLElement): boolean => element.dataset['for'] === 'everyone'
  const run = [section]
  let before = section.previousElementSibling
  while (isFor(before) && !last(before)) {
    run.unshift(before)
    before = before.previousElementSibling
  }
  let end: HTMLElement = section
  while (!last(end) && isFor(end.nextElementSibling)) {
    end = end.nextElementSibling
    run.push(end)
  }
  return run
}

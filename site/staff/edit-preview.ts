import type { ReadingAnswer } from '#api/routes/staff/answers.ts'
import type { Drawn } from '#content/library/preview-tree.ts'
import { el, put } from './dom.ts'
import { t } from './translate.ts'

/** Draws the article as elements; nothing of it is markup or script here, only names from the server's list. */
export function drawPreview(target: HTMLElement, { title, description, tree }: ReadingAnswer): void {
  put(
    target,
    el('h1', {}, title || t('No title yet')),
    description && el('p', { class: 'lead' }, description),
    ...tree.map(drawn),
  )
}

function drawn(one: Drawn): Node | string {
  if (typeof one === 'string') return one
  const { tag, attributes, children } = one
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    // Only pages of ours can be opened from a preview; other links are shown as they are.
    if (name === 'href' && !/^[/#](?!\/)/.test(value)) element.title = value
    else element.setAttribute(name, value)
  }
  if (element instanceof HTMLAnchorElement) element.target = '_blank'
  const why = attributes['class'] === 'why' && typeof children[0] === 'string' ? children[0] : undefined
  if (why !== undefined) element.append(t('Shown for {segments}', { segments: why }))
  else element.append(...children.map(drawn))
  return element
}

import { below, within } from '#content/model/base-path.ts'

/** A child of an element: text is written as text, never as markup; null and false leave nothing. */
export type Child = Node | string | number | null | undefined | false

type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>

/** An address of ours as this page reaches it: `/help/staff/` of `/staff/`; one from the API is that already. */
export const at = (address: string): string => below(import.meta.env.KINDRED_BASE, address)

/** Where this page lies, as addresses are at the root of a host. */
export const here = (): string => within(import.meta.env.KINDRED_BASE, location.pathname)

/** `el('a', { href, class: 'says' }, title)`; an address is put below the base here. A function under `onclick` and the like listens. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  return fill(document.createElement(name), attributes, children)
}

/** The same for SVG: lines and bars are attributes and classes, so that no inline style is needed. */
export function svg(name: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children)
}

/** A symbol of the page's sprite. */
export function icon(name: string, size = 14): SVGElement {
  const use = svg('use', { href: `#${name}` })
  return svg('svg', { width: size, height: size, 'aria-hidden': 'true' }, use)
}

/** Text for screen readers only. */
export function hidden(text: string): HTMLElement {
  return el('span', { class: 'vh' }, text)
}

/** The element with this id; the page is ours, so it is there. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}.`)
  return found as Type
}

/** Puts `children` in place of what was there. */
export function put(target: Element, ...children: Child[]): void {
  target.replaceChildren(...nodes(children))
}

function fill<Type extends Element>(element: Type, attributes: Attributes, children: Child[]): Type {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (name === 'href' && !/^[/#]/.test(String(value)))
      throw new Error(`Not an address of ours: ${value}`)
    else element.setAttribute(name, value === true ? '' : name === 'href' ? at(String(value)) : String(value))
  }
  element.append(...nodes(children))
  return element
}

function nodes(children: Child[]): (Node | string)[] {
  return children
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === 'number' ? String(child) : (child as Node | string)))
}

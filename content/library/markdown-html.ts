import { type HTMLElement, parse } from 'node-html-parser'
import { addressesOf, safeElements } from './safe-html.ts'

/** What a piece of HTML in a Markdown article holds. A piece may be half an element: `<a href="…">` alone. */
export interface HtmlPiece {
  readonly links: readonly string[]
  readonly pictures: readonly { readonly src: string; readonly alt: string | undefined }[]
  readonly anchors: readonly string[]
  readonly headings: readonly string[]
  readonly text: string
  /** Names of elements that are not drawn. */
  readonly unsafe: readonly string[]
}

/** Reads raw HTML without running or trusting any of it. */
export function readHtml(html: string): HtmlPiece {
  const all = parse(html, { comment: false }).querySelectorAll('*')
  const attribute = (name: string, of: readonly HTMLElement[] = all) =>
    of.flatMap((element) => element.getAttribute(name) ?? [])
  const named = (...names: string[]) =>
    all.filter(({ rawTagName }) => names.includes(rawTagName?.toLowerCase()))
  for (const element of named('script', 'style', 'iframe', 'object', 'template')) element.remove()
  return {
    links: all.flatMap((element) =>
      (addressesOf.get(element.rawTagName?.toLowerCase()) ?? []).flatMap(
        (name) => element.getAttribute(name) ?? [],
      ),
    ),
    pictures: named('img').map((image) => ({
      src: image.getAttribute('src') ?? '',
      alt: image.getAttribute('alt'),
    })),
    anchors: [...attribute('id'), ...attribute('name', named('a'))],
    headings: named('h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(({ text }) => text.trim()),
    text: parse(html, { comment: false, blockTextElements: { script: false, style: false } })
      .structuredText.replace(/\s+/g, ' ')
      .trim(),
    unsafe: [...new Set(all.map(({ rawTagName }) => rawTagName?.toLowerCase()))].filter(
      (name) => name && !safeElements.includes(name),
    ),
  }
}

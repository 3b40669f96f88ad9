import { statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isPicture } from '#content/library/file-names.ts'
import { decoded } from '#content/library/links.ts'
import { safeAttributes, safeAttributesOf } from '#content/library/safe-html.ts'
import { type Strings, strings } from '#site/strings.ts'
import { type ArticleFile, type HtmlNode, h, isMdx, replaceElements, textOf } from './hast.ts'
import { articleAt } from './links.ts'
import { drawTable } from './table.ts'

/** Draws what Markdown can say so that the stylesheet and the content security policy can have it: by classes. */
export function drawArticle() {
  return (tree: HtmlNode, file: ArticleFile): void => {
    const path = file.history[0] ?? ''
    const words = strings(articleAt(path)?.locale ?? 'en')
    if (isMdx(file)) htmlOfMdx(tree)
    withoutOwnTitle(tree, titleOf(file))
    const pictures: string[] = []
    replaceElements(tree, (element, parent) => {
      switch (element.tagName) {
        case 'h1':
          return h('h2', element.properties ?? {}, ...(element.children ?? []))
        case 'h6':
          return h('h5', element.properties ?? {}, ...(element.children ?? []))
        case 'table':
          return drawTable(element, words.table)
        case 'blockquote':
          return callout(element, words)
        case 'pre':
          return codeBlock(element, words)
        case 'img':
          return picture(element, path, pictures, words, parent)
        case 'input':
          return h('input', { ...element.properties, ariaLabel: words.task })
        default:
          return undefined
      }
    })
    nameFootnotes(tree, words)
    if (file.data.astro) file.data.astro.localImagePaths = [...new Set(pictures)]
  }
}

/** In `.mdx`, HTML is parsed as components; here it becomes elements like those that Markdown makes. */
function htmlOfMdx(tree: HtmlNode): void {
  for (const node of tree.children ?? []) {
    htmlOfMdx(node)
    if (!node.type.startsWith('mdxJsx') || !/^[a-z][a-z0-9]*$/.test(node.name ?? '')) continue
    const name = node.name!
    const allowed = [...safeAttributes, ...(safeAttributesOf[name] ?? [])]
    const given = (node.attributes ?? []).filter((one) => allowed.includes(one.name ?? ''))
    node.type = 'element'
    node.tagName = name
    node.properties = Object.fromEntries(given.map(({ name: key, value }) => [key!, value ?? true]))
  }
}

/** A first heading that repeats the title, or is the title, stands at the head of the page already. */
function withoutOwnTitle(tree: HtmlNode, title: string): void {
  const all = tree.children ?? []
  const at = all.findIndex(({ type, tagName }) => type === 'element' && tagName === 'h1')
  const first = at >= 0 && all.slice(0, at).every(({ type }) => type !== 'element')
  if (first && (title === '' || textOf(all[at]!).trim() === title)) all.splice(at, 1)
}

function titleOf(file: ArticleFile): string {
  const { title } = (file.data.astro as { frontmatter?: { title?: unknown } } | undefined)?.frontmatter ?? {}
  return title === undefined || title === null ? '' : String(title).trim()
}

const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const

/**
 * GitHub's alerts: a quotation that begins with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`. Its
 * role is "note": as a landmark, two of a kind on a page could not be told apart.
 */
function callout(quote: HtmlNode, words: Strings): HtmlNode | undefined {
  const first = (quote.children ?? []).find(({ type }) => type === 'element')
  const lead = first?.tagName === 'p' ? first.children?.[0] : undefined
  const found = lead?.type === 'text' ? /^\s*\[!(\w+)\][^\S\n]*\n?/.exec(lead.value ?? '') : null
  const kind = calloutKinds.find((one) => one === found?.[1]?.toLowerCase())
  if (!first || !lead || !found || !kind) return undefined
  lead.value = (lead.value ?? '').slice(found[0].length)
  if (lead.value === '' && first.children?.[1]?.tagName === 'br') first.children.splice(0, 2)
  const rest = (quote.children ?? []).filter((child) => child !== first || textOf(first).trim() !== '')
  const grave = kind === 'warning' || kind === 'caution'
  return h(
    'aside',
    { className: ['call', ...(grave ? ['warn'] : [])], role: 'note', ariaLabel: words[kind] },
    h('p', { className: ['head'] }, words[kind]),
    ...rest,
  )
}

/** Code scrolls inside its box, with the keyboard too; the copy button comes with the page's script. */
function codeBlock(pre: HtmlNode, words: Strings): HtmlNode {
  const { style: _, ...properties } = pre.properties ?? {}
  return h(
    'div',
    { className: ['code'] },
    h('pre', { ...properties, tabIndex: 0, role: 'group', ariaLabel: words.code }, ...(pre.children ?? [])),
  )
}

/** A picture beside the article goes through the image pipeline; one of another site is a link, so nothing is asked of it. */
function picture(
  image: HtmlNode,
  path: string,
  local: string[],
  words: Strings,
  parent: HtmlNode,
): HtmlNode | undefined {
  const source = String(image.properties?.['src'] ?? '')
  const alt = String(image.properties?.['alt'] ?? '')
  if (/^(https?:)?\/\//.test(source)) {
    const label = alt || words.picture
    return parent.tagName === 'a' ? h('span', {}, label) : h('a', { href: source }, label)
  }
  if (source.startsWith('/') || source.startsWith('data:'))
    return h('img', { ...image.properties, alt, loading: 'lazy', decoding: 'async' })
  const file = decoded(source.replace(/[?#].*$/, ''))
  // Astro would end the build at a picture that is not there, or that is none; the content check has named it.
  if (
    !path ||
    !isPicture.test(file) ||
    !statSync(join(dirname(path), file), { throwIfNoEntry: false })?.isFile()
  )
    return h('em', { className: ['absent'] }, alt || basename(file))
  const relative = /^\.{1,2}\//.test(file) ? file : `./${file}`
  local.push(relative)
  const { width: _, height: __, ...properties } = image.properties ?? {}
  return h('img', { ...properties, alt, src: encodeURI(relative) })
}

/** GFM names its footnotes in English. */
function nameFootnotes(tree: HtmlNode, words: Strings): void {
  replaceElements(tree, (element) => {
    const { id, dataFootnoteBackref, ariaLabel } = element.properties ?? {}
    if (id === 'footnote-label') return h('h2', { id, className: ['vh'] }, words.footnotes)
    if (dataFootnoteBackref !== undefined && ariaLabel)
      element.properties = { ...element.properties, ariaLabel: words.footnoteBack }
    return undefined
  })
}

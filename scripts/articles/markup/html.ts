import rehypeParse from 'rehype-parse'
import rehypeRaw from 'rehype-raw'
import rehypeRemark from 'rehype-remark'
import { defListHastHandlers, remarkDefinitionList } from 'remark-definition-list'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { Notes } from '../notes.ts'
import { shownAddress } from './attributes.ts'
import { calloutKind } from './blocks.ts'
import { calloutNode, jsx, type MarkdownNode, textNode } from './tree.ts'

interface Element {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Element[]
}

/** What `hast-util-to-mdast` hands to a handler. */
interface State {
  all(node: Element): MarkdownNode[]
  toFlow(nodes: MarkdownNode[]): MarkdownNode[]
}
type Handler = (state: State, element: Element) => MarkdownNode | MarkdownNode[] | undefined

/** Elements that Markdown has no words for and our pages draw; their text may hold Markdown. */
const phrasing = ['kbd', 'sub', 'sup', 'mark', 'ins', 'u', 'small', 'abbr', 'samp', 'var', 'q', 'bdi']
const calloutClasses = /^(callout|note|info|tip|hint|warning|caution|danger|important|success|alert|notice)$/

/** HTML of an article as a Markdown tree, by `rehype-remark`. What neither Markdown nor our pages have is left out and counted. */
export function htmlToTree(html: string, notes: Notes): MarkdownNode {
  const tree = unified().use(rehypeParse, { fragment: true }).parse(html) as unknown as Element
  prepare(tree, notes, linkedAnchors(tree))
  return toMarkdown(tree, 'md', notes)
}

/** Markdown with HTML and tabs as an MDX tree, which has no HTML of its own and has tabs. */
export function markdownToMdx(markdown: string, notes: Notes): MarkdownNode {
  const parsed = unified().use(remarkParse).use(remarkGfm).use(remarkDefinitionList).parse(markdown)
  const pipeline = unified()
    .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '', handlers: defListHastHandlers })
    .use(rehypeRaw)
  const tree = pipeline.runSync(parsed) as unknown as Element
  prepare(tree, notes, linkedAnchors(tree))
  return toMarkdown(tree, 'mdx', notes)
}

function toMarkdown(tree: Element, format: 'md' | 'mdx', notes: Notes): MarkdownNode {
  const wrap = format === 'md' ? asHtml : asJsx
  const handlers: Record<string, Handler> = {
    ...Object.fromEntries(
      phrasing.map((name) => [name, (state: State, one: Element) => wrap(name, one, state.all(one))]),
    ),
    a: (state, one) => {
      const { href, id, name } = one.properties ?? {}
      const anchor = id ?? name
      const children = state.all(one)
      const link = href ? [{ type: 'link', url: String(href), title: null, children }] : children
      return anchor ? [...wrap('a', { ...one, properties: { id: anchor } }, []), ...link] : link
    },
    details: (state, one) => {
      const summary = one.children?.find(({ tagName }) => tagName === 'summary')
      const rest = { ...one, children: (one.children ?? []).filter((child) => child !== summary) }
      const title = summary ? text(summary).trim() : 'Details'
      const content = state.toFlow(state.all(rest))
      return format === 'md'
        ? [
            { type: 'html', value: `<details>\n<summary>${escaped(title)}</summary>` },
            ...content,
            { type: 'html', value: '</details>' },
          ]
        : jsx('details', {}, [jsx('summary', {}, [textNode(title)]), ...content])
    },
    iframe: (_, one) => {
      const { src, title } = one.properties ?? {}
      notes.change('frames, now links')
      if (!src) return undefined
      return {
        type: 'link',
        url: shownAddress(String(src)),
        title: null,
        children: [textNode(String(title || 'Video'))],
      }
    },
    video: (state, one) => {
      const source =
        one.properties?.['src'] ??
        one.children?.find(({ tagName }) => tagName === 'source')?.properties?.['src']
      if (!source) return state.all(one)
      return format === 'md'
        ? { type: 'html', value: `<video controls src="${escaped(String(source))}"></video>` }
        : jsx('Video', { src: String(source), title: String(one.properties?.['title'] ?? 'Video') }, [])
    },
    'kindred-callout': (state, one) =>
      calloutNode(String(one.properties?.['kind']), '', state.toFlow(state.all(one))),
    'kindred-tabs': (state, one) =>
      jsx(
        'Tabs',
        {},
        state.toFlow(state.all(one)).filter(({ name }) => name === 'Tab'),
      ),
    'kindred-tab': (state, one) =>
      jsx('Tab', { label: String(one.properties?.['label'] ?? '') }, state.toFlow(state.all(one))),
  }
  const done = unified()
    .use(rehypeRemark, { handlers: handlers as never, nodeHandlers: { comment: () => undefined } })
    .runSync(tree as never)
  return done as unknown as MarkdownNode
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function asHtml(name: string, element: Element, children: MarkdownNode[]): MarkdownNode[] {
  const { id, title } = element.properties ?? {}
  const given = Object.entries({ id, title }).filter(([, value]) => typeof value === 'string')
  const attributes = given.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')
  return [
    { type: 'html', value: `<${name}${attributes}>` },
    ...children,
    { type: 'html', value: `</${name}>` },
  ]
}

function asJsx(name: string, element: Element, children: MarkdownNode[]): MarkdownNode[] {
  const { id, title } = element.properties ?? {}
  const attributes = Object.entries({ id, title })
    .filter(([, value]) => typeof value === 'string')
    .map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value: String(value) }))
  return [{ type: 'mdxJsxTextElement', name, attributes, children }]
}

/** Names that links within the article lead to; only those anchors are kept. */
function linkedAnchors(tree: Element): Set<string> {
  const found = new Set<string>()
  each(tree, ({ properties }) => {
    const href = properties?.['href']
    if (typeof href === 'string' && href.startsWith('#'))
      found.add(decodeURIComponent(href.slice(1).replace(/%(?![0-9a-f]{2})/gi, '%25')))
  })
  return found
}

/** Sets callouts and anchors apart as elements of their own, and takes out what no page draws. */
function prepare(tree: Element, notes: Notes, linked: ReadonlySet<string>): void {
  if (!tree.children) return
  tree.children = tree.children.flatMap((child) => {
    prepare(child, notes, linked)
    if (
      child.tagName === 'p' &&
      !child.children?.some(({ type }) => type === 'element') &&
      text(child).trim() === ''
    )
      return []
    if (/^(script|style|object|embed|form|button|select|textarea|svg)$/.test(child.tagName ?? '')) {
      notes.change(`<${child.tagName}> left out`)
      return child.tagName === 'button' || child.tagName === 'form' ? (child.children ?? []) : []
    }
    // A cell of a table is one line: a block of code in it becomes code within the line.
    if (/^t[dh]$/.test(child.tagName ?? ''))
      each(child, (inner) => {
        if (inner.tagName !== 'pre') return
        inner.tagName = 'code'
        inner.children = [{ type: 'text', value: text(inner).trim().replace(/\s+/g, ' ') }]
      })
    const kind = isCallout(child)
    if (kind) {
      notes.change('callouts')
      return [
        { type: 'element', tagName: 'kindred-callout', properties: { kind }, children: child.children ?? [] },
      ]
    }
    const id = child.properties?.['id']
    if (child.type !== 'element' || child.tagName === 'a' || typeof id !== 'string' || !linked.has(id))
      return [child]
    const anchor: Element = { type: 'element', tagName: 'a', properties: { id }, children: [] }
    return /^h[1-6]$|^(p|li|td|th|dt|dd|div|section)$/.test(child.tagName ?? '')
      ? [{ ...child, children: [anchor, ...(child.children ?? [])] }]
      : [anchor, child]
  })
  if (tree.tagName === 'td' && (tree.properties?.['colSpan'] ?? tree.properties?.['rowSpan']))
    notes.change('cells that spanned several columns or rows')
}

function isCallout({ type, tagName = '', properties }: Element) {
  if (type !== 'element' || !/^(div|aside|section|p|blockquote)$/.test(tagName)) return undefined
  const classes = properties?.['className']
  const words = (Array.isArray(classes) ? classes.map(String) : []).flatMap((one) =>
    one.toLowerCase().split(/[-_]+/),
  )
  const named = words.filter((word) => calloutClasses.test(word))
  // "callout callout--warning": the word that says more wins.
  return calloutKind(named.find((word) => !/^(callout|alert|notice)$/.test(word)) ?? named[0])
}

function each(node: Element, see: (node: Element) => void): void {
  see(node)
  for (const child of node.children ?? []) each(child, see)
}

const text = (node: Element): string => node.value ?? (node.children ?? []).map(text).join('')

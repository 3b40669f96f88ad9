// Over 250 lines: one table from nodes of Markdown to elements.
import { type Node as HtmlNode, parse as parseHtml } from 'node-html-parser'
import { type Format, type Node, parseTree } from './mdx.ts'
import { safeAttributes, safeAttributesOf, safeElements, safeProtocols } from './safe-html.ts'

/** An element to draw, or text. Only tags and attributes that writers may use, never anything that runs. */
export type Drawn = string | DrawnElement
export interface DrawnElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Drawn[]
  /** Line of the body it comes from, 1-based; of blocks alone. */
  readonly line?: number
}

export interface PreviewOptions {
  readonly format: Format
  /** Segments of the reader it is drawn for, strongest first; none: everyone. */
  readonly segments: readonly string[]
  /** Says which segments a passage is for: "Shown for Business". */
  readonly shownFor: (segments: readonly string[]) => string
  /** The title of the front-matter; a first heading that repeats it is not drawn twice. */
  readonly title: string
  /** Address under which a picture beside the article is served; undefined: it is not drawn. */
  readonly picture: (src: string) => string | undefined
}

/**
 * An article's body as elements, drawn from its parse tree: nothing of it is evaluated. Code of MDX is left out, HTML
 * is cut to what writers may use. Throws what the parser throws on a body that does not parse.
 */
export function previewTree(body: string, options: PreviewOptions): Drawn[] {
  const tree = parseTree(body, options.format)
  const [first, ...rest] = tree.children ?? []
  const own = first?.type === 'heading' && first.depth === 1 && textIn(first).trim() === options.title.trim()
  const context: Context = { ...options, definitions: definitionsIn(tree) }
  return drawAll(own ? rest : (tree.children ?? []), context)
}

interface Context extends PreviewOptions {
  readonly definitions: ReadonlyMap<string, string>
}

function drawAll(nodes: readonly Node[], context: Context): Drawn[] {
  const drawn: Drawn[] = []
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!
    if (node.name === 'For') {
      let end = at
      while (isForOrSpace(nodes[end + 1])) end++
      drawn.push(
        ...drawRun(
          nodes.slice(at, end + 1).filter(({ name }) => name === 'For'),
          context,
        ),
      )
      at = end
    } else drawn.push(...draw(node, context))
  }
  return drawn
}

const isForOrSpace = (node: Node | undefined): boolean =>
  node?.name === 'For' || (node?.type === 'text' && node.value?.trim() === '')

/** Of a run of passages the one for the reader's strongest segment, else the one for everyone. */
function drawRun(run: readonly Node[], context: Context): Drawn[] {
  const named = (node: Node) => (attribute(node, 'segments') ?? '').split(/\s+/).filter(Boolean)
  const theirs = context.segments
    .map((segment) => run.find((node) => named(node).includes(segment)))
    .find((node) => node !== undefined)
  const shown = theirs ?? run.find((node) => hasAttribute(node, 'everyone'))
  if (!shown) return []
  const inside = drawAll(shown.children ?? [], context)
  if (!theirs) return [element('section', { class: 'for' }, inside, shown)]
  const why = element('p', { class: 'why' }, [context.shownFor(named(shown))])
  return [element('section', { class: 'for kin' }, [why, ...inside], shown)]
}

/** Elements that a node becomes with nothing but its children. */
const plain: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  emphasis: 'em',
  strong: 'strong',
  defList: 'dl',
  defListTerm: 'dt',
  defListDescription: 'dd',
  delete: 'del',
  listItem: 'li',
  tableRow: 'tr',
}

function draw(node: Node, context: Context): Drawn[] {
  const inside = () => drawAll(node.children ?? [], context)
  const tag = plain[node.type]
  if (tag) return [element(tag, {}, inside(), node)]
  switch (node.type) {
    case 'text':
      return [node.value ?? '']
    case 'heading':
      return [element(`h${Math.min(5, Math.max(2, node.depth ?? 2))}`, {}, inside(), node)]
    case 'list':
      return [element((node as { ordered?: boolean }).ordered ? 'ol' : 'ul', {}, inside(), node)]
    case 'inlineCode':
      return [element('code', {}, [node.value ?? ''])]
    case 'code':
      return [element('pre', {}, [element('code', {}, [node.value ?? ''])], node)]
    case 'break':
      return [element('br', {}, [])]
    case 'thematicBreak':
      return [element('hr', {}, [], node)]
    case 'table':
      return [drawTable(node, context)]
    case 'link':
      return [link(node.url ?? '', inside())]
    case 'linkReference':
      return [link(context.definitions.get(identifierOf(node)) ?? '', inside())]
    case 'image':
      return [picture(node.url ?? '', node.alt ?? '', context)]
    case 'imageReference':
      return [picture(context.definitions.get(identifierOf(node)) ?? '', node.alt ?? '', context)]
    case 'html':
      return drawHtml(node.value ?? '', context)
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return drawComponent(node, context)
    default:
      // Imports, expressions and comments are code; definitions and front-matter are not shown.
      return []
  }
}

function drawTable(node: Node, context: Context): DrawnElement {
  const rows = (node.children ?? []).map((row, at) => {
    const cells = (row.children ?? []).map((cell) =>
      element(
        at === 0 ? 'th' : 'td',
        at === 0 ? { scope: 'col' } : {},
        drawAll(cell.children ?? [], context),
      ),
    )
    return element('tr', {}, cells)
  })
  return element(
    'table',
    {},
    [element('thead', {}, rows.slice(0, 1)), element('tbody', {}, rows.slice(1))],
    node,
  )
}

function drawComponent(node: Node, context: Context): Drawn[] {
  const name = node.name ?? ''
  const inside = () => drawAll(node.children ?? [], context)
  const title = attribute(node, 'title')
  const titled = (kind: string, level = 'p'): Drawn[] => [
    element(
      'div',
      { class: kind },
      [...(title ? [element(level, { class: 'head' }, [title])] : []), ...inside()],
      node,
    ),
  ]
  switch (name) {
    case 'Steps':
      return [element('div', { class: 'steps' }, inside(), node)]
    case 'Note':
      return titled('call')
    case 'Caution':
      return titled('call warn')
    case 'Ui':
      return [element('b', { class: 'ui' }, inside())]
    case 'Tabs':
    case 'CardGrid':
      return [element('div', {}, inside(), node)]
    case 'Tab':
      return titled('tab', 'h4')
    case 'Card':
      return titled('card', 'h4')
    case 'Video':
      return [
        element('p', {}, [link(attribute(node, 'src') ?? '', [title ?? attribute(node, 'src') ?? ''])], node),
      ]
    default:
      if (!safeElements.includes(name)) return inside()
      if (name === 'img')
        return [picture(attribute(node, 'src') ?? '', attribute(node, 'alt') ?? '', context)]
      if (name === 'a') return [link(attribute(node, 'href') ?? '', inside())]
      return [
        element(
          name,
          allowed(name, (key) => attribute(node, key)),
          inside(),
          node,
        ),
      ]
  }
}

/** Raw HTML of a `.md` article, cut to what writers may use; the text of the rest stays. */
function drawHtml(html: string, context: Context): Drawn[] {
  const walk = (node: HtmlNode): Drawn[] => {
    if (node.nodeType === 3) return [node.text]
    const name = (node.rawTagName ?? '').toLowerCase()
    if (['script', 'style', 'iframe', 'object', 'template'].includes(name)) return []
    const inside = node.childNodes.flatMap(walk)
    const given = (key: string) =>
      'getAttribute' in node
        ? (node as { getAttribute(key: string): string | undefined }).getAttribute(key)
        : undefined
    if (name === 'a') return [link(given('href') ?? '', inside)]
    if (name === 'img') return [picture(given('src') ?? '', given('alt') ?? '', context)]
    if (name === '' || !safeElements.includes(name)) return inside
    return [element(name, allowed(name, given), inside)]
  }
  return parseHtml(html, { comment: false }).childNodes.flatMap(walk)
}

/** What an element may say of itself beside links, pictures and names, which could clash with the page around it. */
function allowed(name: string, given: (key: string) => string | undefined): Record<string, string> {
  const keys = [...safeAttributes, ...(safeAttributesOf[name] ?? [])].filter(
    (key) => !['href', 'src', 'poster', 'id', 'name'].includes(key),
  )
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = given(key)
      return value === undefined ? [] : [[key, value]]
    }),
  )
}

function link(href: string, inside: readonly Drawn[]): DrawnElement {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase()
  const safe = scheme === undefined || safeProtocols.includes(scheme)
  return element('a', safe ? { href } : {}, inside)
}

function picture(src: string, alt: string, { picture: address }: Context): DrawnElement {
  const served = address(src)
  return served
    ? element('img', { src: served, alt }, [])
    : element('span', { class: 'note' }, [`[${alt || src}]`])
}

const identifierOf = (node: Node): string => String((node as { identifier?: string }).identifier ?? '')

function definitionsIn(tree: Node): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (node: Node): void => {
    if (node.type === 'definition') found.set(identifierOf(node), node.url ?? '')
    for (const child of node.children ?? []) walk(child)
  }
  walk(tree)
  return found
}

function attribute(node: Node, name: string): string | undefined {
  const value = (node.attributes ?? []).find((one) => one.name === name)?.value
  return typeof value === 'string' ? value : undefined
}

const hasAttribute = (node: Node, name: string): boolean =>
  (node.attributes ?? []).some((one) => one.name === name)

const textIn = (node: Node): string => node.value ?? (node.children ?? []).map(textIn).join('')

function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly Drawn[],
  from?: Node,
): DrawnElement {
  const line = from?.position?.start.line
  return { tag, attributes, children, ...(line === undefined ? {} : { line }) }
}

// Over 250 lines: one walk over an article’s tree that checks, links and cuts it; two walks would parse twice.
import GithubSlugger from 'github-slugger'
import { toString as plain } from 'mdast-util-to-string'
import remarkDefinitionList from 'remark-definition-list'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Passage } from '../model/article.ts'
import { readHtml } from './markdown-html.ts'
import { mdxProblem } from './mdx-error.ts'
import { addressesOf, safeAttributes, safeAttributesOf, safeElements } from './safe-html.ts'
import { unknownVariable, type Variables, writeOutTree } from './variables.ts'
import { leftOutOfVariants } from './variants.ts'

/** Components an article may use; they come with the page, writers import nothing. */
export const components: readonly string[] = [
  ...['Steps', 'Note', 'Caution', 'Ui', 'For', 'Tabs', 'Tab', 'Card', 'CardGrid', 'Video'],
]

/** What the body of an article holds, as far as anything outside the page needs to know. */
export interface ParsedBody {
  readonly passages: Passage[]
  /** Segments named in `<For segments="…">`, with their lines in the body (1-based). */
  readonly segments: { name: string; line: number }[]
  /** Every link, as written. */
  readonly links: { href: string; line: number }[]
  readonly pictures: { src: string; alt: string | undefined; line: number }[]
  /** What links may end in after "#". */
  readonly anchors: Set<string>
  /** The first heading of level 1, if the body begins with it. */
  readonly title?: string
  /** Complaints about the body itself; `warning` where the page can be drawn all the same. */
  readonly problems: { line: number; message: string; hint?: string; warning?: true }[]
}

/** `.md` is CommonMark with GFM, definition lists and a safe list of HTML; `.mdx` has components. */
export type Format = 'md' | 'mdx'

const parsers = {
  md: unified().use(remarkParse).use(remarkGfm).use(remarkDefinitionList),
  mdx: unified().use(remarkParse).use(remarkGfm).use(remarkDefinitionList).use(remarkMdx),
}

/** A node of mdast, with MDX's own. */
export interface Node {
  type: string
  name?: string | null
  url?: string
  alt?: string | null
  depth?: number
  value?: string
  data?: { estree?: { body?: readonly unknown[] } }
  attributes?: { type: string; name?: string; value?: unknown }[]
  children?: Node[]
  position?: { start: { line: number } }
}

/**
 * Reads the body of an article. Never throws: a body that does not parse has one problem and no passages.
 * @param title of the front-matter; a first heading that repeats it is not drawn, so it has no passage and no anchor
 */
export function parseBody(
  body: string,
  format: Format = 'mdx',
  title?: string,
  variables: Variables = new Map(),
): ParsedBody {
  const parsed: ParsedBody = {
    passages: [],
    segments: [],
    links: [],
    pictures: [],
    anchors: new Set(),
    problems: [],
  }
  let tree: Node
  try {
    tree = parseTree(body, format)
  } catch (error) {
    parsed.problems.push(mdxProblem(error))
    return parsed
  }
  try {
    return readTree(tree, parsed, title, variables)
  } catch (error) {
    // The walks below are recursive, and 5,000 quotations in each other are deeper than the stack.
    if (!(error instanceof RangeError)) throw error
    return { ...parsed, problems: [mdxProblem(error)] }
  }
}

function readTree(
  tree: Node,
  parsed: ParsedBody,
  title: string | undefined,
  variables: Variables,
): ParsedBody {
  for (const { name, line } of writeOutTree(tree, variables))
    parsed.problems.push({ line, ...unknownVariable(name, variables) })
  const [first] = tree.children ?? []
  const own = first?.type === 'heading' && first.depth === 1 ? words(first).trim() : undefined
  if (own && (title === undefined || own === title)) tree.children?.shift()
  collect(tree, parsed)
  checkRuns(tree, parsed)
  for (const { line, what } of leftOutOfVariants(tree))
    parsed.problems.push({
      line,
      message: `This version lacks ${what}, which the version for everyone has.`,
      hint: 'Its readers see no other: say it here too, or move it out of <For>.',
      warning: true,
    })
  parsed.passages.push(...passagesOf(tree, parsed.anchors))
  return { ...parsed, ...(own ? { title: own } : {}) }
}

/** The parse tree alone. Throws what the parser throws, see {@link mdxProblem}. */
export function parseTree(body: string, format: Format): Node {
  return parsers[format].parse(body) as unknown as Node
}

/** The text of a node without the HTML in it. */
const words = (node: Node): string => plain(node as never, { includeHtml: false })

function collect(tree: Node, parsed: ParsedBody): void {
  visit(tree as never, (node: Node) => {
    const line = node.position?.start.line ?? 1
    if (node.type === 'mdxjsEsm') {
      parsed.problems.push({
        line,
        message: 'Articles import and export nothing.',
        hint: 'Components come with the page; remove the line.',
      })
    } else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      // By the parse tree: between the first and the last comment of a text anything may stand.
      if (node.data?.estree?.body?.length !== 0) {
        parsed.problems.push({
          line,
          message: `The expression "{${node.value}}" is code.`,
          hint: 'Articles hold no code; write &#123; where you mean the character {.',
        })
      }
    } else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      collectElement(node, line, parsed)
    } else if (node.type === 'link' || node.type === 'definition') {
      collectLink(node.url ?? '', line, parsed)
    } else if (node.type === 'image') {
      collectPicture(node.url ?? '', node.alt ?? undefined, line, parsed)
    } else if (node.type === 'html') {
      const { links, pictures, anchors, unsafe } = readHtml(node.value ?? '')
      for (const href of links) collectLink(href, line, parsed)
      for (const { src, alt } of pictures) collectPicture(src, alt, line, parsed)
      for (const anchor of anchors) parsed.anchors.add(anchor)
      for (const name of unsafe)
        parsed.problems.push({
          line,
          message: `HTML articles may not have: <${name}>.`,
          hint: 'It is left out of the page.',
          warning: true,
        })
    }
  })
}

function collectLink(href: string, line: number, parsed: ParsedBody): void {
  if (/^\s*(javascript|data|vbscript):/i.test(href)) {
    parsed.problems.push({
      line,
      message: `The link "${href.slice(0, 40)}" runs code.`,
      hint: 'Link to a page.',
    })
  } else parsed.links.push({ href, line })
}

function collectPicture(src: string, alt: string | undefined, line: number, parsed: ParsedBody): void {
  parsed.pictures.push({ src, alt, line })
  if (/^(https?:)?\/\//.test(src))
    parsed.problems.push({
      line,
      message: `The image "${src}" lives on another site.`,
      hint: 'It is drawn as a link. Put the picture beside the article and link to it relatively.',
      warning: true,
    })
  else if (!alt?.trim())
    parsed.problems.push({
      line,
      message: `The image "${src}" has no text for those who cannot see it.`,
      hint: 'Write it between the brackets: ![what is seen](…).',
      warning: true,
    })
}

function collectElement(node: Node, line: number, parsed: ParsedBody): void {
  const name = node.name ?? ''
  const html = safeElements.includes(name)
  if (!html && !components.includes(name)) {
    parsed.problems.push({
      line,
      message: `There is no component called "${name}".`,
      hint: `Articles may use ${components.map((known) => `<${known}>`).join(', ')}.`,
    })
    return
  }
  if (name === 'img') collectPicture(textOf(node, 'src') ?? '', textOf(node, 'alt'), line, parsed)
  for (const key of addressesOf.get(name) ?? []) {
    const href = textOf(node, key)
    if (href !== undefined) collectLink(href, line, parsed)
  }
  const id = textOf(node, 'id')
  if (id) parsed.anchors.add(id)
  for (const attribute of node.attributes ?? []) {
    const allowed = [...safeAttributes, ...(safeAttributesOf[name] ?? [])]
    if (html && !allowed.includes(attribute.name ?? '')) {
      parsed.problems.push({
        line,
        message: `<${name}> has the attribute "${attribute.name ?? ''}", which is left out.`,
        warning: true,
      })
    }
    if (
      attribute.type !== 'mdxJsxAttribute' ||
      (attribute.value !== null && typeof attribute.value !== 'string')
    ) {
      parsed.problems.push({
        line,
        message: `<${name}> has an attribute that is code.`,
        hint: 'Give plain text in quotes.',
      })
    }
  }
  if (name !== 'For') return
  const named = textOf(node, 'segments')
  if (named === undefined && !hasAttribute(node, 'everyone')) {
    parsed.problems.push({
      line,
      message: '<For> says nobody.',
      hint: 'Write <For segments="…"> or <For everyone>.',
    })
  }
  for (const segment of (named ?? '').split(/\s+/).filter(Boolean))
    parsed.segments.push({ name: segment, line })
}

/** A run of `<For>` must end with `<For everyone>`, so that no reader finds a hole. */
function checkRuns(tree: Node, parsed: ParsedBody): void {
  const siblings = (tree.children ?? []).filter((node) => node.type !== 'text')
  siblings.forEach((node, index) => {
    const next = siblings[index + 1]
    if (isFor(node) && !hasAttribute(node, 'everyone') && !isFor(next)) {
      parsed.problems.push({
        line: node.position?.start.line ?? 1,
        message: 'This run of <For> has no default.',
        hint: 'End it with <For everyone>…</For>, which everyone else reads.',
      })
    }
  })
  for (const child of tree.children ?? []) checkRuns(child, parsed)
}

const isFor = (node: Node | undefined): boolean => node?.name === 'For'
const hasAttribute = (node: Node, name: string): boolean =>
  (node.attributes ?? []).some((a) => a.name === name)
const textOf = (node: Node, name: string): string | undefined => {
  const value = (node.attributes ?? []).find((attribute) => attribute.name === name)?.value
  return typeof value === 'string' ? value : undefined
}

/** One passage a heading, in order; the text before the first heading is the lead. Same anchors as the page. */
function passagesOf(tree: Node, anchors: Set<string>): Passage[] {
  const slugger = new GithubSlugger()
  const passages: { heading: string; anchor: string; lines: string[] }[] = [
    { heading: '', anchor: '', lines: [] },
  ]
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.type === 'heading') {
        const heading = words(node)
        const anchor = slugger.slug(plain(node as never, { includeHtml: false, includeImageAlt: false }))
        anchors.add(anchor)
        passages.push({ heading, anchor, lines: [] })
      } else if (node.type === 'html') {
        const { headings, text } = readHtml(node.value ?? '')
        for (const heading of headings) anchors.add(slugger.slug(heading))
        if (text) passages.at(-1)?.lines.push(sentence(text))
      } else if (blocks.has(node.type) || (node.type === 'mdxJsxFlowElement' && node.children)) {
        const title = node.name ? textOf(node, 'title') : undefined
        if (title) passages.at(-1)?.lines.push(sentence(title))
        walk(node.children ?? [])
      } else {
        const text = (node.type === 'tableRow' ? rowText(node) : words(node))
          .replace(/\s+/g, ' ')
          .replace(callout, '')
          .trim()
        if (text) passages.at(-1)?.lines.push(sentence(text))
      }
    }
  }
  walk(tree.children ?? [])
  return passages
    .map(({ heading, anchor, lines }) => ({ heading, anchor, text: lines.join(' ') }))
    .filter((passage) => passage.heading !== '' || passage.text !== '')
}

/** The mark of a note or warning is for the page to draw: nobody reads it. */
const callout = /^\s*\[!\w+\]\s*/

/** A row as one would read it aloud: what it is about, then what is said of it. */
function rowText({ children = [] }: Node): string {
  const [first = '', ...rest] = children.map(words).filter(Boolean)
  return rest.length > 0 ? `${first}: ${rest.join(', ')}` : first
}

/** Nodes whose children are texts of their own; taken whole, their words would run together. */
const blocks = new Set(['list', 'listItem', 'table', 'blockquote', 'defList', 'defListDescription'])

/** Cells and steps end without a full stop; in running text they need one. */
const sentence = (text: string): string => (/[.!?:;,…]$/.test(text) ? text : `${text}.`)

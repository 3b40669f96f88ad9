import GithubSlugger from 'github-slugger'
import { toString as plain } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Passage } from '../model/article.ts'

/** Components an article may use; they come with the page, writers import nothing. */
export const components: readonly string[] = ['Steps', 'Note', 'Caution', 'Ui', 'For']

/** What the body of an article holds, as far as anything outside the page needs to know. */
export interface ParsedBody {
  readonly passages: Passage[]
  /** Segments named in `<For segments="…">`, with their lines in the body (1-based). */
  readonly segments: { name: string; line: number }[]
  /** Links to other pages of this site: `/en/cards/freeze-a-card/`. */
  readonly links: { href: string; line: number }[]
  /** Complaints about the body itself. */
  readonly problems: { line: number; message: string; hint?: string }[]
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMdx)

interface Node {
  type: string
  name?: string | null
  url?: string
  depth?: number
  value?: string
  data?: { estree?: { body?: readonly unknown[] } }
  attributes?: { type: string; name?: string; value?: unknown }[]
  children?: Node[]
  position?: { start: { line: number } }
}

/** Reads an MDX body. Never throws: a body that does not parse has one problem and no passages. */
export function parseBody(body: string): ParsedBody {
  const parsed: ParsedBody = { passages: [], segments: [], links: [], problems: [] }
  let tree: Node
  try {
    tree = parser.parse(body) as unknown as Node
  } catch (error) {
    const failure = error as {
      line?: number
      place?: { line?: number; start?: { line: number } }
      reason?: string
    }
    const line = failure.line ?? failure.place?.line ?? failure.place?.start?.line ?? 1
    parsed.problems.push({
      line,
      message: `This is not valid MDX: ${failure.reason ?? String(error)}.`,
      hint: 'Write &lt; and &#123; where you mean the characters < and {.',
    })
    return parsed
  }
  collect(tree, parsed)
  checkRuns(tree, parsed)
  parsed.passages.push(...passagesOf(tree))
  return parsed
}

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
    } else if ((node.type === 'link' || node.type === 'definition') && node.url) {
      if (/^\s*(javascript|data|vbscript):/i.test(node.url)) {
        parsed.problems.push({
          line,
          message: `The link "${node.url.slice(0, 40)}" runs code.`,
          hint: 'Link to a page.',
        })
      } else if (node.url.startsWith('/')) parsed.links.push({ href: node.url, line })
    } else if (node.type === 'image' && /^(https?:)?\/\//.test(node.url ?? '')) {
      parsed.problems.push({
        line,
        message: `The image "${node.url}" lives on another site.`,
        hint: 'Put the picture beside the article and link to it relatively.',
      })
    }
  })
}

function collectElement(node: Node, line: number, parsed: ParsedBody): void {
  const name = node.name ?? ''
  if (!components.includes(name)) {
    parsed.problems.push({
      line,
      message: `There is no component called "${name}".`,
      hint: `Articles may use ${components.map((known) => `<${known}>`).join(', ')}.`,
    })
    return
  }
  for (const attribute of node.attributes ?? []) {
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
function passagesOf(tree: Node): Passage[] {
  const slugger = new GithubSlugger()
  const passages: { heading: string; anchor: string; lines: string[] }[] = [
    { heading: '', anchor: '', lines: [] },
  ]
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.type === 'heading') {
        const heading = plain(node as never)
        passages.push({ heading, anchor: slugger.slug(heading), lines: [] })
      } else if (blocks.has(node.type) || (node.type === 'mdxJsxFlowElement' && node.children)) {
        const title = node.name ? textOf(node, 'title') : undefined
        if (title) passages.at(-1)?.lines.push(sentence(title))
        walk(node.children ?? [])
      } else {
        const text = (node.type === 'tableRow' ? rowText(node) : plain(node as never))
          .replace(/\s+/g, ' ')
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

/** A row as one would read it aloud: what it is about, then what is said of it. */
function rowText({ children = [] }: Node): string {
  const [first = '', ...rest] = children.map((cell) => plain(cell as never)).filter(Boolean)
  return rest.length > 0 ? `${first}: ${rest.join(', ')}` : first
}

/** Nodes whose children are texts of their own; taken whole, their words would run together. */
const blocks = new Set(['list', 'listItem', 'table', 'blockquote'])

/** Cells and steps end without a full stop; in running text they need one. */
const sentence = (text: string): string => (/[.!?:;,…]$/.test(text) ? text : `${text}.`)

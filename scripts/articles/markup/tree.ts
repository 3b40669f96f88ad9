import remarkDefinitionList from 'remark-definition-list'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'

/** The part of a Markdown tree that an import touches, MDX included. */
export interface MarkdownNode {
  type: string
  name?: string | null
  url?: string
  alt?: string | null
  title?: string | null
  value?: string
  lang?: string | null
  depth?: number
  ordered?: boolean
  attributes?: Attribute[]
  children?: MarkdownNode[]
  data?: { estree?: { body?: readonly { expression?: { type: string; value?: unknown } }[] } }
  position?: { start: { line: number; offset: number }; end: { line: number; offset: number } }
}

export interface Attribute {
  type: string
  name?: string
  value?: string | { value: string } | null
}

type Format = 'md' | 'mdx'

const style = {
  bullet: '-',
  rule: '-',
  emphasis: '*',
  listItemIndent: 'one',
  fences: true,
} as const
const tables = { tablePipeAlign: false }

const parsers = {
  md: unified().use(remarkParse).use(remarkGfm).use(remarkDefinitionList),
  mdx: unified().use(remarkParse).use(remarkGfm).use(remarkDefinitionList).use(remarkMdx),
}
const writers = {
  md: unified().use(remarkGfm, tables).use(remarkDefinitionList).use(remarkStringify, style),
  mdx: unified().use(remarkGfm, tables).use(remarkDefinitionList).use(remarkMdx).use(remarkStringify, style),
}

/** @throws {Error} when `.mdx` does not parse */
export function parseMarkdown(text: string, format: Format): MarkdownNode {
  return parsers[format].parse(text) as unknown as MarkdownNode
}

export function writeMarkdown(tree: MarkdownNode, format: Format): string {
  // The writer escapes brackets that could begin a link, and what stands behind a callout's is a line of its own.
  return writers[format]
    .stringify(tree as never)
    .replace(
      /^((?:[ \t]*>)+[ \t]*)\\?\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:[ \t]+(?=\S))?/gm,
      (all, before: string, kind: string) =>
        /[ \t]$/.test(all) ? `${before}[!${kind}]\n${before}` : `${before}[!${kind}]`,
    )
}

export const textNode = (value: string): MarkdownNode => ({ type: 'text', value })
export const paragraph = (...children: MarkdownNode[]): MarkdownNode => ({ type: 'paragraph', children })

/** A callout as GitHub has it, around content that is already there. */
export function calloutNode(kind: string, title: string, children: readonly MarkdownNode[]): MarkdownNode {
  const head = title ? [paragraph({ type: 'strong', children: [textNode(title)] })] : []
  const [first, ...rest] = [...head, ...children]
  // On the same paragraph as the text, or the writer would set a blank line between the two.
  const lead =
    first?.type === 'paragraph'
      ? paragraph(textNode(`[!${kind}]\n`), ...(first.children ?? []))
      : paragraph(textNode(`[!${kind}]`))
  return {
    type: 'blockquote',
    children: [lead, ...(first && first.type !== 'paragraph' ? [first] : []), ...rest],
  }
}

/** Changes every address of a link, picture or file in a tree; `undefined` keeps it. */
export function rewriteAddresses(
  node: MarkdownNode,
  rewrite: (href: string, picture: boolean) => string | undefined,
): void {
  if ((node.type === 'link' || node.type === 'definition' || node.type === 'image') && node.url !== undefined)
    node.url = rewrite(node.url, node.type === 'image') ?? node.url
  if (node.type === 'html' && node.value) node.value = rewriteHtml(node.value, rewrite)
  for (const attribute of node.attributes ?? [])
    if (/^(href|src|poster)$/.test(attribute.name ?? '') && typeof attribute.value === 'string')
      attribute.value = rewrite(attribute.value, attribute.name === 'src') ?? attribute.value
  for (const child of node.children ?? []) rewriteAddresses(child, rewrite)
}

function rewriteHtml(html: string, rewrite: (href: string, picture: boolean) => string | undefined): string {
  return html.replace(
    /(\s(href|src|poster)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi,
    (all, before: string, name: string, double?: string, single?: string) => {
      const now = rewrite((double ?? single ?? '').replaceAll('&amp;', '&'), name.toLowerCase() === 'src')
      return now === undefined ? all : `${before}"${now.replaceAll('&', '&amp;').replaceAll('"', '%22')}"`
    },
  )
}

/** The same in the text itself, which stays as its writer wrote it everywhere else. */
export function rewriteAddressesInText(
  markdown: string,
  rewrite: (href: string, picture: boolean) => string | undefined,
): string {
  const edits: { from: number; to: number; text: string }[] = []
  visit(parseMarkdown(markdown, 'md'))
  let result = markdown
  for (const { from, to, text } of edits.sort((a, b) => b.from - a.from))
    result = result.slice(0, from) + text + result.slice(to)
  return result

  function visit(node: MarkdownNode): void {
    for (const child of node.children ?? []) visit(child)
    const { start, end } = node.position ?? {}
    if (!start || !end) return
    const source = markdown.slice(start.offset, end.offset)
    if (node.type === 'html') {
      const now = rewriteHtml(source, rewrite)
      if (now !== source) edits.push({ from: start.offset, to: end.offset, text: now })
    } else if (node.url !== undefined) {
      const now = rewrite(node.url, node.type === 'image')
      if (now === undefined || now === node.url) return
      // Behind the label, which may hold links and pictures of its own.
      const label = (node.children?.at(-1)?.position?.end.offset ?? start.offset) - start.offset
      const written = [node.url, encodeURI(node.url), node.url.replaceAll('_', '\\_')].find((one) =>
        source.includes(one, label),
      )
      if (!written) return
      const at = start.offset + source.indexOf(written, label)
      edits.push({ from: at, to: at + written.length, text: now })
    }
  }
}

/** A component, or an element of HTML, around these nodes. */
export function jsx(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: MarkdownNode[],
): MarkdownNode {
  const given = Object.entries(attributes).map(([key, value]) => ({
    type: 'mdxJsxAttribute',
    name: key,
    value,
  }))
  return { type: 'mdxJsxFlowElement', name, attributes: given, children }
}

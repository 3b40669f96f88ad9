import { visit } from 'unist-util-visit'
import { type Localised, say } from '../model/locale.ts'
import { unknownName } from './issue.ts'
import { outsideCode } from './outside-code.ts'

/** What of a node of mdast, with MDX's own, can hold words. */
interface Node {
  type: string
  value?: string
  url?: string
  alt?: string | null
  attributes?: { name?: string; value?: unknown }[]
  children?: Node[]
  data?: unknown
  position?: { start: { line: number } }
}

/** `variables` of site.yaml in one language, by name. */
export type Variables = ReadonlyMap<string, string>

const reference = /\{\{[ \t]*([A-Za-z]\w*)[ \t]*\}\}/g

/** The variables as readers of `locale` see them. @param fallback the site's first language */
export function variablesIn(
  variables: Readonly<Record<string, Localised>>,
  locale: string,
  fallback: string | undefined,
): Variables {
  return new Map(Object.entries(variables).map(([name, text]) => [name, say(text, locale, fallback)]))
}

/** Writes `{{support_phone}}` out in a text without code. A name that is no variable stays as it is. */
export const writeOut = (text: string, variables: Variables): string =>
  text.replace(reference, (written, name: string) => variables.get(name) ?? written)

/** The same in an address, where a space would end it: "tel:+44 20" is dialled without, elsewhere it is encoded. */
const writeOutAddress = (url: string, variables: Variables): string =>
  url.replace(reference, (written, name: string) => {
    const value = variables.get(name)
    if (value === undefined) return written
    return /^tel:/i.test(url) ? value.replace(/\s/g, '') : encodeURI(value)
  })

/** The same in Markdown: code keeps its braces. */
export function writeOutMarkdown(markdown: string, variables: Variables): string {
  if (variables.size === 0) return markdown
  return outsideCode(markdown, (text) => {
    const linked = text.replace(
      /(\]\()([^()\s]+)/g,
      (_, before: string, url: string) => before + writeOutAddress(url, variables),
    )
    return writeOut(linked, variables)
  })
}

/** What is said of a name that is no variable. */
export function unknownVariable(name: string, variables: Variables): { message: string; hint: string } {
  const { message, hint = '' } = unknownName(
    { file: '', line: 1 },
    'variable',
    name,
    [...variables.keys()],
    'Variables are listed in site.yaml; braces that are meant stand in `code`.',
  )
  return { message, hint }
}

/** Names in a text that are no variable. */
export const unknownIn = (text: string, variables: Variables): string[] =>
  variables.size === 0
    ? []
    : [...text.matchAll(reference)].flatMap(([, name]) => (variables.has(name!) ? [] : [name!]))

/**
 * The same in a parse tree, of `.md` and `.mdx` alike, where a value is text whatever characters it has: in words,
 * addresses, attributes and HTML. @returns names that are no variable, with their lines
 */
export function writeOutTree(tree: Node, variables: Variables): { name: string; line: number }[] {
  const unknown: { name: string; line: number }[] = []
  if (variables.size === 0) return unknown
  visit(tree as never, (node: Node) => {
    const written = (text: string, write = writeOut): string => {
      const line = node.position?.start.line ?? 1
      unknown.push(...unknownIn(text, variables).map((name) => ({ name, line })))
      return write(text, variables)
    }
    if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') inExpression(node, written)
    else if ((node.type === 'text' || node.type === 'html') && node.value) node.value = written(node.value)
    if (node.url) node.url = written(node.url, writeOutAddress)
    if (node.alt) node.alt = written(node.alt)
    for (const attribute of node.attributes ?? [])
      if (typeof attribute.value === 'string')
        attribute.value = written(attribute.value, attribute.name === 'href' ? writeOutAddress : writeOut)
  })
  return unknown
}

/** MDX takes `{{name}}` for code that makes an object; here it is a variable. */
function inExpression(node: Node, written: (text: string) => string): void {
  const source = `{${node.value ?? ''}}`
  const text = written(source)
  if (text === source && !new RegExp(`^${reference.source}$`).test(source)) return
  const flow = node.type === 'mdxFlowExpression'
  node.type = flow ? 'paragraph' : 'text'
  if (flow) node.children = [{ type: 'text', value: text, ...(node.position && { position: node.position }) }]
  else node.value = text
  delete node.data
}

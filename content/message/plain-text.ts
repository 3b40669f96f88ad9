import { decodeHTML } from 'entities'
import { type HTMLElement, type Node, NodeType, parse } from 'node-html-parser'

const looksHtml = /<(?:p|br|div|span|html|body|a|ul|li|b|strong|table|blockquote)\b[^<>]{0,500}>/i

/** Elements that begin and end a line. */
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const unread = new Set(['head', 'script', 'style', 'title', 'template'])
/** Containers in which mail programs put what they quote, beside `<blockquote>`. */
const quoteClass =
  /\b(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix)\b/
/** Gmail forwards in the same container. */
const forwards = /^\s*-{5,}\s*forwarded message/i

/**
 * Text of a message without markup, entities, NULs and halves of characters, in NFC. HTML becomes its lines, and what it
 * quotes keeps being quoted: each such line begins with "> ".
 */
export function plainText(text: string): string {
  const whole = text.toWellFormed().replaceAll('\0', '')
  const read = looksHtml.test(whole) ? linesOf(whole) : decoded(whole)
  return read
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .normalize('NFC')
}

/** Entities as readers see them; "&amp;lt;" is written about HTML and stays so. */
function decoded(text: string): string {
  return text.includes('&') ? decodeHTML(text).replaceAll('\0', '').toWellFormed() : text
}

/** One step of the walk: an element to open, or where the one that was opened ends. */
type Step = Node | { readonly ends: 'block' | 'quote' | 'cell' }

function linesOf(html: string): string {
  const root = parse(html, { blockTextElements: { script: false, style: false, pre: false } })
  const lines: string[] = []
  let line = ''
  let depth = 0
  const endLine = () => {
    const said = line.replace(/[ \t\r\n\f]+/g, ' ').trim()
    if (said !== '' || (lines.length > 0 && lines.at(-1) !== ''))
      lines.push(said === '' ? '' : '> '.repeat(depth) + said)
    line = ''
  }
  // A stack instead of recursion: ten thousand nested elements are one message, not a crash.
  const steps: Step[] = [root]
  while (steps.length > 0) {
    const step = steps.pop()!
    if ('ends' in step) {
      if (step.ends === 'cell') line += ' '
      else if (line.trim() !== '') endLine()
      if (step.ends === 'quote') depth--
      continue
    }
    if (step.nodeType === NodeType.TEXT_NODE) {
      line += decoded(step.rawText)
      continue
    }
    if (step.nodeType !== NodeType.ELEMENT_NODE) continue
    const element = step as HTMLElement
    const name = element.rawTagName?.toLowerCase() ?? ''
    if (unread.has(name)) continue
    if (name === 'br') {
      endLine()
      continue
    }
    const quoted = isQuote(element, name)
    const block = quoted || blocks.has(name)
    if (block && line.trim() !== '') endLine()
    if (name === 'p' && lines.length > 0 && lines.at(-1) !== '') lines.push('')
    if (quoted) depth++
    if (quoted) steps.push({ ends: 'quote' })
    else if (block) steps.push({ ends: 'block' })
    else if (name === 'td' || name === 'th') steps.push({ ends: 'cell' })
    for (let at = element.childNodes.length - 1; at >= 0; at--) steps.push(element.childNodes[at]!)
  }
  endLine()
  return lines.join('\n').trim()
}

function isQuote(element: HTMLElement, name: string): boolean {
  if (name === 'blockquote') return !forwards.test(beginning(element))
  if (name !== 'div' && name !== 'section') return false
  const marked = quoteClass.test(element.rawAttrs ?? '') && /class/i.test(element.rawAttrs)
  return marked && !forwards.test(beginning(element))
}

/** The first characters of an element's text; a few nodes are enough. */
function beginning(element: HTMLElement): string {
  let text = ''
  let left = 12
  const nodes: Node[] = [...element.childNodes.slice(0, left)].reverse()
  while (nodes.length > 0 && left-- > 0 && text.trim().length < 30) {
    const node = nodes.pop()!
    if (node.nodeType === NodeType.TEXT_NODE) text += node.rawText
    else nodes.push(...node.childNodes.slice(0, left).reverse())
  }
  return text
}

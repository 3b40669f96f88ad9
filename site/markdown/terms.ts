import type { GlossaryTerm } from '#content/model/glossary.ts'
import { type HtmlNode, h } from './hast.ts'

/** Where a word is not explained: headings and links have a meaning of their own, code is no prose. */
const untouched = /^(?:a|button|code|pre|kbd|samp|h[1-6]|summary|figcaption|th|Ui|Card|Video|dfn|abbr)$/

/** Scripts that put no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u

/**
 * Explains the first mention of each term of the glossary: a button that opens a popover, which needs no script, works by
 * keyboard and touch, and follows its word for a screen reader.
 */
export function explainTerms(tree: HtmlNode, glossary: readonly GlossaryTerm[]): void {
  const left = new Map<string, GlossaryTerm>()
  for (const entry of glossary)
    for (const form of [entry.term, ...entry.also]) left.set(form.toLowerCase(), entry)
  let shown = 0
  const walk = (node: HtmlNode): void => {
    if (left.size === 0 || !node.children || untouched.test(node.tagName ?? node.name ?? '')) return
    node.children = node.children.flatMap((child) => {
      if (child.type === 'text') return inText(child.value ?? '')
      walk(child)
      return [child]
    })
  }
  walk(tree)

  function inText(text: string): HtmlNode[] {
    const found = left.size > 0 ? firstIn(text, [...left.keys()]) : undefined
    if (!found) return text === '' ? [] : [{ type: 'text', value: text }]
    const { at, written } = found
    const entry = left.get(written.toLowerCase())!
    for (const form of [entry.term, ...entry.also]) left.delete(form.toLowerCase())
    const id = `term-${++shown}`
    return [
      ...inText(text.slice(0, at)),
      h('button', { type: 'button', className: ['term'], popoverTarget: id }, written),
      h(
        'span',
        { className: ['definition'], id, popover: 'auto', 'data-pagefind-ignore': '' },
        h('b', {}, entry.term),
        ` ${entry.text}`,
      ),
      ...inText(text.slice(at + written.length)),
    ]
  }
}

/** The earliest mention of a whole word; of those that begin together the longest. */
function firstIn(text: string, forms: readonly string[]): { at: number; written: string } | undefined {
  const alternatives = forms
    .toSorted((a, b) => b.length - a.length)
    .map((form) => {
      const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
      return unspaced.test(form) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`
    })
  const match = new RegExp(alternatives.join('|'), 'iu').exec(text)
  return match ? { at: match.index, written: match[0] } : undefined
}

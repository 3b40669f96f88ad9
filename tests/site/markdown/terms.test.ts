import { expect, test } from 'vitest'
import { type HtmlNode, h } from '#site/markdown/hast.ts'
import { explainTerms } from '#site/markdown/terms.ts'

/** What a reader sees: a word that opens its meaning stands in brackets. */
function shown(node: HtmlNode): string {
  if (node.type === 'text') return node.value ?? ''
  if (node.properties?.['popover']) return ''
  const inside = (node.children ?? []).map(shown).join('')
  return node.tagName === 'button' ? `[${inside}]` : inside
}

function explained(terms: Record<string, string[]>, ...blocks: HtmlNode[]): string {
  const tree: HtmlNode = { type: 'root', children: blocks }
  explainTerms(
    tree,
    Object.entries(terms).map(([term, also]) => ({ term, text: 'What it means.', also })),
  )
  return shown(tree)
}

test('the first mention of a term is explained, in prose, whatever its case', () => {
  const heading = h('h2', {}, 'A chargeback')
  const link = h('p', {}, h('a', { href: '/' }, 'chargeback'), ' and ', h('code', {}, 'chargeback'))
  const prose = h('p', {}, 'Chargebacks differ. A ', h('em', {}, 'Chargeback'), ' or a chargeback.')
  expect(explained({ chargeback: [] }, heading, link, prose)).toBe(
    'A chargebackchargeback and chargebackChargebacks differ. A [Chargeback] or a chargeback.',
  )
})

test('of terms that begin together the longest is meant, and other forms count as the same mention', () => {
  const terms = { card: ['cards'], 'card limit': [] }
  expect(explained(terms, h('p', {}, 'Your card limit and cards, each card.'))).toBe(
    'Your [card limit] and [cards], each card.',
  )
})

test('words of scripts without spaces are found inside a sentence', () => {
  expect(explained({ 凍結: [] }, h('p', {}, 'カードを凍結する方法'))).toBe('カードを[凍結]する方法')
})

test('the meaning follows its word and is named by its button, so that it works without script', () => {
  const tree: HtmlNode = { type: 'root', children: [h('p', {}, 'A chargeback.')] }
  explainTerms(tree, [{ term: 'chargeback', text: 'Money back.', also: [] }])
  const [, button, definition] = tree.children![0]!.children!
  expect(button!.properties).toMatchObject({ type: 'button', popoverTarget: 'term-1' })
  expect(definition!.properties).toMatchObject({ id: 'term-1', popover: 'auto' })
})

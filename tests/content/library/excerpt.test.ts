import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, markWords } from '#content/library/excerpt.ts'
import type { Found } from '#content/library/find.ts'
import type { Article } from '#content/model/article.ts'

function found(text: string, matched: string[], locale = 'en'): Found {
  const article: Article = {
    id: 'a/b',
    category: 'a',
    slug: 'b',
    locale,
    url: `/${locale}/a/b/`,
    file: '',
    title: 'Title',
    updated: '2026-11-01',
    segments: [],
    keywords: [],
    aliases: [],
    access: 'open',
    draft: false,
    body: text,
    passages: [],
  }
  return {
    article,
    url: article.url,
    passage: { heading: '', anchor: '', text },
    score: 1,
    matched,
    boosted: undefined,
    usual: 1,
  }
}

/** What a reader sees of an excerpt. */
const plain = (html: string): string => html.replaceAll(/<\/?mark>/g, '')

describe('an excerpt', () => {
  it('marks the words that answer, however they are written', () => {
    expect(excerpt(found('Freeze the card. FREEZE it.', ['freeze']))).toBe(
      '<mark>Freeze</mark> the card. <mark>FREEZE</mark> it.',
    )
  })

  it('marks Turkish words whole, with what follows the apostrophe', () => {
    expect(excerpt(found("Işık'ta ISI", ['ışık', 'ısı'], 'tr'))).toBe(
      '<mark>Işık&#39;ta</mark> <mark>ISI</mark>',
    )
  })

  it('escapes what the article says about markup, inside marks and outside', () => {
    const html = excerpt(found(`Use <b> & "quotes" and it's <script>alert(1)</script>`, ['script', "it's"]))
    expect(html).toBe(
      'Use &lt;b&gt; &amp; &quot;quotes&quot; and <mark>it&#39;s</mark> &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;',
    )
  })

  it('shows the part of a long passage that answers, at a sentence', () => {
    const text = `${'Nothing of interest here. '.repeat(40)}Freeze the card, then the card is frozen. More.`
    const html = excerpt(found(text, ['freeze', 'card', 'frozen']))
    expect(html).toMatch(/^… <mark>Freeze<\/mark> the <mark>card<\/mark>/)
  })

  it('contains no markup but marks, and is not much longer than asked', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '<mark>',
      '</mark>',
      'card ',
      'the ',
      'ı',
      '. ',
      '<img onerror=x>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), fc.integer({ min: 40, max: 200 }), (pieces, length) => {
        const html = excerpt(found(pieces.join(''), ['card', 'mark', 'img']), length)
        expect(plain(html)).not.toMatch(/[<>"']/)
        expect(html.split('<mark>').length).toBe(html.split('</mark>').length)
        const seen = plain(html).replaceAll(/&(?:#39|amp|lt|gt|quot);/g, '.')
        expect(seen.length).toBeLessThanOrEqual(length + 3)
      }),
    )
  })

  it('marks the words of a title too', () => {
    expect(markWords('Freeze & unfreeze', found('', ['freeze']))).toBe('<mark>Freeze</mark> &amp; unfreeze')
  })
})

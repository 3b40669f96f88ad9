import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Drawn, type PreviewOptions, previewTree } from '#content/library/preview-tree.ts'
import { safeElements } from '#content/library/safe-html.ts'

const options: PreviewOptions = {
  format: 'mdx',
  segments: [],
  shownFor: (segments) => `Shown for ${segments.join(', ')}`,
  title: 'Title',
  picture: (src) => (/^[\w-]+\.png$/.test(src) ? `/pictures/${src}` : undefined),
}

/** The tree as HTML, for reading. */
function written(drawn: readonly Drawn[]): string {
  return drawn
    .map((one) => {
      if (typeof one === 'string') return one
      const attributes = Object.entries(one.attributes).map(([name, value]) => ` ${name}="${value}"`)
      return `<${one.tag}${attributes.join('')}>${written(one.children)}</${one.tag}>`
    })
    .join('')
}

const drawn = (body: string, more: Partial<PreviewOptions> = {}) =>
  written(previewTree(body, { ...options, ...more }))

describe('the preview of an article', () => {
  test('draws what Markdown can say', () => {
    expect(drawn('# Title\n\n## A *b*\n\n1. one\n2. [two](/en/x/)\n\n| a | b |\n| - | - |\n| c | d |')).toBe(
      '<h2>A <em>b</em></h2><ol><li><p>one</p></li><li><p><a href="/en/x/">two</a></p></li></ol>' +
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>',
    )
    expect(drawn('Term\n: Its *meaning*')).toBe('<dl><dt>Term</dt><dd><p>Its <em>meaning</em></p></dd></dl>')
    expect(drawn('<Note title="Mind">Careful</Note>\n\nPress <Ui>Save</Ui>')).toContain(
      '<div class="call"><p class="head">Mind</p>',
    )
  })

  test('shows a passage to the segment it is for, and the other one to everyone else', () => {
    const body = '<For segments="business">\nInvoices\n</For>\n<For everyone>\nReceipts\n</For>'
    expect(drawn(body)).toBe('<section class="for"><p>Receipts</p></section>')
    expect(drawn(body, { segments: ['traveller', 'business'] })).toBe(
      '<section class="for kin"><p class="why">Shown for business</p><p>Invoices</p></section>',
    )
  })

  test('has pictures from beside the article and from nowhere else', () => {
    expect(drawn('![A card](card.png)')).toContain('<img src="/pictures/card.png" alt="A card">')
    expect(drawn('![A card](https://elsewhere.example/x.png)')).not.toContain('<img')
  })

  test('evaluates nothing and links to nothing that runs', () => {
    expect(drawn('Before {1 + 1} after\n\n[x](javascript:alert(1))')).toBe(
      '<p>Before  after</p><p><a>x</a></p>',
    )
    expect(
      drawn('<script>alert(1)</script><b onclick="alert(1)" style="x" title="t">bold</b><form>f</form>', {
        format: 'md',
      }),
    ).toBe('<p><b title="t">bold</b>f</p>'.replace(/<\/?p>/g, ''))
  })

  test('has only elements that writers may use, whatever the body', () => {
    const own = ['section', 'aside']
    const check = (nodes: readonly Drawn[]): void => {
      for (const one of nodes) {
        if (typeof one === 'string') continue
        expect([...safeElements, ...own]).toContain(one.tag)
        for (const [name, value] of Object.entries(one.attributes)) {
          expect(name).not.toMatch(/^on|style|^id$/)
          expect(value).not.toMatch(/^\s*(javascript|data|vbscript):/i)
        }
        check(one.children)
      }
    }
    const piece = fc.constantFrom(
      ...[
        '<img src=x onerror=alert(1)>',
        '<svg onload=1>',
        '[a](javascript:1)',
        '<a href="data:x">',
        '{',
        '}',
      ],
      ...[
        '<script>',
        '</script>',
        '\n\n',
        '- ',
        '> ',
        '`',
        '<For everyone>',
        '</For>',
        '<Note>',
        'a',
        '<iframe src="//x">',
      ],
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('md' as const, 'mdx' as const),
        (pieces, format) => {
          try {
            check(previewTree(pieces.join(''), { ...options, format }))
          } catch (error) {
            // A body that does not parse is an issue of the check, not of the preview.
            if (!(error instanceof Error && 'reason' in error)) throw error
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

import fc from 'fast-check'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { draftOf, escapeForMdx } from '#content/library/draft.ts'
import { readLibrary } from '#content/library/index.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

const parser = unified().use(remarkParse).use(remarkMdx)

/** Strings as attackers write them: MDX, HTML and YAML syntax far more often than chance would have it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '<',
        '>',
        '`',
        '---',
        '\n',
        'import x from "y"',
        'export default 1',
        '<script>',
        '](',
        '![',
        '${',
        '\u2028',
        '|',
        '    ',
        '# ',
        '1. ',
        '\\',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

describe('a draft', () => {
  it.each([
    ['{x} <b> `y` "q"', '&#123;x&#125; &#60;b&#62; &#96;y&#96; &#34;q&#34;'],
    ['import a; Export b, reimport', '&#105;mport a; &#69;xport b, reimport'],
    ['12. Żółw, şeker? ok!', '12&#46; Żółw, şeker? ok!'],
    ['a 12. b', 'a 12. b'],
    ['😀', '&#128512;'],
    ['', ''],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeForMdx(text)).toBe(escaped)
  })

  it('has all that is known of the gap, each on one line, and nothing else', () => {
    const text = draftOf({
      gap: 'gap-1',
      title: ` A\u0007 long\n${'x'.repeat(120)}`,
      segments: ['traveller'],
      keywords: ['lost\ncard', 'b'],
      samples: ['my\ncard?', 'card {x}'],
      nearest: [
        { title: 'Freeze <b>', url: '/en/cards/freeze me/' },
        { title: 'Two', url: '/en/two/' },
      ],
    })
    expect(text).toBe(`---
title: "A long ${'x'.repeat(113)}"
segments:
  - "traveller"
keywords:
  - "lost card"
  - "b"
draft: true
answers: "gap-1"
---

{/* Write the answer here, then remove these notes, the quotes below and the line "draft: true". */}

## What customers ask

> my card?
>
> card &#123;x&#125;

## Near to it

- [Freeze &#60;b&#62;](/en/cards/freeze%20me/)
- [Two](/en/two/)
`)
  })

  it('of a gap of which little is known has a title all the same, and no empty lists', () => {
    expect(draftOf({ gap: 'gap-1', title: ' \n', samples: ['a'] })).toBe(`---
title: "Untitled"
draft: true
answers: "gap-1"
---

{/* Write the answer here, then remove these notes, the quotes below and the line "draft: true". */}

## What customers ask

> a

`)
  })

  it("holds customers' words as data: nothing of them is ever code", () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const code: string[] = []
        visit(parser.parse(`> ${escapeForMdx(words.toWellFormed().replace(/\s+/g, ' '))}\n`), (node) => {
          if (node.type.startsWith('mdx')) code.push(node.type)
        })
        expect(code).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('passes the check of the library whatever the customers wrote', async () => {
    const samples = [
      '{process.exit()}',
      '<script>alert(1)</script>',
      'import fs from "node:fs"',
      '---\ntitle: x',
      'plain words',
    ]
    const text = draftOf({
      gap: 'gap-1',
      title: 'What: "now"? {x}',
      samples,
      nearest: [{ title: 'Freeze [x]', url: '/en/cards/freeze/' }],
      keywords: ['a: b'],
    })
    const { library, issues } = await readLibrary(
      contentFolder({
        'articles/en/cards/new.mdx': text,
        'articles/en/cards/freeze.mdx': '---\ntitle: Freeze\n---\nText.\n',
      }),
    )
    expect(issues).toEqual([])
    expect(library.drafts).toMatchObject([
      { draft: true, answers: 'gap-1', title: 'What: "now"? {x}', keywords: ['a: b'] },
    ])
    for (const sample of samples)
      expect(library.drafts[0]?.passages.map(({ text: words }) => words).join(' ')).toContain(
        sample.replace(/\s+/g, ' ').replaceAll('"', '"'),
      )
  })
})

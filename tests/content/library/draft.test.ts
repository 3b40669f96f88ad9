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

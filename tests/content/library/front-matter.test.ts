import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitFrontMatter } from '#content/library/front-matter.ts'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

const read = async (source: string) => readLibrary(contentFolder({ 'articles/en/a/one.mdx': source }))

describe('the front-matter of an article', () => {
  it.each([
    ['three dashes at the end of a line', 'description: Replaces the old page ---\ndraft: true'],
    ['three dashes in a block of text', 'description: |\n  One\n  ---\n  two\ndraft: true'],
    ['three dashes in the middle', 'description: a --- b\ndraft: true'],
  ])('does not end at %s: a draft stays a draft', async (_, fields) => {
    const { library, issues } = await read(`---\ntitle: One\n${fields}\n---\n\nText.\n`)
    expect(issues).toEqual([])
    expect(library.articles).toEqual([])
    expect(library.drafts).toMatchObject([{ slug: 'one', body: '\nText.\n' }])
  })

  it.each([
    ['has no end', '---\ntitle: One\ndraft: true\n\nText.\n', 'The front-matter has no end'],
    [
      'begins on the third line',
      '\n\n---\ntitle: One\ndraft: true\n---\n\nText.\n',
      'Something stands before',
    ],
    ['is TOML', '+++\ntitle = "One"\ndraft = true\n+++\n\nText.\n', 'TOML or JSON'],
    ['is JSON', '{\n  "title": "One",\n  "draft": true\n}\n\nText.\n', 'TOML or JSON'],
    ['refers to no anchor', '---\ntitle: *One*\n---\n\nText.\n', 'an anchor that is not there. Put a text'],
    ['stands before 5,000 quotations', `---\ntitle: A\n---\n\n${'>'.repeat(5000)} x\n`, 'nested too deep'],
  ])('is an issue when it %s', async (_, source, words) => {
    const { issues } = await readLibrary(contentFolder({ 'articles/en/a/one.md': source }))
    expect(issues.map(printIssue).join('\n')).toContain(words)
  })

  it('may be missing where a rule opens the text', async () => {
    const { issues } = await readLibrary(
      contentFolder({ 'articles/en/a/one.md': '---\n\n# One\n\nText: a.\n\n---\n\n{braces}\n' }),
    )
    expect(issues).toEqual([])
  })

  it('ends at a line of three dashes with any spaces behind them, whatever the line ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.stringMatching(/^[ \t]{0,3}$/),
        fc.stringMatching(/^[ \t]{0,3}$/),
        (mark, end, first, last) => {
          const source = [
            `---${first}`,
            'title: a ---',
            'access: unlisted',
            `---${last}`,
            'Text --- more',
          ].join(end)
          expect(splitFrontMatter(mark + source)).toEqual({
            yaml: 'title: a ---\naccess: unlisted',
            body: 'Text --- more',
            offset: 4,
            misleading: [],
          })
        },
      ),
    )
  })

  it.each(['---x: {process.exit()}', '----', '+++'])(
    'may hold no line that another reader takes for its end: %s',
    async (line) => {
      const { issues } = await read(`---\ntitle: "One\n${line}"\n---\n\nText.\n`)
      expect(issues.map(printIssue).join('\n')).toContain(
        'articles/en/a/one.mdx:3\n  A line in the front-matter begins with three dashes or plus signs.',
      )
    },
  )

  it('that never ends is one issue in .mdx, too', async () => {
    const { issues } = await read('---\ntitle: One\n\nText.\n')
    expect(issues.map(printIssue)).toEqual([expect.stringContaining('The front-matter has no end')])
  })
})

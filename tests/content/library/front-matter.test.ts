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

  it('that never ends is no front-matter', async () => {
    const { issues } = await read('---\ntitle: One\n\nText.\n')
    expect(issues.map(printIssue)[0]).toContain('The front-matter is missing.')
  })
})

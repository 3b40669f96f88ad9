import { describe, expect, it } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { type Issue, printIssue, printIssues } from '#content/library/issue.ts'
import { canonicalAddress, pathOfAlias } from '#content/model/addresses.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

describe('a .md article', () => {
  it('needs no front-matter: its first heading is its title and no passage', async () => {
    const { library, issues } = await readLibrary(
      contentFolder({ 'articles/en/a/one.md': '# Pay by card\n\nText {with} <b>braces</b>.\n' }),
    )
    expect(issues).toEqual([])
    expect(library.articles).toMatchObject([
      { title: 'Pay by card', passages: [{ heading: '', text: 'Text {with} braces.' }] },
    ])
  })

  it('may not share its address with a .mdx', async () => {
    const { issues } = await readLibrary(
      contentFolder({ 'articles/en/a/one.md': article('One'), 'articles/en/a/one.mdx': article('One') }),
    )
    expect(issues.map(printIssue).join()).toContain('"one.md" beside it has the same address.')
  })

  it('takes other generators’ front-matter and names what it does not use', async () => {
    const fields =
      'tags: [card, pay]\nlastmod: 2026-01-02T10:00:00Z\nsidebar_position: 2\nredirect_from: /old/\nhidden: true\nlayout: page\n'
    const { library, issues, warnings } = await readLibrary(
      contentFolder({ 'articles/en/a/one.md': article('One', 'Text.', fields) }),
    )
    expect(issues).toEqual([])
    expect(library.articles).toMatchObject([
      { keywords: ['card', 'pay'], updated: '2026-01-02', order: 2, aliases: ['/old/'], access: 'unlisted' },
    ])
    expect(warnings.map(({ message }) => message)).toEqual(['The field "layout" is not used.'])
  })
})

describe('the check names what leads nowhere', () => {
  const links = async (body: string) => {
    const { warnings } = await readLibrary(
      contentFolder({
        'articles/en/cards/ok.md': article('Fine', '## Here\n\nText.', 'aliases: [/help.php?id=12]\n'),
        'articles/en/cards/links.md': article('Links', body),
        'articles/en/cards/file.pdf': 'x',
      }),
    )
    return warnings.map(({ line, message }) => `${line}: ${message}`)
  }

  it.each([
    'ok',
    './ok.md',
    '../cards/ok/#here',
    '/cards/ok/',
    '/en/cards/',
    './file.pdf',
    '/help.php?id=12',
  ])('but not %s', async (href) => expect(await links(`[x](${href})`)).toEqual([]))

  it.each([
    '../cards/no/',
    '/en/cards/ok/#no',
    '#no',
    '/en/no/',
    '/fr/cards/ok/',
    'https://',
    'mailto:',
    'www.a.com',
  ])('%s, with its line', async (href) =>
    expect((await links(`[x](${href})`)).join()).toContain(`5: The link "${href}" leads nowhere`),
  )

  it('a picture that is not there', async () => {
    expect(await links('![A screen](./missing.png)')).toEqual(['5: There is no picture "./missing.png".'])
  })

  it('a title that " #" cuts short', async () => {
    const { warnings } = await readLibrary(
      contentFolder({ 'articles/en/a/one.md': article('Why is my #1 question not answered') }),
    )
    expect(warnings.map(printIssue).join()).toContain('articles/en/a/one.md:2\n  The text ends before "#1')
  })

  it('an empty folder', async () => {
    const { issues } = await readLibrary(contentFolder({ 'site.yaml': 'name: Empty\n' }))
    expect(issues.map(({ message }) => message)).toEqual(['There is no article.'])
  })
})

it('an earlier address is one in every spelling', () => {
  expect(pathOfAlias('/tr/kartlar/şifremi-unuttum', 'tr')).toBe(
    canonicalAddress('/tr/kartlar/%C5%9Fifremi-unuttum/'),
  )
  expect(canonicalAddress('/Eski/Yol.html')).toBe('/eski/yol.html/')
})

it('many issues are summed up by kind, with the first three places', () => {
  const issues: Issue[] = Array.from({ length: 30 }, (_, at) => ({
    file: `articles/en/a/${at}.md`,
    line: 2,
    message: 'The field "layout" is not used.',
  }))
  expect(printIssues(issues)).toContain('30 × ')
  expect(printIssues(issues).match(/articles\//g)).toHaveLength(3)
})

it('an error of the MDX parser names the line of the tag, in a writer’s words', async () => {
  const { issues } = await readLibrary(
    contentFolder({ 'articles/en/a/one.mdx': article('One', 'Text.\n\nAnd <Note>open') }),
  )
  expect(issues.map(printIssue).join()).toContain(
    'articles/en/a/one.mdx:7\n  This is not valid MDX: The tag <Note>',
  )
})

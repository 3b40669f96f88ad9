import { describe, expect, it } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { articleFor, articleIds, localesOf } from '#content/library/locate.ts'
import { MissingContent } from '#content/library/read-folder.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const complaints = async (files: Record<string, string>) => {
  const { issues, warnings } = await readLibrary(contentFolder(files))
  return [...issues, ...warnings].map(printIssue)
}

describe('names that become addresses', () => {
  it.each([
    ['en/search/x.mdx', 'articles/en/search:1\n  "search" is the address of another page'],
    ['en/404/x.mdx', 'articles/en/404:1\n  "404" is the address of another page'],
    ['api/a/x.mdx', 'articles/api:1\n  "api" is the beginning of other addresses'],
    ['en/My Cards/x.mdx', 'Rename the folder, for example to "my-cards".'],
    ['en/a/Kartı Dondurma.mdx', 'Rename the file, for example to "karti-dondurma.mdx".'],
    ['en/a/100%.mdx', 'Rename the file, for example to "100.mdx".'],
    ['en/a/a?b.mdx', 'Rename the file, for example to "a-b.mdx".'],
    ['en/a/çek.md', 'Rename the file, for example to "cek.md".'],
    ['en/a/x.markdown', 'This file is not read: the names of articles end in ".md" or ".mdx".'],
    ['en/a/x.MDX', 'Rename it, for example to "x.mdx".'],
    ['en/x.mdx', 'articles/en/x.mdx:1\n  This article is not in the folder of a category'],
    ['en/a/deep/er/x.mdx', 'Move it to articles/<locale>/<category>/<slug>.md or '],
  ])('%s is refused with what to do', async (path, says) => {
    const issues = await complaints({
      'articles/en/ok/fine.mdx': article('Fine'),
      [`articles/${path}`]: article('Wrong'),
    })
    expect(issues.join('\n')).toContain(says)
  })

  it.each(['for', 'index', 'search', '2fa', '404'])('an article may be called %s', async (slug) => {
    expect(await complaints({ [`articles/en/cards/${slug}.mdx`]: article('One') })).toEqual([])
  })

  it('leaves pictures and what begins with "_" alone', async () => {
    const files = { 'articles/en/a/one.mdx': article('One'), 'articles/en/a/one.png': '' }
    expect(
      await complaints({ ...files, 'articles/en/a/_notes.md': 'x', 'articles/_old/x.mdx': 'x' }),
    ).toEqual([])
  })

  it.each(['/en/search/', 'search', '/staff/x', '/en/', '/en/a', '/'])(
    'an alias may not be %s, which a page has',
    async (alias) => {
      const [issue] = await complaints({
        'articles/en/a/one.mdx': article('One', 'Text.', `aliases: [${alias}]\n`),
      })
      expect(issue).toContain(`articles/en/a/one.mdx:3\n  The alias "${alias}" is already the address of`)
    },
  )

  it('an alias without a slash before it is below the article’s locale', async () => {
    const [issue] = await complaints({
      'articles/en/a/one.mdx': article('One', 'Text.', 'aliases: [a/two]\n'),
      'articles/en/a/two.mdx': article('Two'),
    })
    expect(issue).toContain('already the address of articles/en/a/two.mdx')
  })
})

describe('reading a content folder', () => {
  it('needs nothing but articles with a title', async () => {
    const { library, issues } = await readLibrary(
      contentFolder({ 'articles/en/cards/freeze-a-card.mdx': article('Freeze a card') }),
    )
    expect(issues).toEqual([])
    expect(library.site.locales).toEqual(['en'])
    expect(library.categories).toMatchObject([{ id: 'cards', label: 'Cards' }])
    expect(library.articles).toMatchObject([
      { id: 'cards/freeze-a-card', url: '/en/cards/freeze-a-card/', title: 'Freeze a card', access: 'open' },
    ])
  })

  it('says which folder is missing', async () => {
    await expect(readLibrary('/nowhere/at-all')).rejects.toThrow(MissingContent)
  })

  it('keeps drafts apart from what is published', async () => {
    const { library } = await readLibrary(
      contentFolder({
        'articles/en/a/one.mdx': article('One'),
        'articles/en/a/two.mdx': article('Two', 'Text.', 'draft: true\n'),
      }),
    )
    expect(library.articles.map(({ slug }) => slug)).toEqual(['one'])
    expect(library.drafts.map(({ slug }) => slug)).toEqual(['two'])
  })

  it('keeps apart what is not due or is over, which the site may name all the same', async () => {
    const folder = contentFolder({
      'site.yaml': 'timezone: Europe/Istanbul\nmost_asked: [a/later, a/now]\n',
      'articles/en/a/now.mdx': article('Now', 'See [it](./over.mdx).', 'expires_at: 2026-12-01 12:00\n'),
      'articles/en/a/later.mdx': article('Later', 'Text.', 'publish_at: 2026-12-01T10:00:00Z\n'),
      'articles/en/a/over.mdx': article('Over', 'Text.', 'publish_at: 2020-01-01\nexpires_at: 2021-01-01\n'),
    })
    const at = async (now: string) => {
      const { library, issues, warnings } = await readLibrary(folder, new Date(now))
      expect([...issues, ...warnings].map(printIssue)).toEqual(
        library.articles.some(({ slug }) => slug === 'now')
          ? [expect.stringContaining('leads to an article past its "expires_at"')]
          : [],
      )
      return [library.articles, library.drafts].map((all) => all.map(({ slug, held }) => [slug, held]))
    }
    expect(await at('2026-12-01T08:59:00Z')).toEqual([
      [['now', undefined]],
      [
        ['later', 'scheduled'],
        ['over', 'expired'],
      ],
    ])
    expect(await at('2026-12-01T10:00:00Z')).toEqual([
      [['later', undefined]],
      [
        ['now', 'expired'],
        ['over', 'expired'],
      ],
    ])
  })

  it.each([
    [
      'publish_at: soon',
      'one.mdx:3\n  The field "publish_at" is not right: a day or a time such as 2026-11-20',
    ],
    ['expires_at: 2026-02-30', 'one.mdx:3\n  The field "expires_at" is not right: a day or a time'],
    [
      'publish_at: 2026-12-02\nexpires_at: 2026-12-01 23:00',
      'one.mdx:4\n  The article expires (2026-12-01 23:00)',
    ],
  ])('refuses %j with its line', async (fields, says) => {
    const [issue] = await complaints({ 'articles/en/a/one.mdx': article('One', 'Text.', `${fields}\n`) })
    expect(issue).toContain(says)
  })

  it("puts articles in the editors' order, the others after them by title", async () => {
    const { library } = await readLibrary(
      contentFolder({
        'categories.yaml': '- id: a\n  label: A\n  articles: [third]\n',
        'articles/en/a/first.mdx': article('Beta'),
        'articles/en/a/second.mdx': article('Alpha'),
        'articles/en/a/third.mdx': article('Zeta'),
      }),
    )
    expect(articleIds(library)).toEqual(['a/third', 'a/second', 'a/first'])
  })

  it('shows an untranslated article in the first language of the site', async () => {
    const { library } = await readLibrary(
      contentFolder({
        'site.yaml': 'locales: [en, tr]\n',
        'articles/en/a/one.mdx': article('One'),
        'articles/en/a/two.mdx': article('Two'),
        'articles/tr/a/two.mdx': article('İki'),
      }),
    )
    expect(articleFor(library, 'a/one', 'tr')?.title).toBe('One')
    expect(articleFor(library, 'a/two', 'tr')?.title).toBe('İki')
    expect(localesOf(library, 'a/two')).toEqual(['en', 'tr'])
  })

  it('cuts an article into passages by heading, with the anchors of the page', async () => {
    const body =
      'Lead text.\n\n## Try this\n\n<Steps>\n1. **Open the app** and wait.\n2. **Tap Freeze**\n</Steps>\n\n## Try this\n\n| A | B |\n|---|---|\n| one | two |'
    const { library, issues } = await readLibrary(
      contentFolder({ 'articles/en/a/one.mdx': article('One', body) }),
    )
    expect(issues).toEqual([])
    expect(library.articles[0]?.passages).toEqual([
      { heading: '', anchor: '', text: 'Lead text.' },
      { heading: 'Try this', anchor: 'try-this', text: 'Open the app and wait. Tap Freeze.' },
      { heading: 'Try this', anchor: 'try-this-1', text: 'A: B. one: two.' },
    ])
  })
})

describe('checking a content folder', () => {
  it('names the file, the line and the nearest valid name, all issues at once', async () => {
    const found = await complaints({
      'segments/traveller.yaml': 'label: Traveller\ncategorys: [cards]\n',
      'articles/en/cards/freeze.mdx': article('Freeze', 'Text.', 'segments:\n  - travelers\n'),
      'articles/en/cards/notitle.mdx': '---\ndescription: x\n---\nText.\n',
      'articles/en/cards/nothing.mdx': 'Just text.\n',
    })
    expect(found).toMatchInlineSnapshot(`
      [
        "articles/en/cards/freeze.mdx:4
        There is no segment called "travelers". Did you mean "traveller"? Segments are the files in segments/.",
        "articles/en/cards/nothing.mdx:1
        The front-matter is missing. Begin the file with a line of three dashes, then "title: …", then a line of three dashes; or with a heading, "# Title".",
        "articles/en/cards/notitle.mdx:2
        The field "title" is missing.",
        "segments/traveller.yaml:2
        There is no field called "categorys". Did you mean "categories"?",
      ]
    `)
  })

  it.each([
    ['an import', "import x from 'y'\n\nText.", 'Articles import and export nothing.'],
    ['code in braces', 'Pay {process.env.SECRET} now.', 'is code'],
    ['a script', '<script>alert(1)</script>', 'There is no component called "script".'],
    ['an unknown component', '<Step>one</Step>', 'There is no component called "Step".'],
    ['an attribute with code', '<Note title={1+1}>x</Note>', 'has an attribute that is code'],
    ['a link that runs code', '[x](javascript:alert)', 'runs code'],
    ['a picture from elsewhere', '![x](https://example.com/x.png)', 'lives on another site'],
    ['a run of For without a default', '<For segments="traveller">x</For>', 'has no default'],
    ['a For that says nobody', '<For>x</For>\n<For everyone>y</For>', 'says nobody'],
    [
      'a For for an unknown segment',
      '<For segments="nobody">x</For>\n<For everyone>y</For>',
      'no segment called "nobody"',
    ],
    ['a link to no article', '[x](/en/cards/freezze/)', 'Did you mean "/en/cards/freeze/"?'],
    ['MDX that does not parse', 'a <b', 'not valid MDX'],
  ])('refuses %s', async (_, body, complaint) => {
    const found = await complaints({
      'segments/traveller.yaml': 'label: Traveller\n',
      'articles/en/cards/freeze.mdx': article('Freeze', body),
    })
    expect(found.join('\n')).toContain(complaint)
    expect(found[0]).toMatch(/^articles\/en\/cards\/freeze\.mdx:\d+\n/)
  })

  it('refuses a category whose name is the address of another page', async () => {
    const found = await complaints({ 'articles/en/search/one.mdx': article('One') })
    expect(found.join('\n')).toContain('"search" is the address of another page')
  })

  it('refuses an alias that is already an address', async () => {
    const found = await complaints({
      'articles/en/a/one.mdx': article('One', 'Text.', 'aliases: [/en/a/two/]\n'),
      'articles/en/a/two.mdx': article('Two'),
    })
    expect(found.join('\n')).toContain('already the address of articles/en/a/two.mdx')
  })

  it('finds names in YAML files that point at nothing', async () => {
    const found = await complaints({
      'site.yaml': 'most_asked: [cards/freze]\n',
      'categories.yaml': '- id: cards\n  label: Cards\n  articles: [fremze]\n',
      'traits.yaml': '- id: plan\n  type: string\n',
      'channels.yaml': '- id: phone\n  label: Phone\n  href: tel:1\n  entitled: [premum]\n',
      'segments/premium.yaml':
        'label: P\nwho: { plam: premium }\ncategories: [crads]\nsuggest: [cards/x]\nchannels: [phne]\n',
      'articles/en/cards/freeze.mdx': article('Freeze'),
    })
    expect(found).toHaveLength(7)
    expect(found.filter((one) => one.includes('Did you mean'))).toHaveLength(6)
  })
})

import { expect, it } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { articleIds } from '#content/library/locate.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

it('a shelf has sections, named and ordered by their folders', async () => {
  const { library, issues, warnings } = await readLibrary(
    contentFolder({
      'articles/en/cards/lost.md': article(
        'Lost',
        'See [PIN](./abroad/pin.md) and [abroad](/en/cards/abroad/).',
      ),
      'articles/en/cards/_category.yaml': 'label: Your cards\norder: 2\n',
      'articles/de/cards/_category_.json': '{"label": "Ihre Karten", "position": 9, "collapsed": true}',
      'articles/en/cards/abroad/_category.yaml': 'label: Abroad\norder: 1\n',
      'articles/en/cards/abroad/pin.md': article('PIN', 'Text.', 'order: 2\n'),
      'articles/en/cards/abroad/fees.md': article('Fees', 'See [lost](../lost.md).', 'order: 1\n'),
      'articles/en/cards/apply/how.md': article('How'),
      'articles/en/cards/abroad/picture.png': 'x',
      'articles/de/cards/lost.md': article('Verloren'),
      'articles/en/account/close.md': article('Close'),
      'articles/en/account/_category.yaml': 'order: 1\n',
    }),
  )
  expect([...issues, ...warnings].map(printIssue)).toEqual([])
  expect(library.categories).toMatchObject([
    { id: 'account', label: 'Account' },
    {
      id: 'cards',
      label: { en: 'Your cards', de: 'Ihre Karten' },
      sections: [
        { id: 'abroad', label: { en: 'Abroad' } },
        { id: 'apply', label: 'Apply' },
      ],
    },
  ])
  expect(articleIds(library)).toEqual([
    'account/close',
    'cards/lost',
    'cards/abroad/fees',
    'cards/abroad/pin',
    'cards/apply/how',
  ])
  expect(library.articles.find(({ id }) => id === 'cards/abroad/pin')).toMatchObject({
    category: 'cards',
    slug: 'abroad/pin',
    url: '/en/cards/abroad/pin/',
  })
})

it.each([
  ['articles/en/cards/a/b/deep.md', 'lies too deep'],
  ['articles/en/cards/Far Away/pin.md', '"Far Away" cannot be a section'],
])('%s is told', async (file, message) => {
  const { issues } = await readLibrary(contentFolder({ [file]: article('One') }))
  expect(issues.map(printIssue).join()).toContain(message)
})

it('two articles of one address in a section are told', async () => {
  const { issues } = await readLibrary(
    contentFolder({
      'articles/en/a/b/one.md': article('One'),
      'articles/en/a/b/one.mdx': article('One'),
    }),
  )
  expect(issues.map(printIssue).join()).toContain('has the same address')
})

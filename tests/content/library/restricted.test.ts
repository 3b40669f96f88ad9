import { expect, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { openedTo, openLibrary, publicLibrary } from '#content/library/open-library.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const member = {
  'segments/member.yaml': 'label: Member\nwho: { plan: gold }\n',
  'traits.yaml': '- { id: plan, type: string }\n',
}

/** `file:line message` of each issue. */
async function issues(files: Record<string, string>): Promise<string[]> {
  const { issues } = await readLibrary(contentFolder({ ...member, ...files }))
  return issues.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

test('a restriction that would lock nobody out, or everybody, is refused with its line', async () => {
  const open = { 'articles/en/a/one.md': article('One') }
  const with_ = (field: string, more = {}) =>
    issues({ ...open, 'articles/en/a/two.md': article('Two', 'Text.', `${field}\n`), ...more })
  expect(await with_('restricted: [member]')).toEqual([])
  expect(await with_('restricted:')).toHaveLength(1)
  expect(await with_('restricted: []')).toEqual([expect.stringContaining('two.md:3')])
  expect(await with_('restrict: [member]')).toHaveLength(1)
  expect(await with_('restricted: [members]')).toEqual([
    expect.stringContaining('There is no segment called "members".'),
  ])
  expect(await with_('restricted: [guest]', { 'segments/guest.yaml': 'label: Guest\n' })).toEqual([
    expect.stringContaining('has no rule, so nobody could open this article'),
  ])
})

test('an article open in one language and restricted in another is refused', async () => {
  const found = await issues({
    'articles/en/a/one.md': article('One', 'Text.', 'restricted: [member]\n'),
    'articles/tr/a/one.md': article('Bir'),
  })
  expect(found).toEqual([expect.stringContaining('"articles/tr/a/one.md" is the same article')])
})

test('a link that tells others of a restricted article is refused; among its own readers it is not', async () => {
  const secret = {
    'articles/en/a/secret.md': article('Secret', 'See [more](./more.md).', 'restricted: [member]\n'),
  }
  const more = (fields: string) => ({
    'articles/en/a/more.md': article('More', 'See [it](/en/a/secret/).', fields),
  })
  expect(await issues({ ...secret, ...more('') })).toEqual([
    expect.stringContaining('more.md:5 The link "/en/a/secret/" tells readers of an article'),
  ])
  expect(await issues({ ...secret, ...more('restricted: [member]\n') })).toEqual([])
})

test('the open library names a restricted article nowhere, and the one of its readers has it on its shelf', async () => {
  const { library } = await readLibrary(
    contentFolder({
      ...member,
      'articles/en/a/one.md': article('One'),
      'articles/en/a/secret.md': article('Hidden', 'Text.', 'restricted: [member]\n'),
      'articles/en/vault/secret.md': article('Hidden too', 'Text.', 'restricted: [member]\n'),
      'categories.yaml': '- { id: a, label: A, articles: [secret, one] }\n- { id: vault, label: Vault }\n',
      'segments/member.yaml':
        'label: Member\nwho: { plan: gold }\nsuggest: [a/secret]\ncategories: [vault]\n',
    }),
  )
  for (const told of [openLibrary(library), publicLibrary(library)])
    expect(JSON.stringify(told)).not.toMatch(/secret|hidden|vault/i)
  const theirs = openedTo(library, new Set(['member']))
  expect(theirs.articles.map(({ id }) => id)).toEqual(['a/secret', 'a/one', 'vault/secret'])
  expect(theirs.segments[0]!.suggest).toEqual(['a/secret'])
})

test('a film that only a restricted article shows is kept back, however it is written, and so are its poster and subtitles', async () => {
  const { places } = await readLibrary(
    contentFolder({
      ...member,
      'articles/en/a/one.md': article('One', '<video src="./open.mp4"></video>'),
      'articles/en/a/secret.md': article(
        'Secret',
        '<video poster="./still.png"><source src="./film.mp4"><track src="./words.vtt"></video>',
        'restricted: [member]\n',
      ),
      'articles/en/a/other.mdx': article(
        'Other',
        '<Video title="How" src="./other.mp4" poster="./other.png" />\n\n<video src="./third.mp4" />',
        'restricted: [member]\n',
      ),
      ...Object.fromEntries(
        ['open.mp4', 'still.png', 'film.mp4', 'words.vtt', 'other.mp4', 'other.png', 'third.mp4'].map(
          (name) => [`articles/en/a/${name}`, ''],
        ),
      ),
    }),
  )
  expect([...places.keptBack].map((path) => path.slice('articles/en/a/'.length)).sort()).toEqual([
    'film.mp4',
    'other.mp4',
    'other.png',
    'still.png',
    'third.mp4',
    'words.vtt',
  ])
})

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { publicPlaces } from '#content/library/check-links.ts'
import { readLibrary } from '#content/library/index.ts'
import { publicLibrary } from '#content/library/open-library.ts'
import { carriedOver, carryOver, pageKeys, partsToDraw } from '#scripts/site/carry-over.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const files = {
  'site.yaml': 'name: Acme\nlocales: [en, pl]\nmost_asked: [cards/freeze]\n',
  'categories.yaml': '- { id: cards, label: Cards }\n- { id: travel, label: Travel }\n',
  'articles/en/cards/block.mdx': article('B block', 'See [freeze](./freeze.mdx#how-long).'),
  'articles/en/cards/freeze.mdx': article('C freeze', '## How long\n\nA day.'),
  'articles/en/cards/lost.mdx': article('D lost'),
  'articles/en/travel/abroad.md': article('Abroad', 'With [a card](/en/cards/lost/).'),
  'articles/pl/cards/lost.md': article('Zgubiona'),
}
type Edit = Readonly<Record<string, string | undefined>>

async function keysOf(folder: string) {
  const { library, places, addresses } = await readLibrary(folder)
  const shown = { library: publicLibrary(library), places: publicPlaces(places), addresses }
  return pageKeys(shown, 'the same program')
}

/** Pages that are drawn again after an edit, without the ending they share. */
async function drawnAfter(edit: Edit): Promise<string[]> {
  const folder = contentFolder(files)
  const before = await keysOf(folder)
  for (const [path, text] of Object.entries(edit))
    if (text === undefined) rmSync(join(folder, path))
    else {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  const root = contentFolder(Object.fromEntries([...before.keys()].map((page) => [page, 'as built'])))
  const old = Object.fromEntries([...before].map(([path, { key }]) => [path, key]))
  const after = await keysOf(folder)
  const { pages } = carriedOver(after, { root, keys: old })
  return [...after.keys()]
    .filter((page) => !pages.includes(page))
    .map((page) => page.replace('/index.html', ''))
    .sort()
}

const all = ['block', 'freeze', 'lost'].flatMap((slug) => [`/en/cards/${slug}`, `/pl/cards/${slug}`])

it.each<{ edit: string; files: Edit; drawn: string[] }>([
  { edit: 'nothing', files: {}, drawn: [] },
  {
    edit: 'a sentence',
    files: { 'articles/en/cards/freeze.mdx': article('C freeze', '## How long\n\nTwo days.') },
    drawn: ['/en/cards/freeze', '/pl/cards/freeze'],
  },
  {
    edit: 'a heading that another article links to',
    files: { 'articles/en/cards/freeze.mdx': article('C freeze', '## For how long\n\nA day.') },
    drawn: ['/en/cards/block', '/en/cards/freeze', '/pl/cards/block', '/pl/cards/freeze'],
  },
  {
    edit: 'a title, which its neighbours show',
    files: { 'articles/en/cards/lost.mdx': article('D stolen') },
    drawn: [...all.filter((page) => page !== '/pl/cards/lost'), '/pl/cards/lost'].filter(
      (page) => page.startsWith('/en') || !page.endsWith('lost'),
    ),
  },
  {
    edit: 'a new article of another shelf',
    files: { 'articles/en/travel/visa.md': article('Visa') },
    drawn: ['/en/travel/abroad', '/en/travel/visa', '/pl/travel/abroad', '/pl/travel/visa'],
  },
  {
    edit: 'an article that moves away and keeps its address',
    files: {
      'articles/en/travel/abroad.md': undefined,
      'articles/en/travel/outside.md': article('Abroad', 'Hi.', 'aliases: [/en/travel/abroad/]\n'),
    },
    drawn: ['/en/travel/outside', '/pl/travel/outside'],
  },
  {
    edit: 'the name of a shelf',
    files: { 'categories.yaml': '- { id: cards, label: Card }\n- { id: travel, label: Travel }\n' },
    drawn: [...all, '/en/travel/abroad', '/pl/travel/abroad'],
  },
])('$edit draws again what shows it, and nothing else', async ({ files: edit, drawn }) => {
  expect(await drawnAfter(edit)).toEqual(drawn.toSorted())
})

it('a page that the build before lacks is drawn, and so is every page of its article', async () => {
  const keys = new Map([
    ['/en/cards/lost/index.html', { key: '1', file: 'articles/en/cards/lost.md' }],
    ['/pl/cards/lost/index.html', { key: '2', file: 'articles/en/cards/lost.md' }],
  ])
  const root = contentFolder({ 'en/cards/lost/index.html': '' })
  const before = { '/en/cards/lost/index.html': '1', '/pl/cards/lost/index.html': '2' }
  expect(carriedOver(keys, { root, keys: before })).toEqual({ pages: [], files: [] })
})

it('a large library is drawn in parts, every article once and all of its pages with it', async () => {
  const keys = await keysOf(contentFolder(files))
  const parts = partsToDraw(keys, ['articles/en/cards/block.mdx'], 2)
  expect(parts).toEqual([
    {
      files: ['articles/en/cards/freeze.mdx', 'articles/en/cards/lost.mdx'],
      pages: ['/en/cards/freeze/index.html', '/pl/cards/freeze/index.html', '/en/cards/lost/index.html'],
    },
    {
      files: ['articles/en/travel/abroad.md', 'articles/pl/cards/lost.md'],
      pages: ['/en/travel/abroad/index.html', '/pl/travel/abroad/index.html', '/pl/cards/lost/index.html'],
    },
  ])
})

it('a build without an article to draw has one part: the other pages', () => {
  expect(partsToDraw(new Map(), [])).toEqual([{ files: [], pages: [] }])
})

it('takes over the Markdown beside a page', () => {
  const from = contentFolder({ 'en/a/one/index.html': '<p>', 'en/a/one.md': '# One' })
  const to = contentFolder({})
  carryOver(['/en/a/one/index.html'], from, to)
  expect(readFileSync(join(to, 'en/a/one.md'), 'utf8')).toBe('# One')
})

it('takes over the pictures that only a page taken over shows', () => {
  const page =
    '<img srcset="/help/_astro/a%20b.X1.webp 400w, /help/_astro/c.X2.webp 800w"><script src="/help/_astro/p.js"><meta content="https://a.example/help/social/1f.png"><a href="/en/social/posts/">100 % of /_astro/%zz and /social/..</a>'
  const from = contentFolder({
    'en/a/one/index.html': page,
    '_astro/a b.X1.webp': 'small',
    '_astro/c.X2.webp': 'large',
    '_astro/p.js': 'before',
    'social/1f.png': 'card',
    '_astro/not-named.webp': '',
  })
  const to = contentFolder({ '_astro/p.js': 'now' })
  carryOver(['/en/a/one/index.html'], from, to)
  const read = (path: string) => readFileSync(join(to, path), 'utf8')
  expect([
    read('en/a/one/index.html'),
    read('_astro/a b.X1.webp'),
    read('_astro/c.X2.webp'),
    read('_astro/p.js'),
    read('social/1f.png'),
  ]).toEqual([page, 'small', 'large', 'now', 'card'])
  expect(() => read('_astro/not-named.webp')).toThrow('ENOENT')
})

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArticlesChangedAnswer, ArticlesPlanAnswer } from '#api/routes/staff/answers.ts'
import { readLibrary } from '#content/library/index.ts'
import { writersRoom } from './writers-room.ts'

const articles = ['parcels/where-is-my-parcel', 'returns/send-it-back']
const english = 'articles/en/parcels/where-is-my-parcel.mdx'

async function room() {
  const { house, ask, git, checkout } = await writersRoom()
  return {
    ...{ house, ask, git, checkout },
    path: (file: string) => join(house.content, file),
    text: (file: string) => readFileSync(join(house.content, file), 'utf8'),
    plan: async (change: object, of = articles) =>
      (await ask<ArticlesPlanAnswer>('POST', '/articles/plans', { articles: of, change })).said,
    async apply(change: object, plan: ArticlesPlanAnswer, of = articles) {
      const seen = Object.fromEntries(plan.files.map(({ file, digest }) => [file, digest]))
      return ask<ArticlesChangedAnswer>('POST', '/articles/changes', { articles: of, change, seen })
    },
  }
}

test('many articles change as the plan showed, in one commit by that person, and back again', async () => {
  const { git, checkout, plan, apply, text, ask } = await room()
  checkout()
  const change = { what: 'segments', add: ['business'], remove: [] }
  const planned = await plan(change)
  // One version is for this segment already; its Turkish one and the other article are not.
  expect([planned.articles, planned.files.map(({ file }) => file)]).toEqual([
    2,
    ['articles/tr/parcels/where-is-my-parcel.mdx', 'articles/en/returns/send-it-back.mdx'],
  ])
  expect(git('status', '--porcelain')).toBe('')
  const { said } = await apply(change, planned)
  expect(said).toEqual({ done: articles, refused: [], kept: 'commit' })
  for (const { file, after } of planned.files) expect(text(file)).toBe(after)
  expect(git('log', '-1', '--format=%an|%s')).toBe('A writer|Segments of 2 articles\n')
  expect(git('status', '--porcelain')).toBe('')
  expect((await ask('DELETE', '/articles/changes')).status).toBe(200)
  for (const { file, before } of planned.files) expect(text(file)).toBe(before)
  expect(git('log', '--format=%s').trim().split('\n')).toHaveLength(3)
  expect((await ask('DELETE', '/articles/changes')).status).toBe(409)
})

test('an article that somebody saved since is left alone in every language, and the others change', async () => {
  const { plan, apply, path, text, ask } = await room()
  const change = { what: 'updated', day: '2026-11-22' }
  const planned = await plan(change)
  const theirs = `${text(english)}\nTheirs.\n`
  writeFileSync(path(english), theirs)
  const { said } = await apply(change, planned)
  expect(said.done).toEqual(['returns/send-it-back'])
  expect(said.refused).toEqual([{ title: 'Where is my parcel?', why: 'changed', file: english }])
  expect(text(english)).toBe(theirs)
  expect(text('articles/tr/parcels/where-is-my-parcel.mdx')).toContain('updated: 2026-11-01')
  expect(text('articles/en/returns/send-it-back.mdx')).toContain('updated: 2026-11-22')
  writeFileSync(path('articles/en/returns/send-it-back.mdx'), 'mine now')
  expect((await ask('DELETE', '/articles/changes')).status).toBe(409)
  expect(text('articles/en/returns/send-it-back.mdx')).toBe('mine now')
})

test('keywords are words of one language', async () => {
  const { plan } = await room()
  const planned = await plan({ what: 'keywords', add: ['kayıp'], locale: 'tr' })
  expect(planned.files.map(({ file }) => file)).toEqual(['articles/tr/parcels/where-is-my-parcel.mdx'])
  expect(planned.refused).toEqual([{ title: expect.any(String), why: 'no-such-article', file: '' }])
})

test('an article on another shelf is found at its old address and by what named it, and nothing leads nowhere', async () => {
  const { plan, apply, path, house, text, ask } = await room()
  writeFileSync(path('site.yaml'), 'locales: [en, tr]\nmost_asked: [parcels/where-is-my-parcel]\n')
  writeFileSync(
    path('categories.yaml'),
    '- { id: parcels, label: Parcels, articles: [where-is-my-parcel] }\n- { id: returns, label: Returns }\n',
  )
  const change = { what: 'category', category: 'returns' }
  const one = ['parcels/where-is-my-parcel']
  expect((await apply(change, await plan(change, one), one)).said.refused).toEqual([])
  const { library, issues, warnings } = await readLibrary(house.content)
  expect([...issues, ...warnings]).toEqual([])
  expect(library.site.most_asked).toEqual(['returns/where-is-my-parcel'])
  expect(library.articles.filter(({ id }) => id === 'returns/where-is-my-parcel')).toMatchObject([
    { locale: 'en', aliases: ['/en/parcels/where-is-my-parcel/'] },
    { locale: 'tr', aliases: ['/tr/parcels/where-is-my-parcel/'] },
  ])
  expect(existsSync(path(english))).toBe(false)
  await ask('DELETE', '/articles/changes')
  expect(text('site.yaml')).toContain('parcels/where-is-my-parcel')
  expect(existsSync(path('articles/en/returns/where-is-my-parcel.mdx'))).toBe(false)
})

test('a shelf that has an article of that name, or a path that leads to the article, keeps it where it is', async () => {
  const { plan, path, house } = await room()
  const change = { what: 'category', category: 'returns' }
  writeFileSync(
    path('articles/en/returns/send-it-back.mdx'),
    '---\ntitle: Back\n---\n\n[It](../parcels/where-is-my-parcel.mdx)\n',
  )
  await house.republish()
  expect((await plan(change)).refused).toMatchObject([
    { why: 'linked', file: 'articles/en/returns/send-it-back.mdx' },
  ])
  writeFileSync(path('articles/en/returns/where-is-my-parcel.md'), '---\ntitle: Twin\n---\n\nText.\n')
  expect((await plan(change)).refused).toMatchObject([{ why: 'taken' }])
})

test('a segment, shelf or language that the site does not have is refused by name', async () => {
  const { ask } = await room()
  for (const change of [
    { what: 'segments', add: ['busines'], remove: [] },
    { what: 'category', category: 'parcel' },
    { what: 'keywords', add: ['x'], locale: 'fr' },
    { what: 'updated', day: 'today' },
  ])
    expect((await ask('POST', '/articles/plans', { articles, change })).status).toBe(422)
})

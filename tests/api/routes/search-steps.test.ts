import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { searches } from '#api/storage/app-schema.ts'
import { openStore } from '#api/storage/store.ts'
import { cookieOf, type TestApi, testApi } from '#tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const rowOf = async (key: string) => (await api.searches()).find((row) => row.key === key)

/** Searches and waits until it is stored; its key. */
async function search(query = 'my card was stolen', path = '', init: Parameters<TestApi['ask']>[1] = {}) {
  const answer = await api.ask(`/api/search?q=${encodeURIComponent(query)}&locale=en${path}`, init)
  const { key } = (await answer.json()) as { key: string }
  await expect.poll(() => rowOf(key)).toBeDefined()
  return key
}

const tell = (json: unknown, headers: Record<string, string> = {}) =>
  api.ask('/api/search/steps', { method: 'POST', json, headers })
const opened = (key: string, more: object = {}) => ({
  ...{ step: 'opened', search: key, article: 'cards/lost', rank: 1, ...more },
})

describe('a search', () => {
  it('has a key of its own that says nothing of the reader', async () => {
    const cookie = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
    const keys = [await search(undefined, '', { cookie }), await search(undefined, '', { cookie })]
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/)
  })

  it('has none while it is typed', async () => {
    const answer = await api.ask('/api/search?q=card&locale=en&typing=1')
    expect(await answer.json()).toMatchObject({ key: null })
  })

  it('gives its key to the list of results of the page, another each time', async () => {
    const keys: unknown[] = []
    for (let time = 0; time < 2; time++) {
      const page = await (await api.ask('/en/search/?q=stolen+card')).text()
      keys.push(page.match(/<ol data-search="([\w-]{22})">/)?.[1])
    }
    expect(new Set(keys).size).toBe(2)
    await expect.poll(() => rowOf(String(keys[1]))).toMatchObject({ query: 'stolen card', shown: false })
  })

  it('is recorded with what ordered its results, as far as the site itself offers it', async () => {
    const choice = async (segment: string | null) =>
      cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment } }))
    const filters = async (path: string, cookie?: string) =>
      (await rowOf(await search('lost card', path, { cookie })))?.filters
    expect(await filters('')).toEqual({})
    expect(await filters('', await choice('traveller'))).toEqual({ choice: 'traveller' })
    expect(await filters('', await choice(null))).toEqual({ choice: null })
    expect(await filters('&for=traveller')).toEqual({ link: 'traveller' })
    expect(await filters('&for=anna')).toEqual({})
  })

  it.each(['lost card', 'stolen passport', 'kaybolan kart', 'zzz'])(
    'finds as much whatever orders its results, so nothing found is nothing in the library: %s',
    async (query) => {
      const cookie = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
      const total = async (path: string, init = {}) => (await rowOf(await search(query, path, init)))?.total
      const usual = await total('')
      expect(await total('', { cookie })).toBe(usual)
      expect(await total('&for=traveller')).toBe(usual)
    },
  )
})

describe('a step after a search', () => {
  it('is kept: the results were seen, one was opened, the reader searched again', async () => {
    const key = await search()
    for (const step of [{ step: 'shown', search: key }, opened(key), { step: 'refined', search: key }])
      expect((await tell(step)).status).toBe(204)
    const at = api.context.now().getTime()
    expect(await rowOf(key)).toMatchObject({
      ...{ shown: true, opened: 'cards/lost', openedRank: 1, openedAt: at, refinedAt: at },
    })
  })

  it('is kept once: what was opened first stays, and what was told costs no write', async () => {
    const key = await search()
    await tell(opened(key))
    const before = await rowOf(key)
    const write = vi.spyOn(api.context.app, 'write')
    for (const again of [opened(key), opened(key, { article: 'cards/freeze', rank: 2 })])
      expect((await tell(again)).status).toBe(204)
    expect(write).not.toHaveBeenCalled()
    write.mockRestore()
    expect(await rowOf(key)).toEqual(before)
  })

  it('of two told at once is the first', async () => {
    const key = await search()
    await Promise.all(
      [opened(key), opened(key, { article: 'cards/freeze', rank: 2 })].map((one) => tell(one)),
    )
    expect(await rowOf(key)).toMatchObject({ opened: 'cards/lost', openedRank: 1 })
  })

  it('touches no other search and makes nobody known', async () => {
    const [one, other] = [await search(), await search()]
    const answer = await tell(opened(one), { 'Sec-GPC': '1' })
    expect([answer.status, cookieOf(answer)]).toEqual([204, undefined])
    expect(await rowOf(other)).toMatchObject({ opened: null, openedAt: null, shown: false })
    expect(await rowOf(one)).toMatchObject({ opened: 'cards/lost', visitor: null })
  })

  it('is refused after twenty of one search, which leaves others alone', async () => {
    const key = await search()
    const answers = []
    for (let time = 0; time < 21; time++) answers.push((await tell(opened(key))).status)
    expect([new Set(answers.slice(0, 20)), answers[20]]).toEqual([new Set([204]), 429])
    expect((await tell(opened(await search()))).status).toBe(204)
  })

  it.each<[string, (key: string) => unknown, number]>([
    ['a key that no search has', () => opened('x'.repeat(22)), 404],
    ['an article that does not exist', (key) => opened(key, { article: 'cards/none' }), 404],
    ['a path for an article', (key) => opened(key, { article: '../../etc' }), 404],
    ['a short key', () => opened('x'), 422],
    ['no key', () => ({ step: 'shown' }), 422],
    ['no place', (key) => opened(key, { rank: undefined }), 422],
    ['a place of 0', (key) => opened(key, { rank: 0 }), 422],
    ['a place of 51', (key) => opened(key, { rank: 51 }), 422],
    ['half a place', (key) => opened(key, { rank: 1.5 }), 422],
    ['a field too many', (key) => opened(key, { name: 'Anna' }), 422],
    ['an article where none was opened', (key) => ({ ...opened(key), step: 'shown' }), 422],
    ['an unknown step', (key) => ({ step: 'liked', search: key }), 422],
    ['a list', () => [], 422],
    ['nothing', () => null, 422],
  ])('with %s is refused and changes nothing', async (_, step, status) => {
    const key = await search()
    expect((await tell(step(key))).status).toBe(status)
    expect(await rowOf(key)).toMatchObject({ shown: false, opened: null, openedAt: null, refinedAt: null })
  })

  it('from another site is refused', async () => {
    const key = await search()
    expect((await tell(opened(key), { Origin: 'https://evil.example' })).status).toBe(403)
    expect((await tell(opened(key), { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect(await rowOf(key)).toMatchObject({ opened: null })
  })
})

it('who asks what is known of them sees what they opened, and erasing leaves the search as nobody’s', async () => {
  const cookie = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'traveller' } }))
  const key = await search('where is my card', '', { cookie })
  await tell(opened(key, { rank: 3 }))
  const about = await api.ask('/api/about-you?locale=en', { cookie })
  expect(await about.json()).toMatchObject({
    searches: [{ query: 'where is my card', opened: 'cards/lost' }],
  })
  await api.ask('/api/about-you', { method: 'DELETE', cookie })
  expect(await rowOf(key)).toMatchObject({ visitor: null, opened: 'cards/lost' })
})

it('searches from before this was kept stay as they are, and nobody is said to have left them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'searches-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [file, before] = [join(folder, 'app.db'), join(folder, 'migrations')]
  cpSync(migrations.app, before, { recursive: true })
  const journal = join(before, 'meta', '_journal.json')
  const all = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] }
  const kept = all.entries.filter(({ tag }) => tag < '0002')
  writeFileSync(journal, JSON.stringify({ ...all, entries: kept }))
  await (await openStore({ file, migrations: before, writer: true })).close()
  const db = new DatabaseSync(file)
  db.exec("INSERT INTO searches (at, query, locale, total, segments) VALUES (1, 'lost card', 'en', 3, '[]')")
  db.close()

  const store = await openStore({ file, migrations: migrations.app, writer: true })
  onTestFinished(() => store.close())
  expect(await store.db.select().from(searches)).toMatchObject([
    { query: 'lost card', total: 3, key: null, filters: {}, shown: false, openedAt: null, refinedAt: null },
  ])
})

it('is told a step before it is written itself, and both are kept', async () => {
  const answer = await api.ask('/api/search?q=lost+card+abroad&locale=en')
  const { key } = (await answer.json()) as { key: string }
  expect((await tell(opened(key))).status).toBe(204)
  expect(await rowOf(key)).toMatchObject({ opened: 'cards/lost', openedRank: 1 })
})

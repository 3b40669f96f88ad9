import { expect, test } from 'vitest'
import { emptied, loadSite, withoutExpired } from '#api/pages/built-site.ts'
import { testApi } from '#tests/support/api.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

/** The tiny company with articles that expire on 1 December: one on a page of its own, one on a shelf. */
async function expiring() {
  const library = tinyLibrary()
  const dated = ['cards/freeze', 'trips/rates']
  return testApi({
    ...library,
    articles: library.articles.map((one) =>
      dated.includes(one.id) ? { ...one, expires_at: '2026-12-01 09:00' } : one,
    ),
  })
}

test('an article is gone from its moment on, without a publish: page, search, shelf and suggestions', async () => {
  const api = await expiring()
  const page = async (path: string) => (await api.ask(path)).status
  const json = async (path: string) => JSON.stringify(await (await api.ask(path)).json())
  const shelf = async () => (await api.ask('/en/trips/')).text()
  const seen = async () => ({
    page: await page('/en/cards/freeze/'),
    translated: await page('/en/cards/freeze'),
    found: (await json('/api/search?q=freeze&locale=en')).includes('/en/cards/freeze/'),
    listed: (await shelf()).includes('<li>trips/rates'),
    suggested: (await json('/api/ordering?locale=en&for=traveller')).includes('/en/cards/freeze/'),
    others: (await shelf()).includes('<li>trips/abroad'),
  })
  api.at('2026-12-01T08:59:59Z')
  const before = await seen()
  expect(before).toMatchObject({ page: 200, found: true, listed: true, others: true })
  api.at('2026-12-01T09:00:00Z')
  const after = { page: 404, translated: 404, found: false, listed: false, suggested: false, others: true }
  expect(await seen()).toEqual(after)
  await api.close()
})

test('feeds, the sitemap and the list for assistants lose their entries about it, and nothing else', async () => {
  const site = emptied(await loadSite('/nowhere'), ['/en/a/one/'])
  const to = (slug: string) => `https://help.example.com/help/en/a/${slug}/`
  const left = (text: string) => withoutExpired(text, site, 'en')
  const entry = (slug: string) => `<entry>\n<id>${to(slug)}</id>\n<link href="${to(slug)}"/>\n</entry>\n`
  expect(left(entry('one') + entry('one-more'))).toBe(entry('one-more'))
  const alternate = (slug: string) => `<xhtml:link rel="alternate" hreflang="en" href="${to(slug)}"/>`
  const url = (slug: string, more = '') => `<url><loc>${to(slug)}</loc>${more}</url>\n`
  expect(left(url('one') + url('two', alternate('one') + alternate('two')))).toBe(
    url('two', alternate('two')),
  )
  const line = (slug: string) => `- [Title](https://help.example.com/help/en/a/${slug}.md): What it says.\n`
  expect(left(`## Shelf\n\n${line('one')}${line('two')}`)).toBe(`## Shelf\n\n${line('two')}`)
})

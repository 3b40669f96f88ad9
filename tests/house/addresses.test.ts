import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { taken, takenInLocale } from '#content/model/addresses.ts'
import { testApi } from '#tests/support/api.ts'

const pages = join(import.meta.dirname, '..', '..', 'site', 'pages')

/** First parts of addresses that a folder of pages answers: `robots.txt.ts` is `robots.txt`. */
function addressesOf(folder: string): string[] {
  return readdirSync(join(pages, folder))
    .map((name) => name.replace(/\.(?:astro|ts)$/, ''))
    .filter((name) => name !== 'index' && !name.startsWith('['))
}

/** Written beside the pages by Astro and its integrations. */
const built = ['.well-known', '404', '_astro', '_headers', '_redirects', 'files', 'pagefind']

test('content may lie at every address that no page and no route has, and at no other', async () => {
  const api = await testApi()
  const routes = api.app.routes.map(({ path }) => path.split('/')[1] ?? '').filter((part) => /^\w/.test(part))
  await api.close()
  const wanted = new Set([...addressesOf(''), ...routes, ...built])
  expect([...taken].sort()).toEqual([...wanted].sort())
  expect([...takenInLocale].sort()).toEqual(addressesOf('[locale]').sort())
  // A dot keeps it from being the slug of an article.
  expect(addressesOf('[locale]/[category]')).toEqual(['feed.xml'])
})

import { expect, it } from 'vitest'
import { testApi } from '#tests/support/api.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

/** The tiny site has its home in both languages and one category page. */
const tiny = () => {
  const library = tinyLibrary()
  const [start, , trips] = library.categories
  return { ...library, site: { ...library.site, locales: ['en'] }, categories: [trips!, start!] }
}

it('is ready when a stranger gets a home page, a category and a search', async () => {
  const api = await testApi(tiny())
  expect((await api.ask('/readyz')).status).toBe(200)
  await api.close()
})

it('is not ready when they do not, and says so although nothing has crashed', async () => {
  const api = await testApi({ ...tiny(), site: { ...tiny().site, timezone: 'Nowhere/Town' } })
  const answer = await api.ask('/readyz')
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('Not usable: site.')
  await api.close()
})

import { expect, it } from 'vitest'
import { createFinder } from '#content/library/find.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { rehearse } from '#core/rehearse.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'
import { tinySite } from '#tests/support/tiny-site.ts'

const now = new Date('2026-11-23T12:00:00Z')
const library = openLibrary({ ...tinyLibrary(), site: { ...tinyLibrary().site, locales: ['en'] } })
const pages = { ...tinySite(), 'en/start/index.html': '<html></html>' } as Record<string, string>
const page = (path: string) => pages[`${path.slice(1)}index.html`]
const finder = createFinder(library)

it('a site that a stranger can read and search passes', () => {
  expect(rehearse({ library, finder, page, now })).toEqual([])
})

it('names the page that is not there, and the one that cannot be put together', () => {
  expect(rehearse({ library, finder, page: () => undefined, now })).toEqual([
    '/en/: the page is not there.',
    '/en/start/: the page is not there.',
  ])
  const wrongZone = openLibrary({ ...library, site: { ...library.site, timezone: 'Nowhere/Town' } })
  expect(rehearse({ library: wrongZone, finder, page, now })[0]).toMatch(/^\/en\/: .*time ?zone/i)
})

it('names a search that fails', () => {
  const broken = {
    find: () => {
      throw new Error('no index')
    },
    spelling: () => ({ nearest: [] }),
  }
  expect(rehearse({ library, finder: broken, page, now })).toEqual(['search: no index'])
})

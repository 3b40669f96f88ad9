import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSite } from '#api/pages/built-site.ts'
import { fileBelow } from '#scripts/site/below-base.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

const root = join(import.meta.dirname, '..', '..', '..')

test.each(['', '/help', '/support/help-centre'])(
  'a site tells by its own headers that it was built to lie below "%s"',
  async (base) => {
    const headers = readFileSync(join(root, 'site', 'headers.txt'), 'utf8')
    const folder = contentFolder({
      current: 'one',
      'one/_headers': fileBelow('/_headers', headers, { origin: 'https://acme.example', base }),
    })
    expect((await loadSite(folder)).base).toBe(base)
  },
)

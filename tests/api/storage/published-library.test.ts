import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { publishedOf, readPublished, stampOf, writePublished } from '#api/storage/published-library.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { buildIndex } from '#content/library/search-index.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

const files = {
  'articles/en/cards/freeze.mdx':
    '---\ntitle: Freeze a card\n---\n\nPress **Freeze**. See [PIN](/en/cards/pin/).\n',
  'articles/en/cards/pin.mdx': '---\ntitle: Change your PIN\n---\n\nAt a cash machine.\n',
  'articles/en/cards/secret.mdx': '---\ntitle: Later\ndraft: true\n---\n\nNot yet.\n',
}
const folderFor = (content: string): string => publishedOf(join(content, '.data', 'site'), 'one')

async function publish(content: string) {
  const stamp = stampOf(content)
  const checked = await readLibrary(content)
  const open = openLibrary(checked.library)
  writePublished(folderFor(content), stamp, checked, new Map([['en', buildIndex(open, 'en')]]))
  return checked
}

test('a server that starts has the library, its links and its search as they were read at publishing', async () => {
  const content = contentFolder(files)
  const { library, places } = await publish(content)
  const published = readPublished(folderFor(content), content)
  expect(published).toMatchObject({ library, places })
  const question = { query: 'where do I chnage my pin', locale: 'en' }
  const found = createFinder(openLibrary(published!.library), published!.indexFor).find(question)
  expect(found).toEqual(createFinder(openLibrary(library)).find(question))
  expect([found[0]?.article.id, published!.indexFor('tr')]).toEqual(['cards/pin', undefined])
})

test('what was read is not taken once the content has changed, or when it is cut short or missing', async () => {
  const content = contentFolder(files)
  await publish(content)
  const article = join(content, 'articles/en/cards/pin.mdx')
  writeFileSync(article, '---\ntitle: Change your PIN\n---\n\nIn the app.\n')
  expect(readPublished(folderFor(content), content)).toBeUndefined()
  await publish(content)
  expect(readPublished(folderFor(content), content)).toBeDefined()
  rmSync(article)
  expect(readPublished(folderFor(content), content)).toBeUndefined()
  await publish(content)
  writeFileSync(join(folderFor(content), 'library'), 'no library')
  expect(readPublished(folderFor(content), content)).toBeUndefined()
  expect(readPublished(join(content, 'elsewhere'), content)).toBeUndefined()
})

test('links to nothing or to a folder stop no start, and neither they nor data inside the folder change what is read', async () => {
  const content = contentFolder(files)
  const stamp = stampOf(content)
  symlinkSync('/nowhere', join(content, 'articles/en/cards/gone.mdx'))
  symlinkSync(content, join(content, 'articles/en/round'))
  expect(stampOf(content)).toBe(stamp)
  vi.stubEnv('KINDRED_DATA', join(content, 'data'))
  onTestFinished(() => void vi.unstubAllEnvs())
  mkdirSync(join(content, 'data'))
  writeFileSync(join(content, 'data', 'app.db'), 'x')
  expect(stampOf(content)).toBe(stamp)
})

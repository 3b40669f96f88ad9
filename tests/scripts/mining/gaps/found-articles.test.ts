import { expect, test } from 'vitest'
import { createFinder } from '#content/library/find.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { foundArticles } from '#scripts/mining/gaps/found-articles.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const finder = createFinder(openLibrary(tinyLibrary()))
const said: Record<string, string> = {
  a: 'I want to freeze my card',
  b: 'I have lost my card',
  c: 'zzz qqq',
}
const tickets = Object.keys(said).map((id) => ({ id, language: 'en' }))

test('tickets of one topic ask for the articles that search gives for their own words, and some for none', () => {
  const found = foundArticles(tickets, ({ id }) => said[id]!, finder)
  expect([...found].sort()).toEqual([
    ['a', 'cards/freeze'],
    ['b', 'cards/lost'],
    ['c', null],
  ])
})

import { expect, test } from 'vitest'
import { createFinder } from '#content/library/find.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { readingOf } from '#scripts/mining/corpus.ts'
import { foundArticles } from '#scripts/mining/gaps/found-articles.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const finder = createFinder(openLibrary(tinyLibrary()))

test('tickets ask for the articles that search gives for their own words, some for none, and thanks for nothing', () => {
  const texts = { a: 'I want to freeze my card', b: 'I have lost my card', c: 'Zzz qqq?', d: 'Thank you!' }
  const tickets = Object.entries(texts).map(([id, text]) => ({ id, text, language: 'en' }))
  expect([...foundArticles(readingOf(tickets), finder)].sort()).toEqual([
    ['a', 'cards/freeze'],
    ['b', 'cards/lost'],
    ['c', null],
  ])
})

import { expect, test } from 'vitest'
import { fewerWords, queryWords } from '#site/islands/query-words.ts'

test('folds the words of a question and keeps each once', () => {
  expect(queryWords('Kartım, IŞIK kartım?')).toEqual(['kartim', 'isik'])
  expect(queryWords('Zgubiłam kartę w Łodzi')).toEqual(['zgubilam', 'karte', 'lodzi'])
})

test('keeps a single letter when there is nothing else', () => {
  expect(queryWords('a')).toEqual(['a'])
  expect(queryWords('i lost it')).toEqual(['lost', 'it'])
})

test('keeps the twelve longest words of a paragraph, in its order', () => {
  const words = queryWords('aa bb cc dd ee first ff gg hh ii jj kk ll last')
  expect(words).toHaveLength(12)
  expect(words[0]).toBe('aa')
  expect(words).toContain('first')
  expect(words.at(-1)).toBe('last')
})

test('asks again without words that stand nowhere or nearly everywhere, rarest first', () => {
  const pages = new Map([
    ['my', 45],
    ['card', 20],
    ['swallowed', 2],
    ['refussed', 0],
  ])
  expect(fewerWords(pages, 50)).toEqual(['swallowed', 'card'])
})

test('asks with common words when there are only those', () => {
  expect(fewerWords(new Map([['my', 45]]), 50)).toEqual(['my'])
  expect(fewerWords(new Map([['xyz', 0]]), 50)).toEqual([])
})

import { expect, test } from 'vitest'
import { aboutWords } from '#site/strings/about.ts'

const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return 'words'
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}

test.each(['tr', 'pl'])('says in %s all that it says in English', (locale) => {
  expect(shapeOf(aboutWords(locale))).toEqual(shapeOf(aboutWords('en')))
})

test('speaks English where a language is missing, and the base language of a region', () => {
  expect(aboutWords('de').language).toBe('English')
  expect(aboutWords('pl-pl').language).toBe('polski')
})

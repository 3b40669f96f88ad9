import { expect, test } from 'vitest'
import { isKnownLanguage, knownLanguages } from '#content/redaction/redact.ts'
import { readItems } from './corpus/item.ts'

test('every language that is called known has labelled texts in both parts of the corpus', () => {
  for (const part of ['seen', 'unseen'] as const)
    expect(new Set(readItems(part).map(({ lang }) => lang))).toEqual(new Set(knownLanguages))
})

test('a region does not make a language unknown', () => {
  expect(isKnownLanguage('en-GB')).toBe(true)
  expect(isKnownLanguage('ja')).toBe(false)
})

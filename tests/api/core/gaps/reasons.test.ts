import { expect, test } from 'vitest'
import { inEnglish, reason, valuesFor } from '#core/gaps/reasons.ts'

test('what mining says of an article is whole sentences in English', () => {
  const reasons = [
    reason('Search shows it to {shown} of {asked} who ask this in their own words.', { shown: 2, asked: 5 }),
    reason('It is there in {its}, not in {theirs}.', { its: 'en', theirs: 'tr' }),
    reason('It says nothing about {words}.', { words: ['lost', 'stolen', 'theft', 'gone'] }),
  ]
  expect(inEnglish(reasons)).toBe(
    'Search shows it to 2 of 5 who ask this in their own words. It is there in English, not in Turkish. It says nothing about “lost”, “stolen” or “theft”.',
  )
})

test('languages and lists in it are the reader’s; words stay as customers write them', () => {
  const said = reason('It says nothing about {words}.', { words: ['lost', 'stolen'], its: 'en' })
  const valuesOf = (locale: string) => valuesFor(said, locale)
  expect(valuesOf('pl')).toEqual({ words: '“lost” lub “stolen”', its: 'angielski' })
  expect(valuesOf('tr')).toEqual({ words: '“lost” veya “stolen”', its: 'İngilizce' })
})

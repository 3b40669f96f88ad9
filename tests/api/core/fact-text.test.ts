import { expect, test } from 'vitest'
import type { Trait } from '#content/model/trait.ts'
import { factText } from '#core/fact-text.ts'

const traits = [
  {
    ...{ id: 'language', type: 'string', signed: false },
    text: { en: 'your language is {value}', pl: 'Twój język: {value}' },
  },
  { id: 'country', type: 'string', signed: false, label: { en: 'Country' } },
] satisfies Trait[]

test.each([
  ['language', 'tr', 'en', 'your language is Turkish'],
  ['language', 'tr', 'pl', 'Twój język: turecki'],
  ['country', 'PL', 'en', 'Country: Poland'],
  ['country', 'PL', 'tr', 'Country: Polonya'],
  // What a product says in words of its own stays as it is.
  ['language', 'as at home', 'en', 'your language is as at home'],
  ['plan', 'tr', 'en', 'plan: tr'],
])('the fact %s=%s reads in %s as "%s"', (trait, is, locale, text) => {
  expect(factText({ trait, is, traits, locale, fallback: 'en' })).toBe(text)
})

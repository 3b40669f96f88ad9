import { expect, test } from 'vitest'
import { languageOf } from '#scripts/import/detect-language.ts'

test.each([
  ['Where is my card? I have been waiting for two weeks.', 'tr', 'en'],
  ['eft yapamiyorum reddediyor kiminle gorusecegim', 'en', 'tr'],
  ['dlaczego karta nie dziala za granica, co mam zrobic', undefined, 'pl'],
  ['ok', 'tr', 'tr'],
  ['', undefined, 'en'],
  [
    'Meine Karte ist seit drei Wochen nicht angekommen, und niemand im Kundendienst kann mir sagen, wo sie gerade ist oder wann sie kommt.',
    'en',
    'de',
  ],
])('%j, on a screen in %j, is %s', (text, hint, expected) => {
  expect(languageOf(text, hint, ['en', 'tr', 'pl'])).toBe(expected)
})

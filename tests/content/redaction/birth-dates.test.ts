import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('dates of birth', () => {
  test.each([
    ['date of birth 14.05.1984', 'date of birth [birth-date]', 'en'],
    ['born on 5 May 1984', 'born on [birth-date]', 'en'],
    ['paid on 14.05.1984', 'paid on 14.05.1984', 'en'],
    ['14.05.1984 doğumluyum', '[birth-date] doğumluyum', 'tr'],
    ['doğum tarihim 14.05.1984 doğumluyum', 'doğum tarihim [birth-date] doğumluyum', 'tr'],
    [
      '15.05.1984 doğumluyum, doğum tarihi 14.05.1984',
      '[birth-date] doğumluyum, doğum tarihi [birth-date]',
      'tr',
    ],
    ['15.05.1984 doğumlu, 14.05.1986 doğumlu', '[birth-date] doğumlu, [birth-date] doğumlu', 'tr'],
    ['DOB: 1984-05-14', 'DOB: [birth-date]', 'en'],
    ['urodzony 14 maja 1984', 'urodzony [birth-date]', 'pl'],
    ['geboren am 14. Mai 1984', 'geboren am [birth-date]', 'de'],
    ['né le 14 mai 1984', 'né le [birth-date]', 'fr'],
    ['born in 1984', 'born in 1984', 'en'],
  ])('where somebody says that it is one: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})

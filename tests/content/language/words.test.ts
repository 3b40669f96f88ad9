import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, stem, tokens } from '#content/language/index.ts'

describe('tokens', () => {
  it('keeps an English apostrophe and cuts a Turkish suffix off', () => {
    expect(tokens("I don't know", 'en')).toEqual(['i', "don't", 'know'])
    expect(tokens("iPhone'umdan gönderildi", 'tr')).toEqual(['iphone', 'gönderildi'])
  })

  it('lowers the two Turkish letters i', () => {
    expect(tokens('IŞIK İSTANBUL', 'tr')).toEqual(['ışık', 'istanbul'])
  })

  it('keeps numbers and codes: they tell two errors, years or prices apart', () => {
    expect(tokens('paid 250 with 3ds at 12:30', 'en')).toEqual([
      'paid',
      '250',
      'with',
      '3ds',
      'at',
      '12',
      '30',
    ])
  })

  it('reads ASCII as it reads every other script', () => {
    const text = fc.array(fc.constantFrom(..."aBz09.,'-_ \n", 'Ab', '1,000', "n't"), { maxLength: 30 })
    fc.assert(
      fc.property(text, fc.constantFrom('en', 'pl', 'xx'), (pieces, locale) => {
        // A letter beyond ASCII at the end takes the way of all scripts.
        expect(tokens(pieces.join(''), locale)).toEqual(tokens(`${pieces.join('')} é`, locale).slice(0, -1))
      }),
      { numRuns: 500 },
    )
  })

  it('never throws and gives only words of letters and digits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('en', 'tr', 'pl', 'de', 'xx'),
        (text, language) => {
          for (const word of tokens(text, language))
            expect(word).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}'.]*$/u)
        },
      ),
    )
  })
})

describe('fold', () => {
  it('makes what is typed without marks the same as with them', () => {
    expect(fold('Işık İstanbul çığ')).toBe('isik istanbul cig')
    expect(fold('Łódź, żółć')).toBe('lodz, zolc')
  })

  it('gives ASCII the letters it gives beside any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(`${fold(text)}e`).toBe(fold(`${text}é`))
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(fold(fold(text))).toBe(fold(text))))
  })
})

describe('stem', () => {
  it('joins forms of a word', () => {
    expect(stem('declined', 'en')).toBe(stem('declining', 'en'))
    expect(stem('kartımı', 'tr')).toBe(stem('kartımın', 'tr'))
    expect(stem('przelewu', 'pl')).toBe(stem('przelewem', 'pl'))
  })

  it('leaves words of an unknown language alone', () => {
    expect(stem('fjármagn', 'is')).toBe('fjármagn')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detect, fold, isFunctionWord, languages, stem, tokens } from '#content/language/index.ts'

describe('tokens', () => {
  it.each([
    ['en', "I don't know", ['i', "don't", 'know'], 'an apostrophe inside a word belongs to it'],
    ['en', 'It’s here', ["it's", 'here'], 'typographic apostrophes are apostrophes'],
    ['tr', "iPhone'umdan", ['iphone'], 'a suffix after the apostrophe is no part of a name'],
    ['tr', 'KARTIM İPTAL', ['kartım', 'iptal'], 'I and İ are two letters'],
    ['en', 'IN', ['in'], 'and in English they are not'],
    ['pl', 'Zgubiłam kartę!', ['zgubiłam', 'kartę'], 'letters with tails are letters'],
    ['en', 'top-up of 50 €', ['top', 'up', 'of'], 'bare numbers are no words'],
    ['en', '2FA, 3D', ['2fa', '3d'], 'numbers with letters are'],
    ['en', '', [], 'nothing has no words'],
  ])('%s: %s → %j: %s', (language, text, words) => {
    expect(tokens(text, language)).toEqual(words)
  })

  it('are the same for text that is composed and text that is not', () => {
    expect(tokens('şifre'.normalize('NFD'), 'tr')).toEqual(tokens('şifre'.normalize('NFC'), 'tr'))
  })
})

describe('fold', () => {
  it.each([
    ['Şifremi', 'sifremi'],
    ['ışık', 'isik'],
    ['İstanbul', 'istanbul'],
    ['hasło', 'haslo'],
    ['żółć', 'zolc'],
    ['Straße', 'strasse'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('changes nothing when done again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('stem', () => {
  it.each([
    ['en', 'declined', 'declining', 'tense'],
    ['en', "card's", 'cards', 'possession'],
    ['tr', 'kartimi', 'kartiniz', 'endings'],
    ['pl', 'zgubilam', 'zgubiona', 'gender and case'],
    ['xx', 'same', 'same', 'a language without a stemmer keeps its words'],
  ])('%s: %s and %s are one word: %s', (language, one, other) => {
    expect(stem(one, language)).toBe(stem(other, language))
  })

  it.each([
    ['en', 'card', 'cash'],
    ['tr', 'kart', 'kargo'],
    ['pl', 'karta', 'kasa'],
  ])('%s: %s and %s are not', (language, one, other) => {
    expect(stem(one, language)).not.toBe(stem(other, language))
  })
})

describe('function words', () => {
  it('are known with and without diacritics', () => {
    for (const word of ['nasıl', 'nasil', 'için', 'icin']) expect(isFunctionWord(word, 'tr')).toBe(true)
    for (const word of ['się', 'sie', 'mój', 'moj']) expect(isFunctionWord(word, 'pl')).toBe(true)
  })

  it('name no topic of a help centre', () => {
    const topics =
      'card pin money top transfer refund kart kartım hesap hesabıma para şifre karta konto hasło przelew'
    for (const { functionWords } of Object.values(languages)) {
      for (const word of topics.split(' ')) expect(functionWords).not.toContain(word)
    }
  })

  it('are none in a language we do not know', () => {
    expect(isFunctionWord('the', 'xx')).toBe(false)
  })
})

describe('detect', () => {
  it.each([
    ['How do I get my money back?', 'en', 'function words'],
    ['kartım nerede', 'tr', 'function words'],
    ['kartim hala gelmedi, ne zaman gelir', 'tr', 'without diacritics too'],
    ['Nie mogę zapłacić', 'pl', 'letters and function words'],
    ['zgubilam karte, co mam zrobic', 'pl', 'without diacritics too'],
    ['refund', 'en', 'the first language of the table when nothing tells'],
  ])('%s is %s: %s', (text, language) => {
    expect(detect(text)).toBe(language)
  })

  it('believes a hint, without its region', () => {
    expect(detect('hello', 'pt-BR')).toBe('pt')
  })
})

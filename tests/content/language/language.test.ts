import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, isFunctionWord, stem, tokens } from '#content/language/index.ts'

describe('tokens', () => {
  it.each([
    ['en', "I don't know", ['i', "don't", 'know'], 'an apostrophe inside a word belongs to it'],
    ['en', 'It’s here', ["it's", 'here'], 'typographic apostrophes are apostrophes'],
    ['tr', "iPhone'umdan", ['iphone'], 'a suffix after the apostrophe is no part of a name'],
    ['tr', 'KARTIM İPTAL', ['kartım', 'iptal'], 'I and İ are two letters'],
    ['en', 'IN', ['in'], 'and in English they are not'],
    ['pl', 'Zgubiłam kartę!', ['zgubiłam', 'kartę'], 'letters with tails are letters'],
    ['en', 'Error 3004, €5 in 2026', ['error', '3004', '5', 'in', '2026'], 'numbers are words'],
    ['en', '2FA, 3D', ['2fa', '3d'], 'so are codes'],
    ['en', '1,000 or 1.000,50', ['1000', 'or', '1000.50'], 'marks of thousands are no part of a number'],
    ['pl', '5\u00a0000 zł', ['5000', 'zł'], 'nor are spaces of thousands'],
    ['tr', '0,5 TL', ['0.5', 'tl'], 'a decimal mark is a point'],
    ['en', '12.11.2026', ['12', '11', '2026'], 'a date is its parts'],
    [
      'en',
      'ﬁle ｗｉｆｉ pass\u00adword',
      ['file', 'wifi', 'password'],
      'ligatures, wide letters and soft hyphens are letters',
    ],
    ['fa', 'می\u200cخواهم', ['میخواهم'], 'a joiner is no space'],
    ['zh', '如何冻结银行卡', ['如何', '冻结', '银行', '卡'], 'Chinese has words without spaces'],
    ['ja', 'カードを凍結する方法', ['カード', 'を', '凍結', 'する', '方法'], 'so has Japanese'],
    ['th', 'วิธีระงับบัตร', ['วิธี', 'ระงับ', 'บัตร'], 'and Thai'],
    ['tr-TR', 'IŞIK', ['ışık'], 'a region does not change the language'],
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
    ['ﬁle', 'file'],
    ['۱۲۳', '123'],
    ['كتاب', 'کتاب'],
    ['バス', 'バス'],
    ['บัตร', 'บัตร'],
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
    ['tr', 'kitap', 'kitabiniz', 'a softened consonant'],
    ['tr', 'talep', 'talebim', 'a softened consonant'],
    ['tr', 'hesap', 'hesabim', 'a softened consonant'],
    ['pl', 'zgubilam', 'zgubiona', 'gender and case'],
    ['de', 'uberweisung', 'ueberweisungen', 'an umlaut in two letters, and an ending'],
    ['fr', 'virement', 'virements', 'number'],
    ['es', 'tarjeta', 'tarjetas', 'number'],
    ['en-GB', 'transferring', 'transferred', 'a locale with a region'],
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
    const topics: Record<string, string> = {
      en: 'card pin money top transfer refund',
      tr: 'kart kartım hesap hesabıma para şifre',
      pl: 'karta konto hasło przelew',
      de: 'karte konto geld überweisung',
      fr: 'carte compte argent virement',
      es: 'tarjeta cuenta dinero transferencia',
    }
    for (const [language, words] of Object.entries(topics)) {
      for (const word of words.split(' ')) expect(isFunctionWord(word, language)).toBe(false)
    }
  })

  it('are none in a language we do not know', () => {
    expect(isFunctionWord('the', 'xx')).toBe(false)
  })
})

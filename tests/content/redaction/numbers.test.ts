import { describe, expect, it } from 'vitest'
import { foldChars } from '#content/redaction/fold-chars.ts'
import { numbers } from '#content/redaction/numbers.ts'

/** What is found in a text, as "text=mark". */
function found(text: string, language = 'en'): string[] {
  const passage = { text, folded: foldChars(text), language, own: new Set<string>() }
  return numbers(passage).map(({ from, to, mark }) => `${text.slice(from, to)}=${mark}`)
}

describe('a card number', () => {
  it.each([
    '4111 1111 1111 1111',
    '4111111111111111',
    '4111-1111-1111-1111',
    '4111_1111_1111_1111',
    '4111\n1111\n1111\n1111',
    '3782 822463 10005',
    '5555555555554444',
    '6011000990139424',
  ])('is found as people write it: %j', (number) => {
    expect(found(`pay with ${number} please`)).toEqual([`${number}=card`])
  })

  it('is found in four groups of four with a slip in it, unless it is said to be something else', () => {
    expect(found('mine is 4111 1111 1111 1112')).toEqual(['4111 1111 1111 1112=card'])
    expect(found('order 4111 1111 1111 1112')).toEqual([])
  })

  it('is found with a slip in it where a word says card, at the lengths of cards', () => {
    expect(found('card 4111111111111112')).toEqual(['4111111111111112=card'])
    expect(found('card 378282246310006')).toEqual(['378282246310006=card'])
    expect(found('card 411111111111')).toEqual([])
    expect(found('card 123456789012346')).toEqual([])
    expect(found('card 3711111111111')).toEqual([])
    expect(found('4111111111111112 it is')).toEqual([])
  })

  it('is none with another beginning, or where a word says what device it is', () => {
    expect(found('it is 1234567890123452')).toEqual([])
    expect(found('imei 4111 1111 1111 1111')).toEqual([])
  })
})

describe('a number', () => {
  it('is found wherever it stands in a text', () => {
    const before = 'I have tried for the whole of last week to pay, and nothing worked at all; '
    expect(found(`${before}4111 1111 1111 1111`)).toEqual(['4111 1111 1111 1111=card'])
  })

  it('has at most forty characters and twenty-six digits', () => {
    const account = '61 1090 1014 0000 0712 1981 2874'
    expect(found(account.replaceAll(' ', ' - '), 'pl')).toEqual([])
    expect(found('konto 611090101400000712198128741', 'pl')).toEqual([])
  })

  it('may begin the text with its plus', () => {
    expect(found('+44 20 7946 0958')).toEqual(['+44 20 7946 0958=phone'])
  })
})

describe('an identity number', () => {
  it.each([
    ['10000000146', 'tr', '10000000146=tckn'],
    ['10000000146', 'en', '10000000146=tckn'],
    ['44051401359', 'pl', '44051401359=pesel'],
    ['44051401359', 'en', '44051401359=pesel'],
    ['526-000-12-46', 'pl', '526-000-12-46=nip'],
    ['PL5260001246', 'en', '5260001246=nip'],
  ])('%s is found in a text in %s', (number, language, what) => {
    expect(found(`it is ${number} now`, language)).toEqual([what])
  })

  it('is what the word before says, also with a slip in it', () => {
    expect(found('pesel 44051401358')).toEqual(['44051401358=pesel'])
    expect(found('tckn 10000000147')).toEqual(['10000000147=tckn'])
    expect(found('nip 5260001247')).toEqual(['5260001247=nip'])
  })

  it('is none with another last digit, nor where a word says it is an order', () => {
    expect(found('it is 10000000147 now')).toEqual([])
    expect(found('it is 44051401358 now')).toEqual([])
    expect(found('order 10000000146')).toEqual([])
    expect(found('order 44051401359')).toEqual([])
    expect(found('PL5260001247')).toEqual([])
  })

  it('is none across a slash, a bracket or a sentence: those part two numbers', () => {
    for (const text of ['10000/000146', '10000(000146', '10000. 000146', '10000  000146', '10000 - 000146'])
      expect(found(`it is ${text} now`, 'tr'), text).toEqual([])
  })
})

describe('an account', () => {
  it('of a Polish bank is found by its groups, its check digits or the word before', () => {
    expect(found('61 1090 1014 0000 0712 1981 2874', 'pl')).toEqual(['61 1090 1014 0000 0712 1981 2874=iban'])
    expect(found('61109010140000071219812874')).toEqual(['61109010140000071219812874=iban'])
    expect(found('it is 61109010140000071219812875')).toEqual([])
    expect(found('konto 61109010140000071219812875', 'pl')).toEqual(['61109010140000071219812875=iban'])
  })

  it('of a British bank is found with its sort code', () => {
    expect(found('it is 20-00-00 55779911')).toEqual(['20-00-00 55779911=iban'])
    expect(found('sort code 20-00-00')).toEqual(['20-00-00=iban'])
    expect(found('20-00-00')).toEqual([])
    expect(found('account 55779911')).toEqual(['55779911=iban'])
    expect(found('account 5577991')).toEqual([])
  })
})

describe('a telephone number', () => {
  it.each([
    ['+44 20 7946 0958', 'en'],
    ['+44 (20) 7946 0958', 'en'],
    ['(+90) 532 123 45 67', 'tr'],
    ['0532 123 45 67', 'tr'],
    ['600 100 200', 'pl'],
    ['06 12 34 56 78', 'fr'],
  ])('is found with its plus and bracket: %s', (number, language) => {
    expect(found(`call me: ${number}.`, language)).toEqual([`${number}=phone`])
  })

  it('is found where nothing announces it, by how its country writes it', () => {
    expect(found('ich: 030 12 34 56 78', 'de')).toEqual(['030 12 34 56 78=phone'])
    expect(found('600 100 200 i 600 100 300', 'pl')).toEqual(['600 100 200=phone', '600 100 300=phone'])
  })

  it('is none where a word after it says that it is a reference, or in a table of single digits', () => {
    expect(found('600 100 200 numarali siparis', 'tr')).toEqual([])
    expect(found('1 2 3 4 5 6 7 8 9 10 11 12')).toEqual([])
  })

  it('is none in more than two groups of one digit: those are spelled, and another finder reads them', () => {
    expect(found('call 5 3 2 1234567')).toEqual([])
    expect(found('call 5 3 21234567')).toEqual(['5 3 21234567=phone'])
  })

  it('is none inside a word', () => {
    expect(found('a600 100 200', 'pl')).toEqual([])
    expect(found('600 100 200b', 'pl')).toEqual([])
  })
})

describe('a telephone number that nobody announces', () => {
  // Behind a trunk zero or a country's code it is written in pairs.
  it.each([
    ['fr', '01 23 45 67 89'],
    ['en', '44 20 79 46 09 58'],
    ['pl', '48 60 12 02 303'],
    ['tr', '53 21 23 45 67'],
    ['tr', '90 53 21 23 45 67'],
  ])('is found in five and six groups, in %s: %s', (language, number) => {
    expect(found(`so ${number} it is`, language)).toEqual([`${number}=phone`])
  })

  it('has two groups of one digit at most', () => {
    expect(found('so 0 5 321234567 it is', 'tr')).toEqual(['0 5 321234567=phone'])
    expect(found('so 5 3 2 1234567 it is', 'tr')).toEqual([])
  })
})

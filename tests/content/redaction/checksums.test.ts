import { describe, expect, it } from 'vitest'
import { isNip, isPesel, isTckn, luhn } from '#content/redaction/checksums.ts'

/** The same with another last digit. */
const wrong = (digits: string) => digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10)

describe('a card number', () => {
  it.each(['4111111111111111', '378282246310005', '6011000990139424', '49927398716', '42', '59', '67', '18'])(
    '%s has the check digit of ISO/IEC 7812-1, and with another last digit it has not',
    (digits) => {
      expect([luhn(digits), luhn(wrong(digits))]).toEqual([true, false])
    },
  )

  it('is no row of one digit, though its check digit is right', () => {
    expect(luhn('0000000000000000')).toBe(false)
  })
})

describe('a Turkish identity number', () => {
  it.each(['10000000146', '12345678950', '98765432150', '19090909018', '50505050550', '90109010932'])(
    '%s has both check digits, and with either of them changed it has not',
    (digits) => {
      const tenth = `${wrong(digits.slice(0, 10))}${digits[10]}`
      expect([isTckn(digits), isTckn(wrong(digits)), isTckn(tenth)]).toEqual([true, false, false])
    },
  )

  it.each(['00000000000', '100000001460', '1000000014', '1000000014a'])('is not %s', (text) => {
    expect(isTckn(text)).toBe(false)
  })
})

describe('a Polish identity number', () => {
  it.each([
    ['44051401359', '14 May 1944'],
    ['00210101012', '1 January 2000'],
    ['00222900016', '29 February 2000'],
    ['02220112349', '1 February 2002'],
    ['99123100010', '31 December 1999'],
    ['00850512344', '5 May 1800'],
    ['00523100018', '31 December 2100'],
  ])('%s is of somebody born on %s, and with another last digit of nobody', (digits) => {
    expect([isPesel(digits), isPesel(wrong(digits))]).toEqual([true, false])
  })

  it.each([
    ['99022900014', 'there is no 29 February 1999'],
    ['00422901013', 'there is no 29 February 2100'],
    ['01823100014', 'there is no 31 February'],
    ['44053201353', 'there is no 32 May'],
    ['44050001352', 'there is no day 0'],
    ['44001401354', 'there is no month 0'],
    ['00130100010', 'there is no month 13'],
    ['01520100018', '2101 is too far away'],
    ['00620101015', '2200 is too far away'],
    ['440514013590', 'it has twelve digits'],
    ['4405140135', 'it has ten digits'],
  ])('is not %s: %s', (digits) => {
    expect(isPesel(digits)).toBe(false)
  })
})

describe('a Polish tax number', () => {
  it.each(['5260001246', '1234563218', '1060000062', '7251841120', '1000000006'])(
    '%s has the check digit, and with another last digit it has not',
    (digits) => {
      expect([isNip(digits), isNip(wrong(digits))]).toEqual([true, false])
    },
  )

  it.each(['0000000000', '52600012460', '526000124'])('is not %s', (digits) => {
    expect(isNip(digits)).toBe(false)
  })
})

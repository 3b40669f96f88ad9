import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact } from '#content/language/redact.ts'

const rows: readonly [string, string, string?][] = [
  // addresses
  ['write to ayse.yilmaz+bank@example.com, please', 'write to [email], please'],
  ['is it !@a.aa', 'is it [email]'],
  ['(jan.kowalski@example.com)', '([email])'],
  ['jan (at) example.com', '[email]'],
  [
    'look at https://bob:hunter2@files.example.com/x',
    'look at https://[url-credentials]@files.example.com/x',
  ],
  ['from 192.168.1.20 and 2001:db8::ff00:42:8329', 'from [ip] and [ip]'],
  // numbers with a checksum
  ['my card 4000 0000 0000 0002 is gone', 'my card [card] is gone'],
  ['5555-5555-5555-4444', '[card]'],
  ['IBAN TR33 0006 1005 1978 6457 8413 26', 'IBAN [iban]'],
  ['GB29NWBK60161331926819.', '[iban].'],
  ['PL61 1090 1014 0000 0712 1981 2874', '[iban]'],
  ['konto 61 1090 1014 0000 0712 1981 2874', 'konto [iban]'],
  ['TC kimlik no 10000000146', 'TC kimlik no [tckn]'],
  ['mój PESEL to 44051401359', 'mój PESEL to [pesel]'],
  ['NIP 526-104-08-28', 'NIP [nip]'],
  // telephones
  ['call +48 601 202 303 please', 'call [phone] please'],
  ['zadzwońcie 601 202 303', 'zadzwońcie [phone]', 'pl'],
  ['numer 601202303', 'numer [phone]', 'pl'],
  ['0532 123 45 67', '[phone]', 'tr'],
  ['cep: 5321234567', 'cep: [phone]', 'tr'],
  ['(020) 7946 0958', '[phone]'],
  ['ring me on 07700 900123', 'ring me on [phone]'],
  ['+44 (0)20 7946 0958', '[phone]'],
  // secrets
  ['my PIN is 1234.', 'my PIN is [token].'],
  ['şifrem 48a15162', 'şifrem [token]', 'tr'],
  ['Authorization: Bearer abcdefgh12345678', 'Authorization: Bearer [token]'],
  ['ghp_abcdefghij0123456789', '[token]'],
  // names
  ['My name is Emma Clark and my card is lost', 'My name is [name] and my card is lost'],
  ['Help!\nKind regards,\nEmma Clark', 'Help!\nKind regards,\n[name]'],
  ['Pozdrawiam, Łukasz Wójcik', 'Pozdrawiam, [name]', 'pl'],
]

/** Numbers and words that are the question itself. */
const kept: readonly string[] = [
  'I sent £1,000,000 on 2026-11-15 at 10:30:45',
  'What is the limit, 5000000 or 10 000 000 zł?',
  'order #1234567 from 12/11/2026',
  'my reference is 48151623',
  'How do I change my PIN to 4 digits?',
  'I took out 30 euros and 20 euros were charged',
  'Is there a pin 2 factor option',
  'between 9.00 and 17.30',
  'version 7.3.5 does not open',
  'the transfer of 12.11.2026 has not arrived',
  'Thanks a lot for your help',
  'I am @ the airport',
]

describe('redact', () => {
  test.each(rows)('%j', (text, expected, language) => {
    expect(redact(text, language)).toBe(expected)
  })

  test.each(kept)('keeps %j', (text) => {
    expect(redact(text)).toBe(text)
  })

  test('takes out the names that belong to the ticket, in any case and without marks', () => {
    const known = ['Ayşe Yılmaz']
    expect(redact('Ben Ayşe, AYSE YILMAZ; Yılmaz’ın kartı', 'tr', known)).toBe(
      'Ben [name], [name]; [name]’ın kartı',
    )
    expect(redact('a price is a price', 'en', ['Noah Price'])).toBe('a price is a price')
  })

  test('knows every mark again', () => {
    const marks =
      '[email] [card] [iban] [phone] 1234567 [tckn] [pesel] [nip] [ip] [url-credentials] [token] [name]'
    expect(redact(marks, 'pl', ['name', 'Phone Card'])).toBe(marks)
  })

  test('changes nothing the second time', () => {
    const digits = fc.stringMatching(/^[0-9 ()+.-]{0,40}$/)
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      digits,
      fc.emailAddress(),
      fc.ipV4(),
      fc.constantFrom(...rows.map(([text]) => text)),
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.constantFrom('en', 'tr', 'pl'),
        fc.string(),
        (parts, language, name) => {
          const once = redact(parts.join(' '), language, [name])
          expect(redact(once, language, [name])).toBe(once)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('leaves no e-mail address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.string(), (address, around) => {
        expect(redact(`${around} ${address} ${around}`)).not.toContain(address)
      }),
    )
  })

  test('leaves no card number, however it is grouped', () => {
    const card = fc.stringMatching(/^[3-6][0-9]{14}$/).map((start) => start + checkDigit(start))
    fc.assert(
      fc.property(card, fc.constantFrom('', ' ', '-'), (number, sign) => {
        const written = number.replace(/(\d{4})(?=\d)/g, `$1${sign}`)
        expect(redact(`card ${written} is lost`)).not.toMatch(/\d{4}/)
      }),
    )
  })

  test('takes its time from the length of the text, whatever it says', () => {
    for (const unit of ['@', 'a', 'aB1', ':', 'ab:', '1', '1.', 'pin is ', '(', '://', '+', 'My name is A']) {
      const begun = performance.now()
      redact(unit.repeat(200_000 / unit.length), 'pl', ['Emma Clark'])
      expect(performance.now() - begun, unit).toBeLessThan(500)
    }
  })
})

/** The digit that makes a card number's sum fit. */
function checkDigit(start: string): string {
  let sum = 0
  for (let at = 0; at < start.length; at++) {
    let value = Number(start[start.length - 1 - at])
    if (at % 2 === 0) value = value > 4 ? value * 2 - 9 : value * 2
    sum += value
  }
  return String((10 - (sum % 10)) % 10)
}

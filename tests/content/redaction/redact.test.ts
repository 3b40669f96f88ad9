import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

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
  // characters with spaces between them
  ['My name is J o h n  S m i t h and I wait', 'My name is [name] and I wait'],
  ['call me on 0 7 7 0 0 9 0 0 1 2 3 please', 'call me on [phone] please'],
  ['+4 4 7 7 0 0 9 0 0 1 2 3', '[phone]'],
  ['0-7-7-0-0-9-0-0-1-2-3 or 0.7.7.0.0.9.0.0.1.2.3', '[phone] or [phone]'],
  ['telefonum 0 5 3 2 1 2 3 4 5 6 7', 'telefonum [phone]', 'tr'],
  ['mail j o h n @ e x a m p l e . c o m please', 'mail [email] please'],
  ['card 4 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2', 'card [card]'],
  ['choose a b c d or 1 2 3 4 5 6 7 8 9', 'choose a b c d or 1 2 3 4 5 6 7 8 9'],
  ['s t o p  p l e a s e', 's t o p  p l e a s e'],
  // telephones
  ['call +48 601 202 303 please', 'call [phone] please'],
  ['zadzwońcie 601 202 303', 'zadzwońcie [phone]', 'pl'],
  ['numer 601202303', 'numer [phone]', 'pl'],
  ['0532 123 45 67', '[phone]', 'tr'],
  ['cep: 5321234567', 'cep: [phone]', 'tr'],
  ['(020) 7946 0958', '[phone]'],
  ['ring me on 07700 900123', 'ring me on [phone]'],
  ['+44 (0)20 7946 0958', '[phone]'],
  ['not the landline, the cell: 555-0142', 'not the landline, the cell: [phone]'],
  ['1-800-555-0199 or 06 12 34 56 78', '[phone] or [phone]'],
  ['"jan kowalski"@example.com', '[email]', 'pl'],
  ['10000000146 nolu TC ile', '[tckn] nolu TC ile', 'tr'],
  ['jan [at] example [dot] com', '[email]'],
  ['order 55812, call 07700 900123', 'order 55812, call [phone]'],
  ['sort code 04-00-04, account 31926819', 'sort code [iban], account [iban]'],
  ['VAT PL5260250274', 'VAT PL[nip]'],
  ['nr konta 61 1090 1014 0000 0712 1981 2875', 'nr konta [iban]', 'pl'],
  ['GB33 BUKB 2020 1555 5555 56', '[iban]'],
  ['my account MA64 0115 1900 0001 2050 0053 4921 please', 'my account [iban] please'],
  ['CI93 CI00 8011 1301 1342 9120 0589', '[iban]'],
  // secrets
  ['https://docs.example.com/d/1A2b3C4d5E6f7G8h9I0jKlMnOpQr/edit', 'https://docs.example.com/d/[token]/edit'],
  ['my password is Tiger2019!', 'my password is [token]'],
  ['gelen kod 883120', 'gelen kod [token]', 'tr'],
  ['my PIN is 1234.', 'my PIN is [token].'],
  ['şifrem 48a15162', 'şifrem [token]', 'tr'],
  ['Authorization: Bearer abcdefgh12345678', 'Authorization: Bearer [token]'],
  ['ghp_abcdefghij0123456789', '[token]'],
  // names
  ['My name is Emma Clark and my card is lost', 'My name is [name] and my card is lost'],
  ['my name is emma clark and i wait', 'my name is [name] and i wait'],
  ['Help!\nKind regards,\nEmma Clark', 'Help!\nKind regards,\n[name]'],
  ['Pozdrawiam, Łukasz Wójcik', 'Pozdrawiam, [name]', 'pl'],
  ['Hi John and Kate,\nit fails', 'Hi [name] and [name],\nit fails'],
  ['Hi Mr. Smith, thank you', 'Hi Mr. [name], thank you'],
  ['hello sarah, it crashed', 'hello [name], it crashed'],
  ['Merhaba Elif Hanım, olmadı', 'Merhaba [name] Hanım, olmadı', 'tr'],
  ['Kübra’nın kartı; Mert Yılmaz adına', 'Kübra’nın kartı; [name] adına', 'tr'],
  ['Dzień dobry Pani Krystyno, nie działa', 'Dzień dobry Pani [name], nie działa', 'pl'],
  ['I sent 200 to James Porter by mistake', 'I sent 200 to [name] by mistake'],
  ['Please help.\n\nAhmet', 'Please help.\n\n[name]', 'tr'],
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
  'Thanks Marlin team',
  'Szanowny Panie Dyrektorze, Pani Doktor',
  'Hello Everyone, the Victoria Line is closed',
  'I am Polish and this is Urgent',
  'Regards,\nSales Department',
  'Can you mark it, or will May be billed?',
  'my customer number is 77120394',
  'parcel 00340434161094042557, ISBN 9780157724646',
  'version 2.4.1.10 and chapter 3.2.1.4',
  'https://help.example.com/articles/360012345678-How-To-Reset-Your-Password',
  'the 404 code page, the pin 3 times, a password of 12 characters',
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

  test('leaves the name of the company that is written to', () => {
    const text = 'Hello Marlin,\nit fails.\nThanks, Emma'
    expect(redact(text, 'en', [], ['marlin'])).toBe('Hello Marlin,\nit fails.\nThanks, [name]')
    expect(redact('Merhaba Marlin Hanım', 'tr', [], ['marlin'])).toBe('Merhaba Marlin Hanım')
  })

  test('knows every mark again', () => {
    const marks =
      '[email] [card] [iban] [phone] 1234567 [tckn] [pesel] [nip] [ip] [url-credentials] [token] [name]'
    expect(redact(marks, 'pl', ['name', 'Phone Card'])).toBe(marks)
  })
})

import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('documents', () => {
  test.each([
    ['123-45-6789', '[ssn]', 'en'],
    ['000-45-6789', '000-45-6789', 'en'],
    ['666-45-6789', '666-45-6789', 'en'],
    ['923-45-6789', '923-45-6789', 'en'],
    ['123-00-6789', '123-00-6789', 'en'],
    ['123-45-0000', '123-45-0000', 'en'],
    ['order 123-45-6789', 'order 123-45-6789', 'en'],
    ['AB123456C', '[nino]', 'en'],
    ['AB 12 34 56 E', 'AB 12 34 56 E', 'en'],
    ['12345678Z', '[identity-card]', 'en'],
    ['12345678A', '12345678A', 'en'],
    ['12345678-Z', '[identity-card]', 'en'],
    ['X1234567L', '[identity-card]', 'en'],
    ['Y1234567X', '[identity-card]', 'en'],
    ['Z1234567R', '[identity-card]', 'en'],
    ['X1234567A', 'X1234567A', 'en'],
    ['LB07 SEO', '[plate]', 'en'],
    ['RSSMRA85M01H501Z', '[tax-number]', 'en'],
    ['AB123456C and 123-45-6789', '[nino] and [ssn]', 'en'],
  ])("whose shape is nobody else's: %s", (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['passport number 123456789', 'passport number [passport]', 'en'],
    ['pasaport no U12345678', 'pasaport no [passport]', 'tr'],
    ['Personalausweis L01X00T471', 'Personalausweis [identity-card]', 'de'],
    ['plaka 34 ABC 123', 'plaka [plate]', 'tr'],
    ['tablica WA 12345', 'tablica [plate]', 'pl'],
    ['my handle is @jan_kowalski', 'my handle is [handle]', 'en'],
    ['instagram: jan.kowalski', 'instagram: [handle]', 'en'],
    ['IMEI 356938035643809', 'IMEI [imei]', 'en'],
  ])('after the word that names them: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})

import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('telephone numbers', () => {
  test.each([
    ['Rufen Sie 030 901820 an', 'Rufen Sie [phone] an', 'de'],
    ['030901820', '030901820', 'de'],
    ['030 1', '030 1', 'de'],
    ['06 12 34 56 78', '[phone]', 'fr'],
    ['0612345678', '[phone]', 'fr'],
    ['08 12 34 56 7', '08 12 34 56 7', 'fr'],
    ['612 345 678', '[phone]', 'es'],
    ['612345678', '[phone]', 'es'],
    ['61 2345678', '61 2345678', 'es'],
    ['512345678', '512345678', 'es'],
    ['612345678', '612345678', 'en'],
    ['04911123456', '[phone]', 'tr'],
    ['04911123456', '04911123456', 'en'],
    ['09911123456', '09911123456', 'tr'],
    ['04911 123456', '[phone]', 'en'],
    ['5321234567', '[phone]', 'tr'],
    ['5321234567', '5321234567', 'en'],
    ['532 123 45 67', '[phone]', 'en'],
    ['601202303', '[phone]', 'pl'],
    ['601202303', '601202303', 'en'],
    ['101202303', '101202303', 'pl'],
    ['601 202 303', '[phone]', 'en'],
    ['101 202 303', '101 202 303', 'en'],
    ['200 000 000', '200 000 000', 'en'],
    ['22 123 45 67', '[phone]', 'en'],
    ['0117 496 0123', '[phone]', 'en'],
    ['0117496012', '[phone]', 'en'],
    ['415-555-0100', '[phone]', 'en'],
    ['115-555-0100', '115-555-0100', 'en'],
    ['1-800-555-0199', '[phone]', 'en'],
  ])('a national number in its writing, in its own language: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['447700900123', '[phone]', 'en'],
    ['457700900123', '457700900123', 'en'],
    ['905321234567', '[phone]', 'en'],
    ['48601202303', '[phone]', 'en'],
    ['49601202303', '49601202303', 'en'],
    ['00 44 7700 900123', '[phone]', 'en'],
    ['00 44 7700 9', '00 44 7700 9', 'en'],
  ])("a country's code without a plus, where it is one: %s", (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['phone 1234567', 'phone [phone]', 'en'],
    ['phone 123456', 'phone 123456', 'en'],
    ['phone +123456789012345', 'phone [phone]', 'en'],
    ['phone +1234567890123456', 'phone +1234567890123456', 'en'],
    ['+12345678', '[phone]', 'en'],
    ['+1234567', '+1234567', 'en'],
    ['order number 07700 900123', 'order number 07700 900123', 'en'],
    ['sipariş no 0532 123 45 67', 'sipariş no 0532 123 45 67', 'tr'],
    ['phone 2017-02-07 12', 'phone 2017-02-07 12', 'en'],
    ['call me back (07700 900123)?', 'call me back ([phone])?', 'en'],
    ['call (0)7700 900123', 'call [phone]', 'en'],
    ['+(44) 7700 900123', '[phone]', 'en'],
  ])('the word before decides, within the lengths of ITU-T E.164: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})

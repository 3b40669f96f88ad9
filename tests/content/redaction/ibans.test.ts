import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('bank accounts', () => {
  test.each([
    ['IBAN GB29 NWBK 6016 1331 9268 19 and GB33BUKB20201555555556', 'IBAN [iban] and [iban]', 'en'],
    ['NO9386011117947', '[iban]', 'en'],
    ['no 9386011117947', 'no 9386011117947', 'tr'],
    ['NO93 8601 1117 947', '[iban]', 'en'],
    ['TR33 0006 1005 1978 6457 8413 26 numaralı hesap', '[iban] numaralı hesap', 'tr'],
    ['TR330006100519786457841326x', 'TR330006100519786457841326x', 'tr'],
    ['GB29 NWBK 6016 1331 9268', 'GB29 NWBK 6016 1331 9268', 'en'],
    ['GB29-NWBK-6016-1331-9268-19', '[iban]', 'en'],
    ['GB29.NWBK.6016.1331.9268.19.', '[iban].', 'en'],
    ['GB29_NWBK_6016_1331_9268_19', '[iban]', 'en'],
    ['NO93\n8601\n1117\n947', '[iban]', 'en'],
    ['GB29  NWBK 6016 1331 9268 19', 'GB29  NWBK 6016 1331 9268 19', 'en'],
    ['NO93 8601 1117 947 paid', '[iban] paid', 'en'],
    ['pay DE89 3704 0044 0532 0130 then', 'pay DE89 3704 [phone] then', 'en'],
  ])('by country, length and check digits: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['GB29 NWBK 6016 1331 9268 20', '[iban]', 'en'],
    ['account DE89 3704 0044 0532 0130 01', 'account [iban]', 'en'],
    ['payee DE89 3704 0044 0532 0130', 'payee [iban]', 'en'],
    ['my account is DE89 3704 0044 0532 0130 00 today', 'my account is [iban] today', 'en'],
  ])(
    'a mistyped one by its shape, a shorter one only beside a word for accounts: %s',
    (text, redacted, language) => {
      expect(redact(text, language)).toBe(redacted)
    },
  )
})

import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('e-mail addresses', () => {
  test.each([
    ['jan @ example.com', '[email]', 'en'],
    ['I am @ example.com', 'I am @ example.com', 'en'],
    ['2 @ 1.50', '2 @ 1.50', 'en'],
    ['jan@localhost', '[email]', 'en'],
    ['jan@ex', 'jan@ex', 'en'],
    ['jan@exa', '[email]', 'en'],
    ['user=jan@example.com', 'user=[email]', 'en'],
    ["'jan@example.com'", "'[email]'", 'en'],
    ['"jan kowalski"@example.com', '[email]', 'en'],
    ['a@b.co and c@d.co', '[email] and [email]', 'en'],
    ['a@b.coc@d.co', '[email]@d.co', 'en'],
    ['@example.com', '@example.com', 'en'],
    ['jan@', 'jan@', 'en'],
    ['jan@example.com.', '[email].', 'en'],
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com', '[email]', 'en'],
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com', 'x[email]', 'en'],
  ])('from the @ outwards: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['bought at example.com', 'bought at example.com', 'en'],
    ['jan at example dot com', '[email]', 'en'],
    ['jan (at) example (dot) com', '[email]', 'en'],
    ['jan (at) example.com', '[email]', 'en'],
    ['jan małpa example kropka pl', '[email]', 'pl'],
    ['(at) example.com', '(at) example.com', 'en'],
    ['jan (at) a.com, ola (at) b-c.com', 'jan (at) a.com, [email]', 'en'],
  ])('spelled to be read: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})

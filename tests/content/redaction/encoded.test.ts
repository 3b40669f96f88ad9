import { expect, it, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

test.each([
  ['https://acme.example/reset?email=jane.doe%40example.com', 'https://acme.example/reset?email=[email]'],
  ['mailto:kate%2540example.com', 'mailto:[email]'],
  ['jane.doe=40example.com', '[email]'],
  ['write to jane.doe&#64;example.com', 'write to [email]'],
  ['write to jane.doe&#x40;example.com', 'write to [email]'],
  ['write to jane.doe&amp;#64;example.com', 'write to [email]'],
  ['write to jane.doe＠example.com', 'write to [email]'],
  ['card 4111&nbsp;1111&nbsp;1111&nbsp;1111 lost', 'card [card] lost'],
  ['card 4111%201111%201111%201111 lost', 'card [card] lost'],
  ['card 4111_1111_1111_1111 lost', 'card [card] lost'],
  ['card 4111\n1111\n1111\n1111 lost', 'card [card] lost'],
  ['card ４１１１ １１１１ １１１１ １１１１ lost', 'card [card] lost'],
  ['pay GB82&nbsp;WEST&nbsp;1234&nbsp;5698&nbsp;7654&nbsp;32 now', 'pay [iban] now'],
  ['pay GB82_WEST_1234_5698_7654_32 now', 'pay [iban] now'],
  ['pay GB82 WEST 1234\n5698 7654 32 now', 'pay [iban] now'],
  // Soft hyphens, zero-width spaces and word joiners, as they come out of a PDF or a web page.
  ['write to ja\u00adne.doe@exam\u200bple.com', 'write to [email]'],
  ['write to jane.doe&#64;exam&shy;ple.com', 'write to [email]'],
  ['card 4111\u200b1111\u200b1111\u200b1111 lost', 'card [card] lost'],
  ['call +48\u2060 601\u200e 202 303', 'call [phone]'],
])('what is encoded is found: %s', (text, redacted) => {
  expect(redact(text, 'en')).toBe(redacted)
  expect(redact(redacted, 'en')).toBe(redacted)
})

it('leaves an encoded link alone that hides nothing', () => {
  const text = 'https://shop.example/a%20b?q=100%25&page=2 fails, R&D; too &amp; so on'
  expect(redact(text, 'en')).toBe(text)
})

it('leaves invisible characters where a script or a picture needs them', () => {
  const text = 'می‌خواهم 👩‍💻'
  expect(redact(text, 'fa')).toBe(text)
})

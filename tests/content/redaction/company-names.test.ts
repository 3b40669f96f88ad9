import { expect, test } from 'vitest'
import { ownNames } from '#content/redaction/company-names.ts'
import { redact } from '#content/redaction/redact.ts'
import { accept } from '#scripts/import/accept.ts'

test.each([
  ['Zentra', 'Hello Zentra, my card is lost', 'Hello Zentra, my card is lost'],
  ['Zentra Bank', 'Merhaba Zentra, kartım kayboldu', 'Merhaba Zentra, kartım kayboldu'],
  ['Kowal', 'Dzień dobry Kowal, zgubiłem kartę', 'Dzień dobry Kowal, zgubiłem kartę'],
])('a greeting to the company itself (%s) stays', (company, text, kept) => {
  expect(redact(text, 'en', [], ownNames(company))).toBe(kept)
})

test('a company called after a person does not let that name through', () => {
  expect(ownNames('Maria Nowak Studio')).not.toContain('Maria')
  expect(redact('Hello, I am Maria Schmidt', 'en', [], ownNames('Maria Nowak Studio'))).not.toContain('Maria')
})

test('an import knows the company’s name too', () => {
  const raw = { externalId: '1', createdAt: '2026-11-01T10:00:00Z', body: 'Hello Zentra, my card is lost' }
  const row = accept(raw, {
    ...{ source: 'generic', company: 'Zentra', secret: new Uint8Array(32), traits: [], locales: ['en'] },
    ...{ dates: undefined, zone: undefined },
  })
  expect(row).toMatchObject({ body: 'Hello Zentra, my card is lost' })
})

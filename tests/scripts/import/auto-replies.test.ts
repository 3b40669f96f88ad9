import { expect, test } from 'vitest'
import { unwanted } from '#scripts/import/auto-replies.ts'

const ticket = { externalId: '1', createdAt: 0 }

test.each([
  ...['Automatic reply: Your card', 'Auto-Reply: hello', 'Out of office: back on Monday', 'Out of Office'],
  ...[
    'RE: Automatic reply: Your card',
    '[Auto-Response] Thanks',
    'Undeliverable: Your card',
    'Undelivered Mail',
  ],
  ...['Delivery Status Notification (Failure)', 'Mail delivery failed: returning message to sender'],
  ...['Otomatik Yanıt: Kartınız', 'OTOMATİK YANIT: Kartınız', 'Ofis dışında', 'Autoodpowiedź: Karta'],
  ...[
    'Odpowiedź automatyczna: Karta',
    'Automatische Antwort: Karte',
    'Abwesenheitsnotiz',
    'AW: Abwesenheitsnotiz',
  ],
  ...['Respuesta automática: Tarjeta', 'Réponse automatique : carte', '<p>Automatic reply: Your card</p>'],
])('%j is an automatic reply', (subject) => {
  expect(unwanted({ ...ticket, subject })).toMatchObject({ column: 'subject' })
})

test.each([
  ...[
    'Undeliverable parcel, what now?',
    'How do I set up an automatic reply?',
    'Automatic replies to my customers',
  ],
  ...[
    'Otomatik ödeme talimatı',
    'Automatyczna płatność',
    'Automatische Zahlung',
    'Out of office hours support?',
  ],
])('%j is a question', (subject) => {
  expect(unwanted({ ...ticket, subject })).toBeUndefined()
})

test('spam and what was deleted is told by tag or status', () => {
  expect(unwanted({ ...ticket, tags: ['vip', 'SPAM'] })).toMatchObject({ column: 'tags' })
  expect(unwanted({ ...ticket, status: 'spam' })).toMatchObject({ column: 'status' })
  expect(unwanted({ ...ticket, status: 'deleted' })).toMatchObject({ column: 'status' })
  expect(unwanted({ ...ticket, status: 'constructor', tags: ['spam_filter_question'] })).toBeUndefined()
})

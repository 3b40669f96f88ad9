import { describe, expect, test } from 'vitest'
import type { Trait } from '#content/model/trait.ts'
import { accept } from '#scripts/import/accept.ts'
import { isReject } from '#scripts/import/desks/source.ts'
import { zendesk } from '#scripts/import/desks/zendesk.ts'

const traits: Trait[] = [
  { id: 'plan', type: 'string', signed: true },
  { id: 'seats', type: 'number', signed: true },
]
const ticket = {
  id: 35,
  url: 'https://acme.zendesk.com/api/v2/tickets/35.json',
  created_at: '2026-11-01T10:00:00Z',
  updated_at: '2026-11-02T10:00:00Z',
  subject: 'Card of Ayşe Yılmaz',
  description: '<p>Merhaba,</p><p>kartım gelmedi. Ayse Yilmaz, 0532 123 45 67</p>',
  status: 'solved',
  tags: ['card'],
  via: { channel: 'mobile' },
  requester: {
    name: 'Ayşe Yılmaz',
    email: 'Ayse@Example.com',
    locale: 'tr-TR',
    user_fields: { plan: 'business', seats: '4', mother: 'Fatma' },
  },
  satisfaction_rating: { score: 'good_with_comment' },
}

function row(change: object) {
  const raw = zendesk.ticket({ ...ticket, ...change })
  return isReject(raw)
    ? raw
    : accept(raw, { source: 'zendesk', secret: new Uint8Array(32), traits, locales: ['en', 'tr'] })
}

describe('a Zendesk ticket', () => {
  test('is stored without anything personal', () => {
    const stored = row({})
    expect(stored).toMatchObject({
      id: 'zendesk:acme.zendesk.com:35',
      subject: 'Card of [name]',
      language: 'tr',
      channel: 'app',
      csat: 1,
      traits: { plan: 'business', seats: 4 },
      mergedInto: null,
    })
    expect(stored).toHaveProperty('body', expect.stringMatching(/kartım gelmedi. \[name\], \[phone\]/))
    expect(JSON.stringify(stored)).not.toMatch(/ay[sş]e|example\.com|fatma|0532/i)
  })

  test('has the same customer key however the address is written', () => {
    const key = (email: string) => (row({ requester: { email } }) as { customer: string }).customer
    expect(key(' AYSE@example.com')).toBe(key('ayse@example.com'))
    expect(key('ayse@example.com')).toMatch(/^[0-9a-f]{64}$/)
  })

  test('that was merged says where to', () => {
    expect(row({ tags: ['closed_by_merge'] })).toMatchObject({ mergedInto: 'unknown' })
    expect(row({ merged_into_id: 7 })).toMatchObject({ mergedInto: 'zendesk:acme.zendesk.com:7' })
  })

  test.each([
    [{ id: undefined }, 'no id'],
    [{ created_at: 'soon' }, 'no date'],
    [{ description: '', subject: '…' }, 'no text'],
    [{ tags: ['spam'] }, '"spam"'],
    [{ status: 'deleted' }, 'deleted'],
  ])('is rejected for %j', (change, reason) => {
    expect(row(change)).toMatchObject({ reason: expect.stringContaining(reason) })
  })

  test('comes out of a view with Turkish or Polish headers', () => {
    const raw = zendesk.ticket({
      'Bilet kimliği': '#12',
      Konu: 'Kart',
      Açıklama: 'Kartım nerede?',
      Oluşturuldu: '15.11.2026',
    })
    expect(raw).toMatchObject({
      externalId: '12',
      subject: 'Kart',
      body: 'Kartım nerede?',
      createdAt: '15.11.2026',
    })
  })

  test('cannot reach a prototype', () => {
    const evil = JSON.parse(
      JSON.stringify(ticket).replace('"plan"', '"__proto__":{"plan":"x"},"plan"'),
    ) as object
    expect(row(evil)).toMatchObject({ traits: { plan: 'business' } })
    expect(({} as Record<string, unknown>)['plan']).toBeUndefined()
  })
})

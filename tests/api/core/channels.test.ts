import { expect, test } from 'vitest'
import { channelOffer, channelsFor } from '#core/channels.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const tiny = tinyLibrary()
const library = {
  ...tiny,
  site: { ...tiny.site, timezone: 'Europe/London' },
  channels: [
    ...tiny.channels,
    { id: 'lost', label: 'Lost card', icon: 'card' as const, href: 'tel:2', urgent: true },
  ],
}
const at = (now: string) =>
  channelsFor({ library, segments: [], entitledBy: ['traveller'], locale: 'en', now: new Date(now) })

test('what cannot wait comes first only while nobody with hours is there', () => {
  expect(at('2026-11-23T12:00:00Z').map(({ id }) => id)).toEqual(['chat', 'phone', 'lost'])
  expect(at('2026-11-23T02:00:00Z').map(({ id }) => id)).toEqual(['lost', 'chat', 'phone'])
})

test('a closed channel says when it opens next: after a weekend, and across a change of clocks', () => {
  const phone = (now: string) => at(now).find(({ id }) => id === 'phone')
  expect(phone('2026-11-23T12:00:00Z')).toMatchObject({ open: true, opens: null })
  expect(phone('2026-11-20T18:00:00Z')).toMatchObject({ opens: '2026-11-23T09:00:00.000Z' })
  // The clocks go forward on Sunday 28 March 2027: nine in London is then eight in UTC.
  expect(phone('2027-03-26T18:00:00Z')).toMatchObject({ opens: '2027-03-29T08:00:00.000Z' })
})

test('a segment’s reason is said of its own first channel, and only where it moved something', () => {
  const because = (now: string, known = library) => {
    const segments = known.segments.filter(({ id }) => id === 'traveller')
    const offer = channelOffer({
      ...{ library: known, segments, entitledBy: ['traveller'], locale: 'en', now: new Date(now) },
    })
    expect(offer.channels[0]?.because ?? '').toBe(offer.because && `Because ${offer.because}`)
    return offer.because
  }
  expect(because('2026-11-23T12:00:00Z')).toBe('calls are free abroad')
  // At night the line for what cannot wait leads, which is no wish of travellers.
  expect(because('2026-11-23T02:00:00Z')).toBe('')
  const wanted = {
    ...library,
    channels: ['phone', 'chat', 'lost'].map((id) => library.channels.find((one) => one.id === id)!),
  }
  expect(because('2026-11-23T12:00:00Z', wanted)).toBe('')
})

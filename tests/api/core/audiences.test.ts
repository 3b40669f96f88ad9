import { expect, test } from 'vitest'
import { audiencesOf } from '#core/audiences.ts'
import type { Facts } from '#core/visitor.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const audiences = (facts: Facts, more: object = {}) => [
  ...audiencesOf(tinyLibrary(), { facts, ...more }, '2026-11-23'),
]

test('a token or the customer record unlocks; the stronger of the two counts', () => {
  expect(audiences({ token: { trips: 4 } })).toEqual(['traveller'])
  expect(audiences({ account: { trips: 4 } })).toEqual(['traveller'])
  expect(audiences({ token: { trips: 0 }, account: { trips: 4 } })).toEqual([])
})

test('a choice, a link, behaviour and the request unlock nothing, alone or beside a token', () => {
  const unsigned = {
    choice: { trips: 9 },
    link: { for: 'traveller', trips: 9 },
    behaviour: { trips: 9 },
    request: { trips: 9 },
  }
  expect(audiences(unsigned, { choice: 'traveller' })).toEqual([])
  expect(audiences({ ...unsigned, token: { plan: 'free' } }, { choice: 'traveller' })).toEqual([])
})

test('a choice locks nothing either: whoever asked for the usual order keeps what is theirs', () => {
  expect(audiences({ token: { trips: 4 } }, { choice: null })).toEqual(['traveller'])
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { identify } from '#scripts/mining/identify.ts'

const gap = (...ticketIds: string[]) => ({ ticketIds })

it('keeps an id while half of the earlier tickets are still there', () => {
  const [first] = identify([gap('1', '2', '3', '4')])
  expect(identify([gap('3', '4', '5')], [{ id: first!, ...gap('1', '2', '3', '4') }])).toEqual([first])
  expect(identify([gap('4', '5')], [{ id: first!, ...gap('1', '2', '3', '4') }])).not.toEqual([first])
})

it('gives a split gap its id once, to the larger part', () => {
  const before = [{ id: 'old', ...gap('1', '2', '3', '4') }]
  const ids = identify([gap('1', '2'), gap('3', '4')], before)
  expect(ids[0]).toBe('old')
  expect(ids[1]).not.toBe('old')
})

it('gives every gap an id of its own, whatever came before', () => {
  const tickets = fc.uniqueArray(fc.stringMatching(/^[a-e][0-9]$/), { minLength: 1, maxLength: 8 })
  const gaps = fc.array(fc.record({ ticketIds: tickets }), { maxLength: 8 })
  fc.assert(
    fc.property(gaps, gaps, (earlier, now) => {
      const before = earlier.map((entry, at) => ({ id: `g${at}`, ...entry }))
      const ids = identify(now, before)
      expect(new Set(ids).size).toBe(now.length)
      expect(identify(now, before)).toEqual(ids)
    }),
  )
})

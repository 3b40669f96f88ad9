import { expect, it } from 'vitest'
import { followUps } from '#scripts/mining/gaps/follow-up.ts'
import { endOf } from '#scripts/mining/gaps/trend.ts'

const dayMs = 86_400_000
const closing = { gap: 'g1', article: 'cards/swallowed', since: '2026-06-01' }

/** Tickets a week before and after 1 June for twelve weeks each, all of one topic; the gap knew those from before. */
function follow(before: number, after: number, asOf = '2026-08-23') {
  const june = Date.parse('2026-06-01T00:00:00Z')
  const at = (count: number, sign: number) =>
    Array.from({ length: count * 12 }, (_, n) => june + sign * (n + 0.5) * ((84 * dayMs) / (count * 12)))
  const instants = [...at(before, -1), ...at(after, 1)].filter((one) => one < endOf(asOf))
  const createdAt = new Map(instants.map((one, n) => [`t${n}`, new Date(one).toISOString()]))
  const groups = new Map([...createdAt.keys()].map((id) => [id, 'en-1']))
  const members = new Map([['g1', [...createdAt.keys()].slice(0, before * 12)]])
  return followUps([closing], { members, groups, createdAt, end: endOf(asOf) })
}

it('counts a week before and since the article came, in the topic where the gap lives on', () => {
  const [one] = follow(5, 2)
  expect(one).toMatchObject(closing)
  expect(one!.before).toBeCloseTo(5, 1)
  expect(one!.after).toBeCloseTo(2, 1)
  expect(one!.weeks).toEqual({
    topic: [...Array<number>(11).fill(5), ...Array<number>(12).fill(2)],
    others: Array<number>(23).fill(0),
    before: 11,
  })
})

it('says nothing while four weeks have not passed', () => {
  expect(follow(5, 5, '2026-06-20')[0]!.after).toBeNull()
  expect(follow(5, 5, '2026-07-01')[0]!.after).toBeCloseTo(5, 0)
})

it('leaves out what was never asked before', () => {
  expect(
    followUps([closing], {
      members: new Map(),
      groups: new Map(),
      createdAt: new Map(),
      end: endOf('2026-08-01'),
    }),
  ).toEqual([])
})

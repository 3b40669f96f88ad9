import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cameBack, closedBy, type Decision, gapState, holding } from '#core/gaps/state.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const now = { gap: 'g', library: { articles: [] }, draft: false, today: '2026-11-22' }
const count = fc.integer({ min: 1, max: 10_000 })

it('a dismissed gap stays dismissed until it is asked twice as often', () => {
  fc.assert(
    fc.property(count, count, (was, volume) => {
      const decisions: Decision[] = [{ decision: 'dismiss', at: 1, volume: was }]
      const state = gapState({ ...now, decisions, volume })
      expect(state).toBe(volume < 2 * was ? 'dismissed' : 'open')
      expect(cameBack({ decisions, volume })).toEqual(volume < 2 * was ? undefined : { was, now: volume })
    }),
  )
})

it('dismissed again, it counts from there', () => {
  const decisions: Decision[] = [
    { decision: 'dismiss', at: 2, volume: 40 },
    { decision: 'dismiss', at: 1, volume: 10 },
  ]
  expect(gapState({ ...now, decisions, volume: 30 })).toBe('dismissed')
  expect(gapState({ ...now, decisions, volume: 80 })).toBe('open')
})

it('a gap whose volume nobody wrote down stays dismissed, and a reopened one never came back', () => {
  expect(gapState({ ...now, decisions: [{ decision: 'dismiss', at: 1 }], volume: 9 })).toBe('dismissed')
  expect(gapState({ ...now, decisions: [{ decision: 'dismiss', at: 1, volume: 3 }] })).toBe('dismissed')
  const reopened: Decision[] = [
    { decision: 'dismiss', at: 1, volume: 3 },
    { decision: 'reopen', at: 2 },
  ]
  expect(cameBack({ decisions: reopened, volume: 9 })).toBeUndefined()
})

it('a gap is closed by the article that answers it, since its last change, or by the last link', () => {
  const [first, second] = tinyLibrary().articles
  const articles = [first!, { ...second!, answers: 'g', updated: '2026-11-03' }]
  const link = (article: string, at: number): Decision => ({ decision: 'link', article, at })
  const closed = (gap: string, ...decisions: Decision[]) =>
    closedBy({ gap, decisions, library: { articles } })
  const day = Date.UTC(2026, 10, 20)
  expect(closed('g', link(first!.id, day))).toEqual({ article: second!.id, since: '2026-11-03' })
  expect(closed('other', link(first!.id, day))).toEqual({ article: first!.id, since: '2026-11-20' })
  expect(closed('other', link(first!.id, day), { decision: 'reopen', at: day + 1 })).toBeUndefined()
  expect(closed('other', link('no/such', day))).toBeUndefined()
})

it('an undo takes the decision before it away, and nothing else', () => {
  const decisions: Decision[] = [
    { decision: 'assign', at: 1 },
    { decision: 'dismiss', at: 2, volume: 5 },
    { decision: 'undo', at: 3 },
  ]
  expect(holding(decisions).map(({ decision }) => decision)).toEqual(['assign'])
  expect(gapState({ ...now, decisions })).toBe('assigned')
  expect(gapState({ ...now, decisions: [...decisions, { decision: 'undo', at: 4 }] })).toBe('open')
})

it('a snoozed gap comes back on its day; what was merged or given to the product stays away until it is reopened', () => {
  const snoozed: Decision[] = [{ decision: 'snooze', at: 1, until: '2026-12-01' }]
  expect(gapState({ ...now, decisions: snoozed })).toBe('snoozed')
  expect(gapState({ ...now, decisions: snoozed, today: '2026-12-01' })).toBe('open')
  for (const [decision, state] of [
    ['merge', 'merged'],
    ['product', 'product'],
  ] as const) {
    expect(gapState({ ...now, decisions: [{ decision, at: 1 }] })).toBe(state)
    expect(
      gapState({
        ...now,
        decisions: [
          { decision, at: 1 },
          { decision: 'reopen', at: 2 },
        ],
      }),
    ).toBe('open')
  }
})

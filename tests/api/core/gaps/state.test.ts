import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cameBack, closedBy, type Decision, gapState } from '#core/gaps/state.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const library = { articles: [], drafts: [] }
const count = fc.integer({ min: 1, max: 10_000 })

it('a dismissed gap stays dismissed until it is asked twice as often', () => {
  fc.assert(
    fc.property(count, count, (was, now) => {
      const decisions: Decision[] = [{ decision: 'dismiss', at: 1, volume: was }]
      const state = gapState({ gap: 'g', decisions, library, volume: now })
      expect(state).toBe(now < 2 * was ? 'dismissed' : 'open')
      expect(cameBack({ decisions, volume: now })).toEqual(now < 2 * was ? undefined : { was, now })
    }),
  )
})

it('dismissed again, it counts from there', () => {
  const decisions: Decision[] = [
    { decision: 'dismiss', at: 2, volume: 40 },
    { decision: 'dismiss', at: 1, volume: 10 },
  ]
  expect(gapState({ gap: 'g', decisions, library, volume: 30 })).toBe('dismissed')
  expect(gapState({ gap: 'g', decisions, library, volume: 80 })).toBe('open')
})

it('a gap whose volume nobody wrote down stays dismissed, and a reopened one never came back', () => {
  expect(gapState({ gap: 'g', decisions: [{ decision: 'dismiss', at: 1 }], library, volume: 9 })).toBe(
    'dismissed',
  )
  expect(gapState({ gap: 'g', decisions: [{ decision: 'dismiss', at: 1, volume: 3 }], library })).toBe(
    'dismissed',
  )
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
    closedBy({ gap, decisions, library: { articles, drafts: [] } })
  const day = Date.UTC(2026, 10, 20)
  expect(closed('g', link(first!.id, day))).toEqual({ article: second!.id, since: '2026-11-03' })
  expect(closed('other', link(first!.id, day))).toEqual({ article: first!.id, since: '2026-11-20' })
  expect(closed('other', link(first!.id, day), { decision: 'reopen', at: day + 1 })).toBeUndefined()
  expect(closed('other', link('no/such', day))).toBeUndefined()
})

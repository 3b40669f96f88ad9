import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesOf } from '#scripts/mining/gaps/gap-changes.ts'
import { type EarlierGap, identify } from '#scripts/mining/gaps/gap-ids.ts'

const gap = (...ticketIds: string[]) => ({ ticketIds })
const was = (id: string, ...ticketIds: string[]): EarlierGap => ({ id, ticketIds })

/** Runs `npm run mine` would store, one after another: what each gap is called in each. */
function live(runs: readonly (readonly { readonly ticketIds: readonly string[] }[])[]): string[][] {
  const known = new Map<string, EarlierGap>()
  return runs.map((gaps) => {
    const ids = identify(gaps, [...known.values()])
    for (const [id, one] of known) known.set(id, { ...one, last: false })
    ids.forEach((id, at) => {
      known.set(id, { id, ticketIds: gaps[at]!.ticketIds, last: true })
    })
    return ids
  })
}

describe('a gap', () => {
  it('keeps its id while half of its earlier tickets are still there', () => {
    expect(identify([gap('3', '4', '5')], [was('old', '1', '2', '3', '4')])).toEqual(['old'])
    expect(identify([gap('4', '5')], [was('old', '1', '2', '3', '4')])).not.toEqual(['old'])
  })

  it('that splits gives its id to the larger part, once', () => {
    const ids = identify([gap('1', '2'), gap('3', '4', '5')], [was('old', '1', '2', '3', '4', '5')])
    expect(ids[1]).toBe('old')
    expect(ids[0]).not.toBe('old')
  })

  it('that takes in a smaller one keeps its own id, in every later run too', () => {
    const large = ['1', '2', '3', '4', '5', '6']
    const small = ['a', 'b']
    const both = gap(...large.slice(1), ...small)
    const [first, ...later] = live([[gap(...large), gap(...small)], [both], [both], [both]])
    expect(later.flat()).toEqual([first![0], first![0], first![0]])
  })

  it('does not lose its id when old tickets are deleted', () => {
    const before = [was('old', '1', '2', '3', '4')]
    expect(identify([gap('4', '5')], before, new Set(['4', '5']))).toEqual(['old'])
  })
})

const tickets = fc.uniqueArray(fc.stringMatching(/^[a-e][0-9]$/), { minLength: 1, maxLength: 8 })
const gaps = fc.array(fc.record({ ticketIds: tickets }), { maxLength: 8 })
/** Gaps as mining makes them: no ticket is in two. */
const parted = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 })
  .map((places) => [...Map.groupBy(places.keys(), (at) => places[at]!).values()])
  .map((lists) => lists.map((list) => gap(...list.map((at) => `t${at}`))))
const many = { numRuns: 2000 }

describe('ids', () => {
  it('are unique and the same for the same tickets, whatever came before', () => {
    fc.assert(
      fc.property(gaps, gaps, (earlier, now) => {
        const before = earlier.map((entry, at) => ({ id: `g${at}`, ...entry }))
        const ids = identify(now, before)
        expect(new Set(ids).size).toBe(now.length)
        expect(identify(now, before)).toEqual(ids)
      }),
      many,
    )
  })

  it('are kept when tickets are added and up to half of them move elsewhere', () => {
    fc.assert(
      fc.property(parted, fc.infiniteStream(fc.nat()), (earlier, random) => {
        const next = (below: number) => random.next().value! % below
        const before = earlier.map((entry, at) => was(`g${at}`, ...entry.ticketIds))
        const moved: string[] = []
        const grown = before.map(({ ticketIds }, at) => {
          const leave = next(Math.floor(ticketIds.length / 2) + 1)
          moved.push(...ticketIds.slice(0, leave))
          const fresh = Array.from({ length: next(12) }, (_, n) => `new${at}-${n}`)
          return gap(...ticketIds.slice(leave), ...fresh)
        })
        // What left is a gap of its own: it must not take anybody's id.
        const now = moved.length > 0 ? [...grown, gap(...moved)] : grown
        const ids = identify(now, before)
        grown.forEach((entry, at) => {
          const stayed = entry.ticketIds.filter((id) => !id.startsWith('new')).length
          if (stayed > before[at]!.ticketIds.length / 2) expect(ids[at]).toBe(`g${at}`)
        })
      }),
      many,
    )
  })

  it('are never given to another gap: who has an old id holds half of its tickets', () => {
    fc.assert(
      fc.property(fc.array(parted, { minLength: 2, maxLength: 5 }), (runs) => {
        const latest = new Map<string, Set<string>>()
        live(runs).forEach((ids, run) => {
          ids.forEach((id, at) => {
            const now = runs[run]![at]!.ticketIds
            const before = latest.get(id)
            if (before) {
              const kept = now.filter((ticket) => before.has(ticket)).length
              expect(kept).toBeGreaterThanOrEqual(before.size / 2)
            }
            latest.set(id, new Set(now))
          })
          expect(new Set(ids).size).toBe(ids.length)
        })
      }),
      many,
    )
  })
})

describe('what became of gaps', () => {
  const coverage = new Map<string, string | null>([
    ['x', 'orders/parcel'],
    ['y', 'orders/parcel'],
    ['z', null],
  ])
  const changes = (now: { ticketIds: string[] }[], before: EarlierGap[]) => {
    const ids = identify(now, before)
    return changesOf(
      now.map((entry, at) => ({ ...entry, id: ids[at]! })),
      before,
      { coverage },
    )
  }

  it('tells merges by both ids', () => {
    const before = [was('g12', '1', '2', '3'), was('g7', '4', '5')]
    expect(changes([gap('1', '2', '3', '4', '5')], before)).toEqual([
      { what: 'merged', gap: 'g12', of: ['g7'] },
    ])
  })

  it('tells splits with the parts, the largest first', () => {
    const [split] = changes([gap('1', '2'), gap('3', '4', '5')], [was('g3', '1', '2', '3', '4', '5')])
    expect(split).toMatchObject({ what: 'split', gap: 'g3' })
    expect((split as { into: string[] }).into[0]).toBe('g3')
    expect((split as { into: string[] }).into).toHaveLength(2)
  })

  it('tells what is gone, and the article that answers it now', () => {
    expect(changes([], [was('g1', 'x', 'y', 'z'), was('g2', 'z', 'q')])).toEqual([
      { what: 'gone', gap: 'g1', article: 'orders/parcel' },
      { what: 'gone', gap: 'g2', article: null },
    ])
  })

  it('tells what is back, and says nothing of what stays', () => {
    const before = [{ ...was('g1', '1', '2'), last: false }, was('g2', '3', '4')]
    expect(changes([gap('1', '2'), gap('3', '4', '5')], before)).toEqual([{ what: 'returned', gap: 'g1' }])
  })
})

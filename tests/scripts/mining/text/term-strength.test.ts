import { expect, it } from 'vitest'
import { sparseFrom } from '#scripts/mining/text/sparse-matrix.ts'
import { strengthOf } from '#scripts/mining/text/term-strength.ts'

it('makes a word of the topic stronger than a word of habit that is as frequent', () => {
  // Two topics of 30 texts, each with a word of its own (0, 1); word 2 is in every second text of either.
  const rows = Array.from({ length: 60 }, (_, at) => {
    const row = new Map([[at < 30 ? 0 : 1, 1]])
    row.set(at % 2 === 0 ? 2 : 3, 0.4)
    return row
  })
  const strength = strengthOf(sparseFrom(rows, 5))
  expect(strength[0]).toBeGreaterThan(0.9)
  expect(strength[0]).toBeLessThanOrEqual(1)
  // What no text has is as strong as by chance: not at all.
  expect(strength[4]).toBe(0)
  const [topic, habit] = strengthOf(habitual())
  expect(habit! + 0.2).toBeLessThan(topic!)
})

/** As above, but who has the habit (word 1) shares nothing else with others who have it. */
function habitual() {
  return sparseFrom(
    Array.from({ length: 60 }, (_, at) => {
      const own = 2 + Math.floor(at / 6)
      const row = new Map([[own, 1]])
      if (at % 6 === 0) row.set(1, 0.3)
      if (at < 12) row.set(0, 0.5)
      return row
    }),
    12,
  )
}

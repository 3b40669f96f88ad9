import fc from 'fast-check'
import { zendesk } from '#scripts/import/desks/zendesk.ts'
import type { importer } from './importing.ts'

/** A version of one of three tickets: the same id, time and words come up again and again. */
const version = fc.record({
  id: fc.integer({ min: 1, max: 3 }),
  updated_at: fc.constantFrom('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z', '2026-10-02T03:00:00+03:00'),
  description: fc.constantFrom('Where is my card?', 'Kartım nerede?', 'Gdzie jest moja karta?', '…'),
  tags: fc.constantFrom([], ['card'], ['closed_by_merge'], ['spam']),
  created_at: fc.constantFrom('2026-09-30T00:00:00Z', '2026-09-29T00:00:00Z', 'soon'),
})

/** The same versions, once as they are and once shuffled and cut into up to three files. */
const twoWays = fc.array(version, { minLength: 2, maxLength: 8 }).chain((versions) =>
  fc.record({
    versions: fc.constant(versions),
    shuffled: fc.shuffledSubarray(versions, { minLength: versions.length }),
    cuts: fc.tuple(fc.nat(versions.length), fc.nat(versions.length)),
  }),
)

/** Whatever the order and the files, the same versions end in the same rows, and every row is accounted for. */
export async function orderDoesNotMatter(
  into: Awaited<ReturnType<typeof importer>>,
  { numRuns, seed }: { numRuns: number; seed: number },
): Promise<void> {
  const property = fc.asyncProperty(twoWays, async ({ versions, shuffled, cuts }) => {
    const { rows } = await into.run(zendesk, lines(versions))
    const [from, to] = cuts.toSorted((a, b) => a - b) as [number, number]
    let keep = false
    let last = rows
    for (const part of [shuffled.slice(0, from), shuffled.slice(from, to), shuffled.slice(to)]) {
      if (part.length === 0) continue
      const { taken, rows: now } = await into.run(zendesk, lines(part), { keep })
      const { read, inserted, updated, unchanged, merged, rejected } = taken
      if (read !== part.length || read !== inserted + updated + unchanged + merged + rejected) return false
      keep = true
      last = now
    }
    return JSON.stringify(last) === JSON.stringify(rows)
  })
  await fc.assert(property, { numRuns, seed })
}

function lines(versions: readonly object[]): string {
  return versions.map((one) => `${JSON.stringify(one)}\n`).join('')
}

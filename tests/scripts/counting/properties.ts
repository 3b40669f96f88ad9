import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { byCodePoint } from '#scripts/counting/code-points.ts'
import type { TermCount } from '#scripts/counting/contract.ts'
import { nodeEngine } from '#scripts/counting/node.ts'
import { merge } from '#scripts/counting/runs.ts'
import { byBytes, countsOf, plainCounts, tokenRows } from './token-rows.ts'

/** So little memory that nearly every row is set aside on disk. */
const tiny = nodeEngine({ counts: 8, letters: 60 })

/** What must hold for all token rows; the tests try some hundreds of cases, the campaign tens of thousands. */
export const properties: Readonly<Record<string, (runs: number) => Promise<void>>> = {
  'counts are those of the contract in the plainest words': (runs) =>
    fc.assert(
      fc.asyncProperty(tokenRows, async (rows) => {
        deepStrictEqual(await countsOf(nodeEngine(), rows), plainCounts(rows))
      }),
      { numRuns: runs },
    ),

  'counts of two parts merge to the counts of the whole': (runs) =>
    fc.assert(
      fc.asyncProperty(tokenRows, fc.infiniteStream(fc.boolean()), async (rows, coin) => {
        const left = rows.filter(() => coin.next().value)
        const right = rows.filter((row) => !left.includes(row))
        const parts = [await countsOf(nodeEngine(), left), await countsOf(nodeEngine(), right)]
        deepStrictEqual(await merged(parts), await countsOf(nodeEngine(), rows))
      }),
      { numRuns: runs },
    ),

  'the order of rows and the memory there is change nothing': (runs) =>
    fc.assert(
      fc.asyncProperty(
        tokenRows.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        async ([rows, shuffled]) => {
          deepStrictEqual(await countsOf(tiny, shuffled), await countsOf(nodeEngine(), rows))
        },
      ),
      { numRuns: runs },
    ),

  'the order of texts is the order of their UTF-8 bytes': async (runs) => {
    const any = fc.string({ unit: 'binary', maxLength: 8 })
    fc.assert(
      fc.property(any, any, (a, b) => Math.sign(byCodePoint(a, b)) === Math.sign(byBytes(a, b))),
      { numRuns: runs },
    )
  },
}

export async function merged(parts: readonly TermCount[][]): Promise<TermCount[]> {
  const all: TermCount[] = []
  const lists = parts.map(async function* (part) {
    // In small batches, so that lists end at different times.
    for (let at = 0; at < part.length; at += 3) yield part.slice(at, at + 3)
  })
  for await (const batch of merge(lists)) all.push(...batch)
  return all
}

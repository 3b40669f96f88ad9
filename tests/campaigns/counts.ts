import fc from 'fast-check'
import { duckdbEngine } from '#scripts/counting/duckdb.ts'
import { nodeEngine } from '#scripts/counting/node.ts'
import { formats } from '#scripts/counting/written.ts'
import { properties } from '#tests/scripts/counting/properties.ts'
import { countsOf, tokenRows } from '#tests/scripts/counting/token-rows.ts'

/**
 * The properties of counting, so many times each, and both engines against each other on as many sets of rows.
 *
 * `node tests/campaigns/counts.ts [RUNS]`, default 1,000. Ends with 1 and the smallest counterexample when one fails.
 */
const runs = Number(process.argv[2] ?? 1000)
/** Sets that DuckDB counts at once; a number keeps their segments apart. */
const together = 100

for (const [name, holds] of Object.entries(properties)) {
  await holds(runs)
  console.log(`${runs} runs: ${name}`)
}
const sets = fc.array(tokenRows, { minLength: together, maxLength: together })
await fc.assert(
  fc.asyncProperty(sets, async (all) => {
    const rows = all.flatMap((set, at) =>
      set.map((row) => ({ ...row, segment: `${row.segment}\u0001${at}` })),
    )
    const [node, duckdb] = [await countsOf(nodeEngine(), rows), await countsOf(duckdbEngine(), rows)]
    if (node.map(formats.ndjson.row).join('') !== duckdb.map(formats.ndjson.row).join(''))
      throw new Error('Node and DuckDB count differently.')
  }),
  { numRuns: Math.ceil(runs / together) },
)
console.log(`${runs} runs: Node and DuckDB give the same bytes`)

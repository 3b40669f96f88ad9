import { parseArgs } from 'node:util'
import { importer, inMemory } from '#tests/scripts/import/importing.ts'
import { orderDoesNotMatter } from '#tests/scripts/import/order.ts'

/**
 * Imports the same versions of tickets twice, as they are and shuffled over several files: the rows must be the same.
 *
 * `node tests/campaigns/import-order.ts [--runs 20000] [--seed 1]`
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})
const runs = Number(values.runs)
/** Runs in one store: a new one now and then keeps the file small. */
const inOneStore = 1000
const begun = Date.now()
for (let done = 0; done < runs; done += inOneStore) {
  const into = await importer(inMemory)
  await orderDoesNotMatter(into, {
    numRuns: Math.min(inOneStore, runs - done),
    seed: Number(values.seed) + done,
  })
  await into.close()
  console.error(
    `${Math.min(done + inOneStore, runs)} of ${runs}, ${Math.round((Date.now() - begun) / 1000)} s`,
  )
}
console.log(
  `${runs} sets of versions, each in two orders: the same rows. ${Math.round((Date.now() - begun) / 1000)} s.`,
)

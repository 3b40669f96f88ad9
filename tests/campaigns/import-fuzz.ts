import { parseArgs } from 'node:util'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { endure, type Outcome } from '#tests/scripts/import/hostile.ts'
import { importer } from '#tests/scripts/import/importing.ts'
import { large, mutated, mutations } from '#tests/scripts/import/mutate.ts'
import { fixtures } from '#tests/scripts/import/story.ts'

/**
 * Damages the fixtures of every source in every way of mutate.ts and imports them. Each must be taken, with every row
 * accounted for, or refused in words; nothing personal may be stored or listed. A failure names the seed that makes it
 * again: `node tests/campaigns/import-fuzz.ts --runs 1 --seed SEED`.
 *
 * `node tests/campaigns/import-fuzz.ts [--runs 22000] [--seed 1]`
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '22000' }, seed: { type: 'string', default: '1' } },
})
const runs = Number(values.runs)
const first = Number(values.seed)

/** One run in so many has a field of a megabyte, which takes a hundred times as long. */
const seldom = 100
/** Runs in one store: a new one now and then keeps the file small. */
const inOneStore = 2000
/** Failures shown in full. */
const shown = 10

const counts: Record<Outcome, number> = { imported: 0, unreadable: 0 }
const failures: string[] = []
const begun = Date.now()
let into = await importer()
for (let at = 0; at < runs; at++) {
  const seed = first + at
  const draw = randomFrom(seed)
  const fixture = fixtures[seed % fixtures.length]!
  const other = fixtures[Math.floor(draw() * fixtures.length)]!
  const kinds = seed % seldom === 0 ? Object.values(large) : Object.values(mutations)
  try {
    counts[await endure(into, fixture.source, mutated(fixture.bytes, other.bytes, draw, kinds))]++
  } catch (error) {
    const { message, cause } = error as Error
    failures.push(
      `seed ${seed}, ${fixture.file}: ${message} ${cause instanceof Error ? (cause.stack ?? '') : ''}`,
    )
    if (failures.length <= shown) console.error(failures.at(-1))
  }
  if (at % inOneStore === inOneStore - 1) {
    await into.close()
    into = await importer()
    console.error(
      `${at + 1} files, ${failures.length} failures, ${Math.round((Date.now() - begun) / 1000)} s`,
    )
  }
}
await into.close()
const sources = new Set(fixtures.map(({ source }) => source.name)).size
console.log(
  `${runs} damaged exports of ${sources} sources (${fixtures.length} fixtures): ${counts.imported} taken, ${counts.unreadable} refused in words, ${failures.length} failures, ${Math.round((Date.now() - begun) / 1000)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most.`,
)
process.exitCode = failures.length > 0 ? 1 : 0

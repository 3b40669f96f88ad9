/**
 * `npm run campaign:mutants [-- --each 25] [--only limits]`: changes one thing at a time in a copy of the program
 * (`mutation.ts` names the operators) and runs the tests of that file; a change that no test notices has survived. Of each
 * file at most `--each` mutants are tried, as many of every operator. Exit 0: at least 80 % are killed, of every file.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createVitest, type Vitest } from 'vitest/node'
import { copyOfCheckout } from './checkout-copy.ts'
import { type Mutant, mutantsOf, sampleOf } from './mutation.ts'

/** A detector's own tests, and those of all of them together. */
const redaction = (detector: string): readonly string[] =>
  [detector, 'redact', 'redact-corpus'].map((name) => `tests/content/redaction/${name}.test.ts`)

/** What must not be wrong, by the file that holds it, with the tests that should notice. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  'api/storage/limits.ts': ['tests/api/storage/limits.test.ts'],
  'api/storage/customer-links.ts': ['tests/api/storage/customer-links.test.ts'],
  'api/settings/identity-token.ts': ['tests/api/settings/identity-token.test.ts'],
  'api/web/session-cookie.ts': ['tests/api/web/session-cookie.test.ts'],
  'api/web/session.ts': ['tests/api/web/session.test.ts'],
  'api/web/pages-elsewhere.ts': ['tests/api/web/pages-elsewhere.test.ts'],
  'api/core/holdout.ts': ['tests/api/core/holdout.test.ts'],
  'api/core/csv.ts': ['tests/api/core/csv.test.ts'],
  'content/library/draft.ts': ['tests/content/library/draft.test.ts'],
  'content/redaction/checksums.ts': ['tests/content/redaction/checksums.test.ts'],
  'content/redaction/numbers.ts': ['tests/content/redaction/numbers.test.ts'],
  'content/redaction/detector.ts': redaction('detector'),
  'content/redaction/phones.ts': redaction('phones'),
  'content/redaction/ibans.ts': redaction('ibans'),
  'content/redaction/emails.ts': redaction('emails'),
  'content/redaction/secrets.ts': redaction('secrets'),
  'content/redaction/ip-addresses.ts': redaction('ip-addresses'),
  'content/redaction/birth-dates.ts': redaction('birth-dates'),
  'content/redaction/documents.ts': redaction('documents'),
  'content/redaction/postal-addresses.ts': redaction('postal-addresses'),
  'content/redaction/names.ts': redaction('names'),
  'scripts/import/reconcile.ts': ['tests/scripts/import/ingest.test.ts'],
  'scripts/mining/gaps/lift.ts': ['tests/scripts/mining/gaps/lift.test.ts'],
  'scripts/mining/gaps/trend.ts': ['tests/scripts/mining/gaps/trend.test.ts'],
  'scripts/mining/text/lsa.ts': ['tests/scripts/mining/text/lsa.test.ts'],
  'scripts/mining/text/near-duplicates.ts': ['tests/scripts/mining/text/near-duplicates.test.ts'],
  'scripts/mining/text/term-strength.ts': ['tests/scripts/mining/text/term-strength.test.ts'],
  'scripts/mining/clustering/knn.ts': ['tests/scripts/mining/clustering/knn.test.ts'],
  'scripts/mining/clustering/granularity.ts': ['tests/scripts/mining/clustering/granularity.test.ts'],
  'scripts/mining/clustering/louvain.ts': ['tests/scripts/mining/clustering/louvain.test.ts'],
}

const { values } = parseArgs({
  options: { each: { type: 'string', default: '25' }, only: { type: 'string', default: '' } },
})
const each = Number(values.each)
if (!(Number.isInteger(each) && each > 0)) {
  console.error('--each is a whole number above 0.')
  process.exit(2)
}
/** Killed mutants wanted of a file, in per cent. */
const wanted = 80
const root = join(import.meta.dirname, '..', '..')
const copy = copyOfCheckout('mutants')
const totals = new Map<string, { tried: number; killed: number }>()
let good = true
try {
  console.log('| File | mutants | tried | killed | survived |\n|---|--:|--:|--:|---|')
  for (const [file, tests] of Object.entries(subjects).filter(([name]) => name.includes(values.only))) {
    const all = mutantsOf(readFileSync(join(root, file), 'utf8'))
    const some = sampleOf(all, each)
    const survivors = await survivorsOf(file, tests, some)
    const killed = some.length - survivors.length
    good &&= killed >= (some.length * wanted) / 100
    for (const mutant of some) {
      const total = totals.get(mutant.operator) ?? { tried: 0, killed: 0 }
      total.tried++
      total.killed += Number(!survivors.includes(mutant))
      totals.set(mutant.operator, total)
    }
    const named = survivors.map(
      ({ line, operator, was, is }) => `${line} ${operator} \`${brief(was)}\` → \`${brief(is)}\``,
    )
    console.log(`| \`${file}\` | ${all.length} | ${some.length} | ${killed} | ${named.join('; ')} |`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
console.log('\n| Operator | tried | killed |\n|---|--:|--:|')
for (const [operator, { tried, killed }] of totals) console.log(`| ${operator} | ${tried} | ${killed} |`)
process.exit(good ? 0 : 1)

/** The mutants that no test of `tests` noticed. */
async function survivorsOf(
  file: string,
  tests: readonly string[],
  mutants: readonly Mutant[],
): Promise<Mutant[]> {
  const path = join(copy, file)
  const original = readFileSync(path, 'utf8')
  // A thread can be ended in the middle of a loop; a process is what the writer of the database needs to be tested in.
  const pool = /^(?:content|scripts\/mining)\//.test(file) ? 'threads' : 'forks'
  let vitest = await started(pool)
  try {
    const began = performance.now()
    if ((await outcomeOf(vitest, tests)) !== 'passed') {
      const errors = vitest.state.getFiles().flatMap(({ result }) => result?.errors ?? [])
      throw new Error(`The tests of ${file} fail before anything is changed: ${JSON.stringify(errors)}`)
    }
    const longest = 20_000 + 10 * (performance.now() - began)
    const survivors: Mutant[] = []
    for (const mutant of mutants) {
      writeFileSync(path, mutant.text)
      vitest.invalidateFile(path)
      const outcome = await Promise.race([outcomeOf(vitest, tests), pause(longest, 'endless' as const)])
      if (outcome === 'passed') survivors.push(mutant)
      // A loop without end is one that a test noticed.
      if (outcome === 'endless') {
        await Promise.race([vitest.close(), pause(5_000)])
        vitest = await started(pool)
      }
    }
    return survivors
  } finally {
    writeFileSync(path, original)
    await vitest.close()
  }
}

function started(pool: 'threads' | 'forks'): Promise<Vitest> {
  return createVitest('test', {
    ...{ root: copy, watch: false, run: true, reporters: [{}], bail: 1, pool },
    ...{ testTimeout: 40_000, hookTimeout: 40_000, teardownTimeout: 1_000 },
  })
}

async function outcomeOf(vitest: Vitest, tests: readonly string[]): Promise<'passed' | 'failed'> {
  const specifications = await vitest.globTestSpecifications([...tests])
  // A file that git does not know of is not in the copy, and no test at all kills nothing.
  if (specifications.length !== tests.length) throw new Error(`Not there: one of ${tests.join(', ')}.`)
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
  return unhandledErrors.length === 0 && testModules.every((one) => one.ok()) ? 'passed' : 'failed'
}

function brief(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 40)
}

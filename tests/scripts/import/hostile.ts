import type { Source } from '#scripts/import/desks/source.ts'
import { Unreadable } from '#scripts/import/files/records.ts'
import type { importer } from './importing.ts'

/** Nothing of this shape may be stored or listed. */
const address = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,5}\.[a-z]{2,24}/i

export type Outcome = 'imported' | 'unreadable'

/** As {@link endure}, record by record and without a store: a tenth of the time. */
export async function endureReading(
  into: Awaited<ReturnType<typeof importer>>,
  source: Source,
  bytes: Uint8Array,
): Promise<Outcome> {
  const outcomes = await refused(() => into.look(source, bytes))
  if (outcomes === undefined) return 'unreadable'
  const kept = outcomes.map((outcome) => JSON.stringify(outcome)).find((outcome) => address.test(outcome))
  if (kept) throw new Error(`An address is kept: ${address.exec(kept)?.[0]}`)
  return 'imported'
}

/**
 * Imports bytes of any kind: they are taken, with every row accounted for, or refused in words; nothing personal is
 * kept. Anything else throws.
 */
export async function endure(
  into: Awaited<ReturnType<typeof importer>>,
  source: Source,
  bytes: Uint8Array,
): Promise<Outcome> {
  const imported = await refused(() => into.run(source, bytes))
  if (imported === undefined) return 'unreadable'
  const { read, inserted, updated, unchanged, merged, rejected } = imported.taken
  if (read !== inserted + updated + unchanged + merged + rejected)
    throw new Error('Rows are not accounted for.')
  if (imported.rejects.length !== rejected) throw new Error('Rejected rows are not listed.')
  const stored = imported.rows.find((row) => address.test(JSON.stringify(row)))
  if (stored) throw new Error(`An address is stored: ${address.exec(JSON.stringify(stored))?.[0]}`)
  if (imported.rejects.some((reject) => address.test(JSON.stringify(reject))))
    throw new Error('An address stands among the rejects.')
  return 'imported'
}

/** What came of it, or undefined when it was refused in words. */
async function refused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw new Error('The import crashed.', { cause: error })
    if (address.test(error.message)) throw new Error('An address stands in the refusal.')
    return undefined
  }
}

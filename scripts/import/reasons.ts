import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { grouped } from '#content/language/formats.ts'
import type { Field } from './generic/header-names.ts'
import type { Asked } from './options.ts'
import type { RejectedRow } from './rejects-file.ts'

/** Rejected rows by reason and column, the commonest first. */
export type Reasons = readonly {
  readonly reason: string
  readonly column: string | null
  readonly count: number
  readonly row: number
}[]

/** Reasons shown on the screen; all of them are in the rejects file. */
const shown = 3

/** Counts reasons by a rejects file, one line at a time. */
export async function reasonsIn(file: string): Promise<Reasons> {
  const counter = reasonCounter()
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line !== '') counter.add(JSON.parse(line) as RejectedRow)
  }
  return counter.reasons()
}

/** Counts reasons as they come. */
export function reasonCounter() {
  const counts = new Map<string, { reason: string; column: string | null; count: number; row: number }>()
  return {
    add({ reason, column, row }: Pick<RejectedRow, 'reason' | 'column' | 'row'>) {
      const key = JSON.stringify([reason, column])
      const known = counts.get(key)
      if (known) known.count++
      else counts.set(key, { reason, column, count: 1, row })
    },
    reasons: (): Reasons => [...counts.values()].sort((a, b) => b.count - a.count || a.row - b.row),
  }
}

/** Fields by the names accept.ts and the desks give them. */
const fieldOf: Readonly<Record<string, Field>> = {
  created_at: 'created',
  updated_at: 'updated',
  description: 'body',
}

/** "2,819 rejected: There is no date that can be read. (column "First Response Time", first in row 17)". */
export function summary(reasons: Reasons, { columns }: Pick<Asked, 'columns'>): string[] {
  const lines = reasons.slice(0, shown).map(({ reason, column, count, row }) => {
    const own = column === null ? undefined : (columns?.[fieldOf[column] ?? (column as Field)]?.[0] ?? column)
    const where = own === undefined ? `first in row ${row}` : `column "${own}", first in row ${row}`
    return `  ${grouped(count)} rejected: ${reason} (${where})`
  })
  const rest = reasons.length - shown
  return rest > 0 ? [...lines, `  and ${rest} more ${rest === 1 ? 'reason' : 'reasons'}`] : lines
}

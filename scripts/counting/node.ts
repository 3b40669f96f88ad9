import { type CountEngine, Miscounted, type TermCount, type TokenSource } from './contract.ts'
import { CountTable } from './count-table.ts'
import { batched, Runs } from './runs.ts'
import { SeenRows } from './seen-rows.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What is held in memory before sorted counts go to disk. */
export interface Limits {
  /** Counts: four million take about 250 MB. */
  readonly counts: number
  /** Letters of their terms and of the ids seen. */
  readonly letters: number
}

const usual: Limits = { counts: 4_000_000, letters: 100_000_000 }

/**
 * Counts in this process: a table in memory, and when it is full, sorted runs on disk that are merged at the end.
 * Needs nothing but Node. Beside the table it holds 16 bytes a row, to refuse a document that comes twice.
 */
export function nodeEngine({ counts, letters }: Limits = usual): CountEngine {
  return {
    name: 'node',
    async *count(source: TokenSource): AsyncGenerator<readonly TermCount[]> {
      const folder = temporaryFolder()
      try {
        const runs = new Runs(folder.path)
        const seen = new SeenRows()
        let table = new CountTable()
        for await (const batch of source.rows()) {
          for (const row of batch) {
            if (!seen.add(row.id, row.segment)) throw twice(row.id, row.segment)
            table.add(row)
            if (table.size < counts && table.letters < letters) continue
            await runs.add(table.inOrder())
            table = new CountTable()
          }
        }
        yield* runs.any ? runs.merged(table.inOrder()) : batched(table.inOrder())
      } finally {
        folder.remove()
      }
    },
  }
}

/** The mistake that only shows when all rows are known. */
export function twice(id: string, segment: string): Miscounted {
  const where = segment === '' ? 'for everybody' : `in the segment ${JSON.stringify(segment)}`
  return new Miscounted(
    `The document ${JSON.stringify(id)} comes twice ${where}, so it would be counted twice. Each id comes once a segment.`,
  )
}

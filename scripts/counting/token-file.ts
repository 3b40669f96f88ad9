import { Miscounted, type TokenRow, type TokenSource, tokenRow } from './contract.ts'
import { jsonLines } from './json-lines.ts'

/** Token rows as NDJSON, one a line. */
export function tokenFiles(files: readonly string[]): TokenSource {
  return {
    files,
    async *rows() {
      for (const file of files) {
        for await (const lines of jsonLines(file)) {
          yield lines.map(({ line, value }) => {
            const row = tokenRow(value)
            if (typeof row === 'string') throw new Miscounted(`${file}:${line}\n  ${row}`)
            return row
          })
        }
      }
    },
  }
}

/** A row as it stands in such a file. */
export function tokenLine({ id, segment, week, day, tokens }: TokenRow): string {
  return `${JSON.stringify({ id, segment, week, day, tokens })}\n`
}

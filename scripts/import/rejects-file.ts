import { appendFileSync, closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

/** A row that was not taken, where it stands and why; never with what stood in it. */
export interface RejectedRow {
  row: number
  byte: number
  column: string | null
  reason: string
}

export function addRejects(file: string, rejects: readonly RejectedRow[]): void {
  appendFileSync(file, rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''))
}

/** More than one batch of rejects takes, in bytes. */
const tail = 1024 * 1024

/** After a kill the file may know rejects of rows that were never committed; they will come again. */
export function keepRejectsUpTo(file: string, row: number) {
  if (!existsSync(file)) return
  const handle = openSync(file, 'r+')
  try {
    if (row === 0) return ftruncateSync(handle)
    const { size } = fstatSync(handle)
    const from = Math.max(0, size - tail)
    const bytes = Buffer.alloc(size - from)
    readSync(handle, bytes, 0, bytes.length, from)
    // The first line of the tail may be half of one, which was committed long ago.
    let kept = from === 0 ? 0 : bytes.indexOf(10) + 1
    for (let end = bytes.indexOf(10, kept); end !== -1; end = bytes.indexOf(10, kept)) {
      if (rowOf(bytes.toString('utf8', kept, end)) > row) break
      kept = end + 1
    }
    ftruncateSync(handle, from + kept)
  } finally {
    closeSync(handle)
  }
}

function rowOf(line: string): number {
  try {
    return (JSON.parse(line) as { row: number }).row
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

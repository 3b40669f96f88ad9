import { write } from 'node:fs'

/** Bytes of lines that may wait for a reader; later lines are dropped until it reads again. */
const most = 1_048_576

/** Where a logger writes its lines. */
export interface LogOutput {
  write(line: string): void
}

/**
 * Writes lines to a file descriptor, one piece at a time in Node's thread pool, so that neither a full disk nor a pipe
 * that nobody reads stops the server: what cannot be written is dropped. pino's own destination retries for ever on a
 * full disk, in the event loop, and once more when the process ends.
 */
export function logOutput(fd: number): LogOutput {
  let waiting: Buffer[] = []
  let size = 0
  let writing = false
  const next = (): void => {
    if (writing || waiting.length === 0) return
    const piece = Buffer.concat(waiting)
    waiting = []
    size = 0
    writing = true
    write(fd, piece, (error, written) => {
      writing = false
      const rest = error ? undefined : piece.subarray(written)
      if (rest && rest.length > 0) {
        waiting.unshift(rest)
        size += rest.length
      }
      next()
    })
  }
  return {
    write(line) {
      const bytes = Buffer.from(line)
      if (size + bytes.length > most) return
      waiting.push(bytes)
      size += bytes.length
      next()
    },
  }
}

import { OperatorError } from '#content/model/operator-error.ts'

/** Too much to write, or the file is locked by somebody else: nothing was written, try again later. */
export class Busy extends OperatorError {
  override name = 'Busy'
}

/** The database cannot take a write now, and trying again at once would not help: nothing was written. */
export class CannotStore extends OperatorError {
  override name = 'CannotStore'
}

/** A text that SQLite would cut at its NUL, so that two different names could become one. */
export class NulInText extends Error {
  override name = 'NulInText'
}

/** The database cannot be opened; the message says why and what to do, for the person who started us. */
export class CannotOpen extends OperatorError {
  override name = 'CannotOpen'
}

/** What the operator can mend, by SQLite's result code; every other failure of a query is a fault of ours. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/SQLITE_FULL|database or disk is full|ENOSPC/i, 'The disk is full.'],
  [/SQLITE_READONLY|readonly database|EACCES|EROFS/i, 'The database may not be written.'],
  [/SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/i, 'The database is damaged.'],
  [/SQLITE_IOERR|disk I\/O error/i, 'The disk reports an error.'],
  [/SQLITE_CANTOPEN|unable to open/i, 'The database file cannot be opened.'],
  [
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|aborted due to timeout|fetch failed|HRANA|SERVER_ERROR|CLIENT_CLOSED/i,
    'The database server cannot be reached.',
  ],
]

/** The sentence of {@link faults} that fits an error of the driver. */
export function faultIn(error: unknown): string | undefined {
  const said = wordsOf(error)
  return faults.find(([pattern]) => pattern.test(said))?.[1]
}

/** Whether trying again on a new connection can help. */
export function passing(error: unknown): boolean {
  return /BUSY|LOCKED|IOERR|CLIENT_CLOSED|SERVER_ERROR|HRANA|fetch failed|ECONNRE|database is locked/i.test(
    wordsOf(error),
  )
}

/** Whether a row that may be there once is there already. */
export function isTaken(error: unknown): boolean {
  return /SQLITE_CONSTRAINT|UNIQUE constraint/i.test(wordsOf(error))
}

/** Codes and messages of an error and of what caused it. */
function wordsOf(error: unknown): string {
  const said: string[] = []
  for (let at = error; at instanceof Error; at = at.cause)
    said.push(String((at as { code?: unknown }).code ?? ''), at.message)
  return said.join(' ')
}

/** The operator's words for a database that cannot be opened. */
export function explain(error: unknown, name: string): OperatorError {
  if (error instanceof OperatorError) return error
  const fault = faultIn(error)
  if (fault === 'The database is damaged.') return new CannotOpen(damaged(name))
  if (fault === 'The database may not be written.' || fault === 'The database file cannot be opened.')
    return new CannotOpen(`${name} cannot be written. Give this user the right to write it and its folder.`)
  if (fault) return new CannotOpen(`${name} cannot be opened. ${fault}`)
  return new CannotOpen(`${name} cannot be opened: ${error instanceof Error ? error.message : String(error)}`)
}

export function damaged(name: string): string {
  return `${name} is damaged or is not a database. Kindred leaves it untouched: put a backup in its place, or move it away to start with an empty one.`
}

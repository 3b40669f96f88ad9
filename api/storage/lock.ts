import { mkdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotOpen, explain } from './faults.ts'

/** Refuses a second writer of a database, see {@link tryLock}. Returns the function that gives the lock back. */
export function takeLock(file: string): () => void {
  const unlock = tryLock(`${file.replace(/\.db$/, '')}.lock`)
  if (!unlock)
    throw new CannotOpen(
      `${basename(file)} is in use by another Kindred process. Stop that one first, or give this one its own KINDRED_DATA.`,
    )
  return unlock
}

/**
 * A lock among processes: an exclusive transaction held on a file of its own, which the system gives back even after
 * kill -9. Returns the function that gives it back; undefined while another process has it.
 *
 * @throws {OperatorError} when the file cannot be made or opened
 */
export function tryLock(file: string): (() => void) | undefined {
  mkdirSync(dirname(file), { recursive: true })
  const lock = openLock(file)
  try {
    lock.exec('PRAGMA busy_timeout = 0')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (/locked/i.test(String(error))) return undefined
    throw explain(error, basename(file))
  }
  let held = true
  return () => {
    if (!held) return
    held = false
    lock.close()
  }
}

function openLock(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file)
  } catch (error) {
    throw explain(error, basename(file))
  }
}

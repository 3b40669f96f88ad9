import type { Logger } from 'pino'

/** One fault is logged at most once in this time, in ms: a full disk must not be filled further by its own log. */
const every = 60_000

/** Different faults that are remembered; they come from tables of ours, so there are few. */
const most = 100

export interface FaultsLog {
  /** Logs a fault of the machine in one line, the same one once a minute. */
  tell(fault: string): void
}

export function createFaultsLog(log: Logger, now: () => number = Date.now): FaultsLog {
  const told = new Map<string, number>()
  return {
    tell(fault) {
      if (now() - (told.get(fault) ?? Number.NEGATIVE_INFINITY) < every) return
      if (told.size >= most) told.clear()
      told.set(fault, now())
      log.error(fault)
    },
  }
}

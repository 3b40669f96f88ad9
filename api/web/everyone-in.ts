import type { Server } from 'node:net'
import { setImmediate as immediately } from 'node:timers/promises'

/** Connections that may wait to be accepted: the length of the system's queue that Node asks for is 511. */
const mostWaiting = 1_000

/**
 * Resolves when no connection waits to be accepted: closing would reset it, with the request that is in it. Node accepts
 * one each time around its loop, so twice around without one says that nobody waits; whoever closes does it at once.
 */
export async function everyoneIn(server: Server): Promise<void> {
  let accepted = 0
  const count = () => accepted++
  server.on('connection', count)
  // The first time around may have begun behind the accepting.
  for (let quiet = 0; quiet < 2 && accepted < mostWaiting; ) {
    const before = accepted
    await immediately()
    quiet = accepted === before ? quiet + 1 : 0
  }
  server.off('connection', count)
}

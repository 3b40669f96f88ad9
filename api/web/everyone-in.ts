import type { Server } from 'node:net'
import { setImmediate as immediately, setTimeout as pause } from 'node:timers/promises'

/** Whoever was answered a moment ago comes back within this time, in ms: while nobody has, others may still be on the way. */
const calm = 50
/** At most so long, in ms, however many come: those who wait for an answer wait for this. */
const longest = 500
/** Connections that may wait to be accepted: the length of the system's queue that Node asks for is 511. */
const mostWaiting = 1_000

/**
 * Resolves when no connection is on its way or waits to be accepted: closing would reset it, with the request that is in
 * it. Node accepts one each time around its loop, so twice around without one says that nobody waits; whoever closes
 * does it at once.
 */
export async function everyoneIn(server: Server): Promise<void> {
  let accepted = 0
  let last = performance.now()
  const count = () => {
    accepted++
    last = performance.now()
  }
  server.on('connection', count)
  const until = last + longest
  while (performance.now() - last < calm && performance.now() < until) await pause(5)
  // The first time around may have begun behind the accepting.
  const before = accepted
  for (let quiet = 0; quiet < 2 && accepted - before < mostWaiting; ) {
    const now = accepted
    await immediately()
    quiet = accepted === now ? quiet + 1 : 0
  }
  server.off('connection', count)
}

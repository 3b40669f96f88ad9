/** How long tries are remembered, in milliseconds: fifteen minutes. */
const remembered = 15 * 60 * 1000

/** Tries for one address from one place: the eleventh is refused. */
const fromOnePlace = 10

/** Tries for one address from anywhere: guessing from many places ends here; a stranger cannot lock a colleague out with ten. */
const fromAnywhere = 100

/** Names that are remembered; the oldest go first, so that invented ones cannot eat the memory. */
const most = 10_000

export interface Throttle {
  /** Seconds to wait, 0 when the try may go on; a try that may go on is counted. */
  take(address: string, place: string): number
  /** After a sign-in that worked, its place starts again. */
  forget(address: string, place: string): void
}

/** Slows guessing of passwords down. In memory: a restart forgets, an attacker cannot cause one. */
export function createThrottle(now: () => number = () => Date.now()): Throttle {
  const tries = new Map<string, number[]>()
  const recent = (key: string) => (tries.get(key) ?? []).filter((at) => at > now() - remembered)
  const count = (key: string, at: readonly number[]) => {
    tries.delete(key)
    tries.set(key, [...at, now()])
    if (tries.size > most) tries.delete(tries.keys().next().value ?? '')
  }
  return {
    take(address, place) {
      const [here, anywhere] = [`${address}\n${place}`, address]
      const limits = [
        [recent(here), fromOnePlace],
        [recent(anywhere), fromAnywhere],
      ] as const
      for (const [times, limit] of limits) {
        const first = times[times.length - limit]
        if (first !== undefined) return Math.max(1, Math.ceil((first + remembered - now()) / 1000))
      }
      count(here, limits[0][0])
      count(anywhere, limits[1][0])
      return 0
    },
    forget(address, place) {
      tries.delete(`${address}\n${place}`)
    },
  }
}

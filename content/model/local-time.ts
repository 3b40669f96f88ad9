/** Whether this is a time zone's name: `Europe/Istanbul`. */
export function isZone(name: string): boolean {
  try {
    clockOf(name)
    return true
  } catch {
    return false
  }
}

/**
 * The instant at which clocks in a zone show a time. Both in ms since 1970, the time as if it were UTC.
 *
 * Where clocks are put forward an hour is missing: a time in it is read as if they had not been yet, so that 02:30
 * becomes 03:30. Where they are put back an hour comes twice: the first is meant. (RFC 5545, 3.3.5, does the same.)
 */
export function instantIn(zone: string, shown: number): number {
  const before = offsetAt(zone, shown - day)
  const after = offsetAt(zone, shown + day)
  const earlier = shown - Math.max(before, after)
  if (offsetAt(zone, earlier) === Math.max(before, after)) return earlier
  const later = shown - Math.min(before, after)
  return offsetAt(zone, later) === Math.min(before, after) ? later : shown - before
}

/** What clocks in a zone show at an instant: both in ms since 1970, what is shown as if it were UTC. */
export const shownIn = (zone: string, instant: number): number => instant + offsetAt(zone, instant)

const day = 24 * 3600 * 1000

/** How far a zone's clocks are ahead of UTC at an instant, in ms. */
function offsetAt(zone: string, instant: number): number {
  const parts = clockOf(zone).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(instant / 1000) * 1000
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** @throws {RangeError} for what is no zone */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const
    clock = new Intl.DateTimeFormat('en', { timeZone: zone, calendar: 'iso8601', ...numeric, ...time })
    clocks.set(zone, clock)
  }
  return clock
}

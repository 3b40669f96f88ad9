import { wilson } from './wilson.ts'

/** How many did, of how many. */
export interface Share {
  readonly yes: number
  readonly of: number
}

/**
 * How much larger the first share is, with its 95 % interval: Newcombe's hybrid of two Wilson intervals (1998, method 10).
 * All −1 … 1; both shares are of at least one.
 */
export function difference(one: Share, other: Share): { value: number; low: number; high: number } {
  const [a, b] = [one.yes / one.of, other.yes / other.of]
  const [ofA, ofB] = [wilson(one.yes, one.of), wilson(other.yes, other.of)]
  return {
    value: a - b,
    low: a - b - Math.hypot(a - ofA.low, ofB.high - b),
    high: a - b + Math.hypot(ofA.high - a, b - ofB.low),
  }
}

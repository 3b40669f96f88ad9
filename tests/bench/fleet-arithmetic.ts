/** What one request of a kind takes, in µs of a processor. */
export interface Cost {
  readonly process: number
  readonly database: number
}

/** Requests a second of each kind. */
export type Mix = Readonly<Record<string, number>>

/** Share of a core that is planned with: the rest is for peaks, and for a process that has gone. */
export const planned = 0.6

export interface Plan {
  /** Cores of API processes, at {@link planned}. */
  readonly cores: number
  /** Cores of the database server, at {@link planned}. */
  readonly databaseCores: number
}

/** Cores for a mix of requests: rates times costs, over the share that is planned with. */
export function planOf(mix: Mix, costs: Readonly<Record<string, Cost>>): Plan {
  const used = (part: keyof Cost) =>
    Object.entries(mix).reduce((sum, [kind, rate]) => sum + (rate * costs[kind]![part]) / 1e6, 0)
  return { cores: used('process') / planned, databaseCores: used('database') / planned }
}

/** `sorted`: ascending. `share`: 0 to 1. The smallest value that at least that share does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

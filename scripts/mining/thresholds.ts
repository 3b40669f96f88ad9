import type { MiningSettings } from './types.ts'

/** Fewer tickets are an anecdote, of fewer people perhaps one person's trouble; two months are what a writer plans by. */
export const usualSettings: MiningSettings = { minTickets: 5, minCustomers: 3, days: 60 }

/** The usual settings with what is given of others. */
export function settingsOf(given: { readonly [key in keyof MiningSettings]?: number | undefined } = {}) {
  const { minTickets, minCustomers, days } = given
  return {
    minTickets: minTickets ?? usualSettings.minTickets,
    minCustomers: minCustomers ?? usualSettings.minCustomers,
    days: days ?? usualSettings.days,
  } satisfies MiningSettings
}

/** What it takes to stay a gap: half. Otherwise gaps would come and go with every ticket, and decisions with them. */
export function toStay({ minTickets, minCustomers, days }: MiningSettings): MiningSettings {
  return { minTickets: minTickets / 2, minCustomers: minCustomers / 2, days }
}

/**
 * Without settings every group of three is listed, whenever it was asked: fewer do not show what they have in common.
 * So the miner itself is measured, and a set without customers or dates is not judged by them.
 */
export const anyGroup: MiningSettings = { minTickets: 3, minCustomers: 1, days: Number.POSITIVE_INFINITY }

/** Grouping (`clustering/cluster.ts`). */
export const clustering = {
  /**
   * Neighbours a text is joined to: about a third of the topics' size, which is not known but grows with the number of
   * texts, and less than it does; then twice, four and eight times as many, since topics may be few and large.
   * 800 texts: 3, 7, 14, 28.
   */
  neighbours: { factor: 1 / 16, power: 0.6, fewest: 3, most: 60, doublings: 3 },
  /** Times that a text is moved half of the way to the mean of its neighbours. */
  smoothings: 2,
  /** Of modularity, from coarse to fine. */
  resolutions: [0.5, 1, 2, 4, 8, 16],
} as const

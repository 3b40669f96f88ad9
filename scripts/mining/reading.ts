import { detect } from '#content/language/index.ts'
import { type Cleaned, cleaner, type Uncleaned } from './clean.ts'
import { sampleFor } from './different.ts'
import type { MiningTicket } from './model.ts'

/** Texts of a language that topics are made from; the others are told by their words which topic they belong to. */
export const learntFrom = 15_000

/** Tickets as mining reads them. */
export interface Reading {
  /** By id: order of arrival must not matter, only what arrived. */
  readonly ordered: readonly MiningTicket[]
  cleanAt(position: number): Cleaned
  /** Positions by language. */
  readonly pools: ReadonlyMap<string, number[]>
}

const asWritten = ({ subject, body, text }: MiningTicket): Uncleaned => ({ subject, body: body ?? text })

export function readingOf(tickets: readonly MiningTicket[]): Reading {
  const ordered = [...tickets].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const cleanOne = cleaner(ordered.length, (at) => asWritten(ordered[at]!))
  const cleanAt = (at: number) => cleanOne(asWritten(ordered[at]!))
  const pools = new Map<string, number[]>()
  ordered.forEach(({ language }, at) => {
    const named = language === undefined ? detect(cleanAt(at).said) : detect('', language)
    const pool = pools.get(named)
    if (pool) pool.push(at)
    else pools.set(named, [at])
  })
  return { ordered, cleanAt, pools }
}

/**
 * Positions of the tickets that topics are made from: the only texts whose place in a given space matters.
 *
 * @param most of a language
 */
export function learntPositions({ pools, cleanAt }: Reading, most = learntFrom): number[] {
  return [...pools].flatMap(([language, positions]) => {
    const at = (row: number) => cleanAt(positions[row]!).text
    const sample = sampleFor({ language, count: positions.length, at }, most)
    return Array.from(sample, (row) => positions[row]!)
  })
}

import type { Visitor } from './visitor.ts'

/**
 * Whether this visitor is in the control group, which sees the editors' order so that the difference can be measured.
 * Never somebody who chose, nor somebody without a cookie, whom we would not know again.
 * @param share 0 … 1
 */
export function heldOut({ id, choice }: Visitor, share: number): boolean {
  if (id === undefined || choice !== undefined) return false
  return bucket(id) < share
}

/** GrowthBook's hash, version 2 (its package does not export it): 0 … 0.9999, the same for ever. */
export function bucket(id: string, seed = 'kindred-holdout'): number {
  return (fnv32a(`${fnv32a(seed + id)}`) % 10_000) / 10_000
}

function fnv32a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/**
 * Puts what is wanted first, in the order it is wanted, and keeps the rest as the editors ordered it. Everything stays,
 * each thing once; ordering twice changes nothing.
 */
export function order(ids: readonly string[], wanted: readonly string[]): string[] {
  const there = new Set(ids)
  return [...new Set([...wanted.filter((id) => there.has(id)), ...ids])]
}

/** Letters kept of a word where endings are many: five was measured to work for Turkish and Polish (mining notes in scripts/README.md). */
const kept = 5

/** A word's beginning as its stem. */
export function prefix(token: string): string {
  return token.slice(0, kept)
}

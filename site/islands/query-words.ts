import { fold } from '#content/language/fold.ts'

/** Most words one question is searched by; a worried paragraph repeats itself after that. */
const most = 12

/** The folded words of a question, each once, in its own order; single letters only when there is nothing else. */
export function queryWords(query: string): string[] {
  const words = [...new Set(fold(query).match(/[\p{L}\p{N}]+/gu) ?? [])]
  const long = words.filter((word) => word.length > 1)
  const kept = long.length > 0 ? long : words
  if (kept.length <= most) return kept
  // Of too many, the longest say most.
  const longest = new Set(kept.toSorted((a, b) => b.length - a.length).slice(0, most))
  return kept.filter((word) => longest.has(word))
}

/**
 * The words worth asking again with: those that stand on some page but not on more than half of them;
 * failing that, any that stand somewhere. Rarest first, then longest.
 *
 * @param pages number of pages each word stands on; @param total number of all pages
 */
export function fewerWords(pages: ReadonlyMap<string, number>, total: number): string[] {
  const found = [...pages].filter(([, count]) => count > 0)
  const telling = found.filter(([, count]) => count <= total / 2)
  return (telling.length > 0 ? telling : found)
    .toSorted(([a, countA], [b, countB]) => countA - countB || b.length - a.length)
    .map(([word]) => word)
}

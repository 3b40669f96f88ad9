import type { Library } from '#content/model/library.ts'
import type { Segment } from '#content/model/segment.ts'

/**
 * Puts what is wanted first, in the order it is wanted, and keeps the rest as the editors ordered it. Everything stays,
 * each thing once; ordering twice changes nothing.
 */
export function order(ids: readonly string[], wanted: readonly string[]): string[] {
  const there = new Set(ids)
  return [...new Set([...wanted.filter((id) => there.has(id)), ...ids])]
}

/**
 * The shelves that move up for these segments, strongest first. A segment names its shelves; one that names none gets
 * those with most articles written for it.
 */
export function wantedCategories(library: Library, segments: readonly Segment[]): string[] {
  return [...new Set(segments.flatMap((segment) => shelvesOf(library, segment)))]
}

function shelvesOf(library: Library, segment: Segment): readonly string[] {
  if (segment.categories.length > 0) return segment.categories
  const count = new Map<string, number>()
  for (const article of library.articles)
    if (article.segments.includes(segment.id))
      count.set(article.category, (count.get(article.category) ?? 0) + 1)
  // `sort` is stable, so shelves with as many keep the editors' order.
  return library.categories
    .map((category) => category.id)
    .filter((id) => count.has(id))
    .sort((a, b) => (count.get(b) ?? 0) - (count.get(a) ?? 0))
}

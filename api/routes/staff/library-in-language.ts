import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'

const known = new WeakMap<Library, Map<string, Library>>()

/** The library with the names of its shelves and segments in one language, for pages that show no other. */
export function libraryIn(language: string, library: Library): Library {
  const all = known.get(library) ?? new Map<string, Library>()
  known.set(library, all)
  const made = all.get(language) ?? {
    ...library,
    categories: library.categories.map((one) => ({ ...one, label: say(one.label, language) })),
    segments: library.segments.map((one) => ({ ...one, label: say(one.label, language) })),
  }
  all.set(language, made)
  return made
}

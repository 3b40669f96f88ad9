import { fold } from './fold.ts'

/** Words of a list, with and without their diacritics: customers write both. */
export function wordSet(words: string): ReadonlySet<string> {
  const list = words.split(/\s+/).filter((word) => word !== '')
  return new Set(list.flatMap((word) => [word, fold(word)]))
}

import type { Found, Passage } from './detector.ts'
import { foldChars } from './fold-chars.ts'

/**
 * Four or more characters with a space, or up to three between words, after each: "J o h n  S m i t h"; or eight or more
 * digits with the same character after each: "0-7-7-0-0-9-0-0".
 */
const apart =
  /(?<![^ \n\r\t,;:!?()"'\u007f])[^\s\u007f](?: {1,3}[^\s\u007f](?![^\s,;:!?()"'\u007f])){3,}|(?<![\d.-])\d([.-])\d(?:\1\d){6,}(?![\d.-])/g

/**
 * What is spelled with its characters apart, so that no pattern knows it: it is written together and read again in its
 * place. Two or three spaces part words, and so does a capital after a small letter.
 *
 * @param find what knows personal data where it is written as usual
 */
export function spacedOut(passage: Passage, find: (passage: Passage) => readonly Found[]): readonly Found[] {
  const { text, folded } = passage
  const runs = Array.from(folded.matchAll(apart), ({ 0: run, index }) => ({
    from: index,
    to: index + run.length,
  }))
  if (runs.length === 0) return []
  const { together, places } = written(text, runs)
  const found = find({ ...passage, text: together, folded: foldChars(together) })
  let next = 0
  return found.flatMap(({ mark, ...one }) => {
    const from = places[one.from]!
    const to = places[one.to - 1]! + 1
    while (next < runs.length && runs[next]!.to <= from) next++
    return next < runs.length && runs[next]!.from < to ? [{ from, to, mark }] : []
  })
}

/** The text with the characters of these runs together, and where each character of that stands in the text. */
function written(
  text: string,
  runs: readonly { readonly from: number; readonly to: number }[],
): { together: string; places: Int32Array } {
  const characters: string[] = []
  // A run of n characters becomes n at most, so this is enough.
  const places = new Int32Array(text.length)
  let count = 0
  const put = (character: string, place: number) => {
    characters.push(character)
    places[count++] = place
  }
  let at = 0
  for (const { from, to } of [...runs, { from: text.length, to: text.length }]) {
    for (; at < from; at++) put(text[at]!, at)
    while (at < to) {
      const character = text[at]!
      if (capital.test(character) && small.test(text[at - 2] ?? '') && at > from) put(' ', at - 1)
      put(character, at)
      let next = at + 1
      while (next < to && space.test(text[next]!)) next++
      if (next === at + 1 && next < to) next++
      else if (next > at + 2) put(' ', at + 1)
      at = next
    }
  }
  return { together: characters.join(''), places }
}

const capital = /\p{Lu}/u
const small = /\p{Ll}/u
const space = /\p{Zs}/u

import { languagesWithConcepts } from '../language/concepts.ts'
import { languageOf } from '../language/index.ts'
import type { QueryWord } from './query-words.ts'
import { conceptsOf, type SearchIndex } from './search-index.ts'

/** What a concept is worth beside a word: it joins what is said in other words, and in other languages. */
const conceptWorth = 2

/**
 * An article in another language has few words of the question, so what it has counts this much more. At 1.4 it is found
 * too seldom, at 1.8 it comes before the answer in the reader's own language (tests/bench/RESULTS.md).
 */
const foreignLift = 1.6

/** A place of the first three is held for other languages where at least this share of the articles is in them. */
const placeFrom = 1 / 3

/** Articles answer by what the question means, too, in whatever language they are written. */
export function addConcepts(
  { inConcepts, foreign, locales }: SearchIndex,
  {
    words,
    wanted,
    scores,
    answering,
  }: {
    readonly words: readonly string[]
    readonly wanted: readonly QueryWord[]
    /** By position in the index. */
    readonly scores: Float64Array
    readonly answering: Set<number>
  },
): void {
  const own = languageOf(locales[0]!)
  const telling = wanted.filter(({ weight }) => weight === 1)
  // Few of its words are known: it may be in any language.
  const unknown = telling.filter(({ terms }) => terms.size === 0 || Math.max(...terms.values()) < 1)
  const asked = unknown.length * 2 > telling.length ? languagesWithConcepts() : [own]
  for (const language of new Set([own, ...asked])) {
    for (const concept of new Set(conceptsOf(words.join(' '), language))) {
      inConcepts.score(concept, (position, score) => {
        answering.add(position)
        scores[position]! += conceptWorth * score
      })
    }
  }
  for (const position of answering) if (foreign[position]) scores[position]! *= foreignLift
}

/**
 * Diversity by proportionality (Dang and Croft, SIGIR 2012), for languages: words tell articles of one language apart
 * better than they tell in which language the answer is. Where many articles are in other languages only, the third
 * place goes to the best of them unless one is among the first two; its score becomes what stands between the second
 * and the third. The first two stay.
 *
 * @param ranked positions in the index, best first
 * @returns the same positions, best first by the scores as they are then
 */
export function holdPlace(
  { foreign, foreignShare }: SearchIndex,
  ranked: readonly number[],
  scores: Float64Array,
): readonly number[] {
  if (foreignShare < placeFrom || ranked.slice(0, 3).some((position) => foreign[position])) return ranked
  const best = ranked.find((position) => foreign[position])
  if (best === undefined) return ranked
  const [first, second, third] = ranked as [number, number, number]
  scores[best] = (scores[second]! + scores[third]!) / 2
  return [first, second, best, ...ranked.slice(2).filter((position) => position !== best)]
}

import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { type Demand, writtenFor } from './demand.ts'
import { reasonsIn } from './explain.ts'

/** Why one article stands where it stands, in the reader's language. */
export interface Fact {
  readonly segment: string
  readonly text: string
}

/** "Twice as often" is worth saying from here on, half as often again is the least. */
const worthSaying = 1.5

export interface FactsFor {
  readonly library: Library
  readonly demand: Demand
  /** Of the visitor, strongest first. */
  readonly segments: readonly Segment[]
  readonly locale: string
  readonly article: string
}

/**
 * What may be said of one article for these segments, most telling first: counted facts, then the editors' word. Two
 * articles never share all of theirs, since a place in a list belongs to one; so each link can have a sentence of its own.
 */
export function factsOf({ library, demand, segments, locale, article }: FactsFor): Fact[] {
  const fallback = library.site.locales[0] ?? 'en'
  const sentence = reasonsIn(locale, library.strings)
  const category = library.categories.find(({ id }) => article.startsWith(`${id}/`))
  const shelf = say(category?.label, locale, fallback)
  const facts: Fact[] = []
  for (const segment of segments) {
    const people = say(segment.people ?? segment.label, locale, fallback)
    const add = (text: string) => facts.push({ segment: segment.id, text })
    const counted = demand.counted(segment.id, article)
    if (counted && counted.times >= worthSaying) add(sentence.times(people, halves(counted.times)))
    if (counted) add(sentence.place(people, counted.place))
    const listed = segment.suggest.indexOf(article)
    if (listed >= 0) add(sentence.listed(people, listed + 1))
    else {
      const written = writtenFor(library, segment.id).indexOf(article)
      if (written >= 0) add(sentence.written(people, shelf))
    }
  }
  return facts
}

/** Rounded down, so that nothing is said to be more than it is: 1.5, 2, 3, 4 … */
function halves(times: number): number {
  return times < 2 ? 1.5 : Math.floor(times)
}

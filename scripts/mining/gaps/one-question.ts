import { conceptsOf } from '#content/library/search-index.ts'
import { oneQuestion as thresholds } from '#scripts/mining/thresholds.ts'
import type { Candidate } from '#scripts/mining/types.ts'

/** Questions of a topic whose concepts are counted. */
const read = 60

export interface Topic {
  readonly candidate: Candidate
  /** Its most typical questions, as they are shown. */
  readonly said: readonly string[]
}

type Vector = ReadonlyMap<string, number>

/**
 * Mutual nearest neighbours across languages: open topics with the same concepts, by tf-idf cosine, and to whom
 * search gives the same articles, by the cosine of its votes; both together. Each topic joins at most one of every other
 * language, the likest first, so a question asked in three languages is one gap. Within a language nothing is joined: no
 * likeness of words tells topics of the same question from siblings (tests/bench/EXPERIMENTS.md).
 *
 * @returns positions of topics that are one question, the largest topic first; a topic of its own alone
 */
export function oneQuestion(topics: readonly Topic[]): number[][] {
  const open = topics.flatMap(({ candidate }, at) =>
    candidate.search && !candidate.answered && candidate.positions.length > 0 ? [at] : [],
  )
  const concepts = new Map(open.map((at) => [at, conceptShares(topics[at]!)] as const))
  const spread = new Map<string, number>()
  for (const shares of concepts.values())
    for (const concept of shares.keys()) spread.set(concept, (spread.get(concept) ?? 0) + 1)
  const vectors = new Map(
    open.map((at) => {
      const weighed = [...concepts.get(at)!].map(
        ([concept, share]) => [concept, share * Math.log(1 + open.length / spread.get(concept)!)] as const,
      )
      const votes = topics[at]!.candidate.search!.votes.map(({ article, score }) => [article, score] as const)
      return [at, { concepts: new Map(weighed), votes: new Map(votes) }] as const
    }),
  )
  const likeness = (a: number, b: number) =>
    cosine(vectors.get(a)!.concepts, vectors.get(b)!.concepts) *
    cosine(vectors.get(a)!.votes, vectors.get(b)!.votes)
  return joined(topics, mutualPairs(topics, open, likeness))
}

function conceptShares({ candidate: { language }, said }: Topic): Vector {
  const counts = new Map<string, number>()
  const texts = said.slice(0, read)
  for (const text of texts)
    for (const concept of new Set(conceptsOf(text, language)))
      counts.set(concept, (counts.get(concept) ?? 0) + 1 / texts.length)
  return counts
}

interface Pair {
  readonly a: number
  readonly b: number
  readonly likeness: number
}

/** Mutual nearest neighbours across languages, most similar first. */
function mutualPairs(
  topics: readonly Topic[],
  open: readonly number[],
  likeness: (a: number, b: number) => number,
): Pair[] {
  const languageOf = (at: number) => topics[at]!.candidate.language
  const likest = new Map<string, Pair>()
  const pairs: Pair[] = []
  open.forEach((a, place) => {
    for (const b of open.slice(place + 1)) {
      if (languageOf(a) === languageOf(b)) continue
      const pair = { a, b, likeness: likeness(a, b) }
      if (pair.likeness < thresholds.sameFrom) continue
      pairs.push(pair)
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const key = `${one} ${languageOf(other)}`
        if (pair.likeness > (likest.get(key)?.likeness ?? 0)) likest.set(key, pair)
      }
    }
  })
  return pairs
    .filter(
      (pair) =>
        likest.get(`${pair.a} ${languageOf(pair.b)}`) === pair &&
        likest.get(`${pair.b} ${languageOf(pair.a)}`) === pair,
    )
    .sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b)
}

/** Groups along the pairs, with one topic a language at most. */
function joined(topics: readonly Topic[], pairs: readonly Pair[]): number[][] {
  const groupOf = new Map<number, number[]>(topics.map((_, at) => [at, [at]]))
  const languages = (group: readonly number[]) => group.map((at) => topics[at]!.candidate.language)
  for (const { a, b } of pairs) {
    const [one, other] = [groupOf.get(a)!, groupOf.get(b)!]
    if (one === other || languages(one).some((language) => languages(other).includes(language))) continue
    const both = [...one, ...other]
    for (const at of both) groupOf.set(at, both)
  }
  const size = (at: number) => topics[at]!.candidate.positions.length
  return [...new Set(groupOf.values())].map((group) => group.toSorted((a, b) => size(b) - size(a) || a - b))
}

function cosine(a: Vector, b: Vector): number {
  const square = (of: Vector) => [...of.values()].reduce((sum, value) => sum + value * value, 0)
  const product = [...a].reduce((sum, [key, value]) => sum + value * (b.get(key) ?? 0), 0)
  return product / Math.sqrt(square(a) * square(b) || 1)
}

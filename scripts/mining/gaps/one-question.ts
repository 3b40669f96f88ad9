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
type Likeness = (a: number, b: number) => number

/**
 * Nearest neighbours across languages: the open topics of the language that is asked in most are the questions, and each
 * topic of another language joins the likest of them; what is like none of them is looked at again in the same way. Likeness
 * is the tf-idf cosine of concepts, times the root of the cosine of what search gives: without an article votes scatter, so
 * they say less. Two topics of one language meet only where both are likest the same one of another. By their own words
 * nothing is joined within a language: no likeness of words tells topics of the same question from siblings
 * (tests/bench/EXPERIMENTS.md).
 *
 * @param apart positions of topics that are joined to none, by a writer's word
 * @returns positions of topics that are one question, the largest topic first; a topic of its own alone
 */
export function oneQuestion(topics: readonly Topic[], apart: ReadonlySet<number> = new Set()): number[][] {
  const open = topics.flatMap(({ candidate }, at) =>
    candidate.search && !candidate.answered && candidate.positions.length > 0 && !apart.has(at) ? [at] : [],
  )
  const joined = stars(topics, open, likenessOf(topics, open))
  const known = new Set(open)
  const others = topics.flatMap((_, at) => (known.has(at) ? [] : [[at]]))
  const size = (at: number) => topics[at]!.candidate.positions.length
  return [...joined, ...others].map((group) => group.toSorted((a, b) => size(b) - size(a) || a - b))
}

function likenessOf(topics: readonly Topic[], open: readonly number[]): Likeness {
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
  return (a, b) => {
    const [one, other] = [vectors.get(a)!, vectors.get(b)!]
    return cosine(one.concepts, other.concepts) * Math.sqrt(cosine(one.votes, other.votes))
  }
}

function conceptShares({ candidate: { language }, said }: Topic): Vector {
  const counts = new Map<string, number>()
  const texts = said.slice(0, read)
  for (const text of texts)
    for (const concept of new Set(conceptsOf(text, language)))
      counts.set(concept, (counts.get(concept) ?? 0) + 1 / texts.length)
  return counts
}

/** Each topic of the language that is asked in most, with those of other languages that are likest it; then the rest. */
function stars(topics: readonly Topic[], open: readonly number[], likeness: Likeness): number[][] {
  if (open.length === 0) return []
  const most = mostAsked(topics, open)
  const isCentre = (at: number) => topics[at]!.candidate.language === most
  const groups = new Map(open.filter(isCentre).map((at) => [at, [at]]))
  const rest: number[] = []
  for (const at of open) {
    if (isCentre(at)) continue
    let likest: number | undefined
    let best: number = thresholds.sameFrom
    for (const centre of groups.keys()) {
      const like = likeness(at, centre)
      if (like < best || (like === best && likest !== undefined)) continue
      best = like
      likest = centre
    }
    if (likest === undefined) rest.push(at)
    else groups.get(likest)!.push(at)
  }
  return [...groups.values(), ...stars(topics, rest, likeness)]
}

function mostAsked(topics: readonly Topic[], open: readonly number[]): string {
  const questions = new Map<string, number>()
  for (const at of open) {
    const { language, positions } = topics[at]!.candidate
    questions.set(language, (questions.get(language) ?? 0) + positions.length)
  }
  return [...questions].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]
}

function cosine(a: Vector, b: Vector): number {
  const square = (of: Vector) => [...of.values()].reduce((sum, value) => sum + value * value, 0)
  const product = [...a].reduce((sum, [key, value]) => sum + value * (b.get(key) ?? 0), 0)
  return product / Math.sqrt(square(a) * square(b) || 1)
}

import type { Article, Passage } from '../model/article.ts'

/** How near an article is to a question in meaning, by an encoder's vectors. */
export interface Near {
  /** 0, as near as any two texts of the library are to each other, … 1, the same text; below 0 where it is farther. */
  readonly likeness: number
  /** The passage that is nearest; undefined where it is what the article is about, its title. */
  readonly passage: Passage | undefined
}

/** Of an article of the library; undefined where it has no vectors. */
export type Likeness = (article: Article) => Near | undefined

/**
 * What the likeness of a text to a question is worth beside the whole score by words, which is 0 … 1 too: a weighted
 * sum, chosen on development sets (tests/bench/EXPERIMENTS.md, Search).
 */
const likenessWorth = 1

/** An article that shares no word with the question is found from this likeness on; below it, most are about something else. */
const leastLikeness = 0.35

/**
 * Adds what likeness is worth to the scores of those that answer by words, and to `answers` those that answer by
 * meaning alone. Gives the nearest passages, by position.
 */
export function addLikeness(
  articles: readonly Article[],
  likeness: Likeness,
  { answers, scores }: { readonly answers: number[]; readonly scores: Float64Array },
): ReadonlyMap<number, Passage> {
  const byWords = new Set(answers)
  const passages = new Map<number, Passage>()
  for (const [position, article] of articles.entries()) {
    const near = likeness(article)
    if (!near) continue
    if (!byWords.has(position)) {
      if (near.likeness < leastLikeness) continue
      answers.push(position)
      // Function words alone answer nothing.
      scores[position] = 0
    }
    scores[position]! += likenessWorth * Math.max(0, near.likeness)
    if (near.passage) passages.set(position, near.passage)
  }
  return passages
}

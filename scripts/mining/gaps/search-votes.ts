import type { Finder } from '#content/library/find.ts'
import { ranked } from '#scripts/mining/ranked.ts'

/** Core tickets of a topic that are searched for: 30 tell a share to within 9 percentage points (one standard error). */
const searched = 30
/** Characters of a question that are searched for: the rest of a long message tells its story. */
export const longest = 400
/** Places of a result list that people look at. */
const places = 3

/** How search answers a topic with one article. */
export interface ArticleVote {
  readonly article: string
  readonly locale: string
  readonly title: string
  /** Text of the passage that search showed most often. */
  readonly passage: string
  /** Share of the questions for which it comes first, 0 … 1. */
  readonly first: number
  /** … for which it is among the first three, 0 … 1. */
  readonly found: number
  /** Mean of its score over all questions, 0 where it is not among the first three; 0 … 1. */
  readonly score: number
  /** … 0 also where it is not the first; 0 … 1. */
  readonly scoreAsFirst: number
}

export interface SearchVotes {
  /** Questions that were searched for. */
  readonly asked: number
  /** The article with the highest mean score first. */
  readonly votes: readonly ArticleVote[]
}

/**
 * Score voting: each question is searched for as its writer put it, in its own language, and gives every article on the
 * first three places its score. The article with the highest sum is the one that search would give for the topic.
 *
 * @param questions of one topic, most typical first
 * @param language of the questions; an article without a version in it votes as the version that readers are shown
 */
export function searchVotes(questions: readonly string[], language: string, finder: Finder): SearchVotes {
  const asked = questions
    .filter((text) => text.trim() !== '')
    .slice(0, searched)
    .map((text) => text.slice(0, longest))
  const found = asked.flatMap((query) =>
    finder
      .find({ query, locale: language, limit: places })
      .map(({ article, passage, score }, place) => ({ ...article, passage: passage.text, score, place })),
  )
  const votes = [...Map.groupBy(found, ({ id }) => id)].map(([article, list]): ArticleVote => {
    const firsts = list.filter(({ place }) => place === 0)
    const meanScore = (of: typeof list) => of.reduce((sum, { score }) => sum + score, 0) / asked.length
    return {
      ...{ article, locale: list[0]!.locale, title: list[0]!.title },
      passage: ranked(list.map(({ passage }) => passage))[0]![0],
      first: firsts.length / asked.length,
      found: list.length / asked.length,
      score: meanScore(list),
      scoreAsFirst: meanScore(firsts),
    }
  })
  return {
    asked: asked.length,
    votes: votes.sort((a, b) => b.score - a.score || (a.article < b.article ? -1 : 1)),
  }
}

import type { Finder } from '#content/library/find.ts'
import { confirmation } from '#scripts/mining/thresholds.ts'
import type { Candidate, MiningArticle } from '#scripts/mining/types.ts'
import { searchVotes } from './search-votes.ts'
import { speaks } from './untranslated.ts'

const { shownTo, sureFrom } = confirmation

interface Held {
  readonly finder: Finder
  readonly articles: readonly MiningArticle[]
  /** Words of its tickets, most typical first. */
  readonly questions: readonly string[]
}

/**
 * Holds the answer of a topic against the product's own search: the article that draws its tickets must be one that
 * search gives to those who ask, and what search gives clearly is an answer, whatever it draws. What is nearest is then
 * the article that search gives to most.
 */
export function confirmed(candidate: Candidate, { finder, articles, questions }: Held): Candidate {
  const { language, answered, article } = candidate
  const search = searchVotes(questions, language, finder)
  const [winner] = search.votes
  const drawn = answered ? search.votes.find((vote) => vote.article === article?.id) : undefined
  if (drawn && drawn.found >= shownTo) return { ...candidate, search }
  const version =
    winner && articles.find(({ id, locale }) => id === winner.article && locale === winner.locale)
  // What search shows to nobody who asks is near to nothing, however its words lie.
  if (!winner || !version)
    return { ...candidate, search, answered: false, drawn: !answered, article: undefined, passage: undefined }
  const sure = speaks(winner.locale, language) && winner.scoreAsFirst >= sureFrom
  return { ...candidate, search, answered: sure, drawn: !answered, article: version, passage: winner.passage }
}

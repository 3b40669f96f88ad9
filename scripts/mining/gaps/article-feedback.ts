import { keywordsIn } from '#scripts/mining/clustering/label.ts'
import type { ArticleRemark, MiningArticle, MiningTicket } from '#scripts/mining/types.ts'
import { speaks } from './untranslated.ts'

/** What a topic must tell for remarks on articles to find it. */
export interface RemarkedTopic {
  readonly language: string
  readonly keywords: readonly string[]
  readonly answered: boolean
  readonly size: number
  /** Id of the article that is nearest or, in another language, answers it. */
  readonly article: string | undefined
}

/** Remarks on an article that no topic is about, by the language of the page. */
export interface Alone {
  readonly article: MiningArticle
  readonly language: string
  readonly remarks: readonly ArticleRemark[]
}

/**
 * Puts what was said against an article to the topic it answers. Of several topics of one article the one whose words
 * are used; a topic that the article does not answer only when its words are used.
 *
 * @returns remarks by position of their topic, and those that are of none
 */
export function joinRemarks(
  remarks: readonly ArticleRemark[],
  topics: readonly RemarkedTopic[],
  articles: readonly MiningArticle[],
): { byTopic: ReadonlyMap<number | undefined, readonly ArticleRemark[]>; alone: Alone[] } {
  const against = remarks.filter(({ helpful }) => !helpful)
  const topicsOf = Map.groupBy(topics.keys(), (at) => topics[at]!.article)
  const byTopic = Map.groupBy(against, (remark) =>
    topicOf(remark, topicsOf.get(remark.article) ?? [], topics),
  )
  const pages = Map.groupBy(byTopic.get(undefined) ?? [], ({ article, locale }) => `${article} ${locale}`)
  const alone = [...pages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const { article: id, locale: language } = own[0]!
      const versions = articles.filter((article) => article.id === id)
      const article = versions.find(({ locale }) => speaks(locale, language)) ?? versions[0]
      // Else it is no longer published.
      return article ? [{ article, language, remarks: own }] : []
    })
  return { byTopic, alone }
}

/** A remark as a question, to be counted with the others. */
export function questionOf(remark: ArticleRemark): MiningTicket {
  const { id, kind, text, segments, createdAt, locale, customer } = remark
  return { id, text, segments, createdAt, customer, language: locale, signal: kind }
}

function topicOf(
  { text, locale }: ArticleRemark,
  candidates: readonly number[],
  topics: readonly RemarkedTopic[],
): number | undefined {
  return candidates
    .filter((at) => speaks(topics[at]!.language, locale))
    .map((at) => {
      const { language, keywords, answered, size } = topics[at]!
      return { at, answered, size, shared: keywordsIn({ text, language }, keywords) }
    })
    .filter(({ answered, shared }) => answered || shared > 0)
    .sort(
      (a, b) =>
        b.shared - a.shared || Number(b.answered) - Number(a.answered) || b.size - a.size || a.at - b.at,
    )[0]?.at
}
